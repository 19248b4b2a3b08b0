// The lab's wire protocol: framed messages over loopback TCP to the world server. `../wire/` has the other side.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <winsock2.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

using Bytes = std::vector<std::uint8_t>;

// A text on the wire is its length in UTF-16 code units, or -1 for a NULL pointer, then the code units.
struct Text {
  const std::uint8_t* units = nullptr;
  std::uint32_t length = 0;
  [[nodiscard]] bool null() const { return units == nullptr; }
};

class Writer {
 public:
  explicit Writer(std::uint8_t kind);
  Writer& u8(std::uint32_t value);
  Writer& u32(std::uint32_t value);
  Writer& text(const wchar_t* value);
  Writer& text(const wchar_t* value, std::size_t length);
  Writer& ascii(std::string_view value);
  Writer& bytes(const void* data, std::size_t size);
  [[nodiscard]] const Bytes& framed();
  [[nodiscard]] std::string key() const;

 private:
  Bytes data_;
};

// Reads a reply. After reading past its end `good()` is false and every value is zero.
class Reader {
 public:
  Reader(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}
  std::uint8_t u8();
  std::uint32_t u32();
  std::uint64_t u64();
  Text text();
  // The size, then that many bytes; a NULL pointer has the size -1.
  const std::uint8_t* bytes(std::uint32_t& size);
  [[nodiscard]] bool good() const { return good_; }

 private:
  const std::uint8_t* take(std::size_t size);
  const std::uint8_t* at_;
  const std::uint8_t* end_;
  bool good_ = true;
};

enum class Shape : std::uint8_t { whole = 0, null = 1, cut = 2, unterminated = 3 };

struct Reply {
  Bytes body;
  bool ok = false;
  DWORD code = 0;
  Shape shape = Shape::whole;
  // Where the value begins.
  [[nodiscard]] Reader value() const { return {body.data() + kHead, body.size() - kHead}; }
  static constexpr std::size_t kHead = 2;
};

// Begins a question about a host; NULL is this machine. `neverHeld` marks a call that blocks a JavaScript thread.
Writer question(std::string_view call, const wchar_t* host, bool neverHeld);

// Asks the world and waits for its answer, however long it takes, on a connection of its own while it does.
Reply ask(Writer& question);

// A connection of its own to the world server, greeted with what it is for.
SOCKET connectToWorld(std::string_view purpose);
bool receiveMessage(SOCKET line, Bytes& body);

// Tells the world something; notes arrive in the order in which they were told.
void tell(Writer& note);

// JavaScript threads mark themselves, so that their calls are never held.
void markJavaScriptThread();
bool isJavaScriptThread();

// The environment as it is now, not as the C runtime once copied it.
std::string environment(const wchar_t* name);

// Windows leaves the last error alone on success and, at times, on failure: so must everything that runs here.
class LastErrorKeeper {
 public:
  LastErrorKeeper() : error_(GetLastError()) {}
  ~LastErrorKeeper() { SetLastError(error_); }
  LastErrorKeeper(const LastErrorKeeper&) = delete;
  LastErrorKeeper& operator=(const LastErrorKeeper&) = delete;
  // A failure that reports nothing keeps whatever error stood before.
  BOOL fail(DWORD code) {
    if (code != 0) error_ = code;
    return FALSE;
  }

 private:
  DWORD error_;
};

}  // namespace lab
