// What a stand-in asks of the world: a call by its name, and each argument by name, form and value, as Windows'
// documentation of the export has them. The server compares them with the call's description; order means nothing.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <string>
#include <string_view>
#include <vector>

#include "answer.h"
#include "bytes.h"
#include "handles.h"
#include "last_error.h"

namespace lab {

// An argument that is a structure: its members by name, form and value.
class Said {
 public:
  Said& u32(std::string_view name, std::uint32_t value);
  Said& text(std::string_view name, const wchar_t* value, std::size_t length);

 private:
  friend class Question;
  std::uint32_t count_ = 0;
  Writer kinds_;
  Writer values_;
};

class Question {
 public:
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

  Question& u32(std::string_view name, std::uint32_t value);
  Question& i32(std::string_view name, std::int32_t value);
  Question& flag(std::string_view name, BOOL value);
  Question& text(std::string_view name, const wchar_t* value);
  Question& text(std::string_view name, const wchar_t* value, std::size_t length);
  Question& textOrNull(std::string_view name, const wchar_t* value);
  Question& bytes(std::string_view name, const void* value, std::size_t size);
  Question& ticks(std::string_view name, std::uint64_t value);
  Question& sid(std::string_view name, const void* value, std::size_t size);

  Question& record(std::string_view name, const Said& value);

  // No argument of the call: which window, handle or process of this one is meant, for the lab alone.
  Question& lab(std::string_view name, std::uint32_t value);
  // The call blocks a thread that runs JavaScript.
  Question& neverHeld();

  // Windows demands zero in what it reserves. A caller that breaks this passes here and fails there.
  [[nodiscard]] bool misused(bool wrong);

  // Waits for the answer. A handle that is not open is answered here.
  Answer ask();
  // The whole of a call that answers TRUE or FALSE and nothing else.
  BOOL succeeds();
  // The last error is set when the question ends; until then, and without a failure, it stays as it was.
  BOOL fail(DWORD code) { return error_.fail(code); }

  // The same for the same call of the same arguments on the same host, whatever their order.
  [[nodiscard]] std::string key() const;

 private:
  struct Server {
    HANDLE handle;
  };
  Question(std::string_view call, Host host);
  Question(std::string_view call, Server server);
  Question(std::string_view call, std::uint32_t object);
  Writer& say(std::string_view name, Form form);
  friend Question onMachine(std::string_view call);
  friend Question onHost(const wchar_t* name, std::string_view call);
  friend Question onServer(HANDLE server, std::string_view call);
  friend Question onObject(std::uint32_t object, std::string_view call);

  LastErrorKeeper error_;  // first in, last out
  std::string_view call_;
  Host host_;
  bool neverHeld_ = false;
  std::vector<std::pair<std::string_view, Writer>> args_;
  Writer lab_;
};

// About this machine; about a host by its name, which NULL leaves at this machine; on a server handle; on an object of
// the stand-in, by its number.
Question onMachine(std::string_view call);
Question onHost(const wchar_t* name, std::string_view call);
Question onServer(HANDLE server, std::string_view call);
Question onObject(std::uint32_t object, std::string_view call);

// Windows and handles travel as numbers.
inline std::uint32_t numberOf(const void* handle) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(handle));
}

}  // namespace lab
