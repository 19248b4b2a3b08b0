// An addon that does on purpose what the lab must notice; LAB_WRONG says what. It shows that the lab's silence about
// the addon under test means something.
#include <cstdlib>
#include <cstring>
#include <string>

#include "question.h"
#include "terminal/layouts.h"
#include "wire.h"
#include "wrong/vss.h"

namespace {

using Enumerate = BOOL(WINAPI*)(HANDLE, DWORD*, DWORD, lab::SessionInfo1**, DWORD*);
using Query = BOOL(WINAPI*)(HANDLE, DWORD, DWORD, wchar_t**, DWORD*);
using Free = void(WINAPI*)(void*);
using FreeEx = BOOL(WINAPI*)(DWORD, void*, ULONG);
using Close = void(WINAPI*)(HANDLE);
using Open = HANDLE(WINAPI*)(const wchar_t*);
using Register = BOOL(WINAPI*)(HANDLE, HWND, DWORD);
using Unregister = BOOL(WINAPI*)(HANDLE, HWND);

constexpr DWORD kSessionsClass = 2;
constexpr DWORD kProcessesClass = 1;
constexpr DWORD kSessionInfo = 24;

template <class Function>
Function named(const char* name, const wchar_t* library = L"wtsapi32.dll") {
  const HMODULE module = LoadLibraryExW(library, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  return reinterpret_cast<Function>(reinterpret_cast<void*>(GetProcAddress(module, name)));
}

void touch(const void* at) { static_cast<void>(*static_cast<const volatile BYTE*>(at)); }

// A caller's own buffer, of so many characters.
void bring(const std::string& what) {
  using Names = ULONG(WINAPI*)(ULONG*, wchar_t*);
  const auto names = named<Names>("ReportIScsiInitiatorListW", L"iscsidsc.dll");
  ULONG units = 0;
  names(&units, nullptr);
  const std::size_t bytes = units * sizeof(wchar_t);
  void* const room = std::malloc(what == "brought-in-bytes" ? units : bytes);
  names(&units, static_cast<wchar_t*>(room));
  // Compilers count on memory that is aligned, so the page that nobody may touch may lie a little further.
  if (what == "brought-over-read") touch(static_cast<const BYTE*>(room) + bytes + 15);
  // A compiler that knew it would refuse what is done here on purpose.
  const volatile auto place = reinterpret_cast<std::uintptr_t>(room);
  if (what != "brought-leak") std::free(room);
  if (what == "brought-after-free") touch(reinterpret_cast<const void*>(place));
}

void watch(const std::string& what) {
  const auto unregister = named<Unregister>("WTSUnRegisterSessionNotificationEx");
  const HWND window = CreateWindowExW(0, L"STATIC", L"", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr, nullptr, nullptr);
  named<Register>("WTSRegisterSessionNotificationEx")(nullptr, window, 1);
  if (what != "lasting-registration") unregister(nullptr, window);
  if (what == "double-unregister") unregister(nullptr, window);
  DestroyWindow(window);
}

// What a stand-in may say wrongly about a call, and what it may expect wrongly of an answer.
bool misstate(const std::string& what) {
  lab::Question logoff = lab::onServer(nullptr, "WTSLogoffSession");
  if (what == "argument-renamed") return logoff.u32("session", 0).flag("wait", TRUE).succeeds(), true;
  if (what == "argument-missing") return logoff.u32("sessionId", 0).succeeds(), true;
  if (what == "argument-of-another-form") return logoff.u32("sessionId", 0).u32("wait", 1).succeeds(), true;
  if (what == "call-unknown") return lab::onMachine("WTSNoSuchCall").succeeds(), true;
  lab::Question list = lab::onServer(nullptr, "WTSEnumerateSessionsW");
  const lab::Answer answer = list.ask();
  lab::List rows = answer.value().list();
  const lab::Record row = rows.nextRecord();
  if (what == "member-renamed") return row.textOrNull("name").null();
  if (what == "member-of-another-form") return row.u32("state") == 0;
  return false;
}

void act(const std::string& what) {
  if (what.starts_with("brought")) {
    bring(what);
    return;
  }
  if (what.starts_with("vss-")) {
    actOnVss(what);
    return;
  }
  if (what.starts_with("argument") || what.starts_with("member") || what.starts_with("call")) {
    misstate(what);
    return;
  }
  if (what.ends_with("register") || what.ends_with("registration")) {
    watch(what);
    return;
  }
  const auto enumerate = named<Enumerate>("WTSEnumerateSessionsExW");
  const auto query = named<Query>("WTSQuerySessionInformationW");
  const auto free = named<Free>("WTSFreeMemory");
  const auto freeEx = named<FreeEx>("WTSFreeMemoryExW");
  DWORD level = 1;
  DWORD count = 0;
  lab::SessionInfo1* sessions = nullptr;
  if (what == "reserved") {
    enumerate(nullptr, &level, 1, &sessions, &count);
    return;
  }
  enumerate(nullptr, &level, 0, &sessions, &count);
  wchar_t* info = nullptr;
  DWORD bytes = 0;
  query(nullptr, sessions[0].id, kSessionInfo, &info, &bytes);

  if (what == "over-read") touch(reinterpret_cast<const BYTE*>(info) + bytes);
  if (what == "text-over-read") touch(sessions[0].name + std::wcslen(sessions[0].name) + 1);
  if (what != "leak") free(info);
  if (what == "use-after-free") touch(info);
  if (what == "double-free") free(info);
  if (what == "wrong-free") {
    free(sessions);
  } else if (what == "wrong-class") {
    freeEx(kProcessesClass, sessions, count);
  } else {
    freeEx(kSessionsClass, sessions, what == "wrong-count" ? count - 1 : count);
  }
  if (what == "stray-free") free(&level);
  if (what == "open-handle") named<Open>("WTSOpenServerExW")(L"elsewhere");
  if (what == "stray-handle") named<Close>("WTSCloseServer")(reinterpret_cast<HANDLE>(std::uintptr_t{0x1234}));
}

}  // namespace

extern "C" __declspec(dllexport) void* napi_register_module_v1(void*, void* exports) {
  act(lab::environment(L"LAB_WRONG"));
  return exports;
}
