// The call that every peer makes, declared once for the peers in C++.
#pragma once
#ifndef NOMINMAX
#define NOMINMAX
#endif
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <string>
#include <vector>

namespace bench {

struct SessionInfo {
  DWORD execEnvId;
  int state;
  DWORD sessionId;
  const char16_t* sessionName;
  const char16_t* hostName;
  const char16_t* userName;
  const char16_t* domainName;
  const char16_t* farmName;
};

/** The rows as Windows gives them, given back when this goes. */
class Rows {
 public:
  Rows();
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  const SessionInfo* begin() const { return rows_; }
  const SessionInfo* end() const { return rows_ + count_; }
  DWORD count() const { return count_; }

 private:
  SessionInfo* rows_ = nullptr;
  DWORD count_ = 0;
};

/** A row copied out. */
struct Record {
  DWORD sessionId;
  int state;
  std::u16string sessionName;
  std::u16string userName;
  std::u16string domainName;
  std::u16string hostName;
  std::u16string farmName;
};

inline std::u16string textOf(const char16_t* text) { return text == nullptr ? std::u16string() : text; }

std::vector<Record> copyOut();

}  // namespace bench
