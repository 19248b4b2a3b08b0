// Window stations and desktops: the world answers what is opened with all that will be asked about it, and what follows
// is answered from there. Numbers are from Windows' documentation.
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "desktop/hook/patches.h"
#include "hook/exports.h"
#include "notes.h"
#include "question.h"

namespace lab {
namespace {

using NameProc = BOOL CALLBACK(wchar_t*, LPARAM);
using EnumStations = BOOL WINAPI(NameProc*, LPARAM);
using OpenStation = HANDLE WINAPI(const wchar_t*, BOOL, DWORD);
using Close = BOOL WINAPI(HANDLE);
using OwnStation = HANDLE WINAPI();
using EnumDesktopsOf = BOOL WINAPI(HANDLE, NameProc*, LPARAM);
using OpenOne = HANDLE WINAPI(const wchar_t*, DWORD, BOOL, DWORD);
using OpenInput = HANDLE WINAPI(DWORD, BOOL, DWORD);
using Information = BOOL WINAPI(HANDLE, int, void*, DWORD, DWORD*);
EnumStations* g_enumStations = nullptr;
OpenStation* g_openStation = nullptr;
Close* g_closeStation = nullptr;
OwnStation* g_ownStation = nullptr;
EnumDesktopsOf* g_enumDesktops = nullptr;
OpenOne* g_openDesktop = nullptr;
OpenInput* g_openInput = nullptr;
Close* g_closeDesktop = nullptr;
Information* g_information = nullptr;

constexpr DWORD kTooSmall = 122;
constexpr int kFlags = 1;
constexpr int kName = 2;
constexpr int kUserSid = 4;
constexpr int kHeapSize = 5;
constexpr int kIo = 6;

// What Windows would give for a class, or the code with which it would fail.
struct Given {
  bool ok = false;
  DWORD code = 87;
  std::vector<std::uint8_t> bytes;
};

struct Object {
  bool isStation = false;
  std::map<int, Given> classes;
  bool enumerates = false;
  DWORD enumCode = 0;
  std::vector<std::wstring> desktops;
};

SRWLOCK g_lock = SRWLOCK_INIT;
std::map<std::uint32_t, std::shared_ptr<Object>>* g_objects = nullptr;
std::uint32_t g_last = 0;

// No handle of Windows looks so, and each is another one.
constexpr std::uintptr_t kFirst = 0x5D500000;

HANDLE handleOf(std::uint32_t number) { return reinterpret_cast<HANDLE>(kFirst + 4 * std::uintptr_t{number}); }

std::uint32_t keep(std::shared_ptr<Object> object) {
  AcquireSRWLockExclusive(&g_lock);
  if (g_objects == nullptr) g_objects = new std::map<std::uint32_t, std::shared_ptr<Object>>;
  const std::uint32_t number = ++g_last;
  (*g_objects)[number] = std::move(object);
  ReleaseSRWLockExclusive(&g_lock);
  return number;
}

HANDLE opened(std::shared_ptr<Object> object) {
  const HANDLE handle = handleOf(keep(std::move(object)));
  note::opened(numberOf(handle));
  return handle;
}

std::shared_ptr<Object> find(HANDLE handle, bool takeAway = false) {
  const auto address = reinterpret_cast<std::uintptr_t>(handle);
  if (address < kFirst || (address - kFirst) % 4 != 0) return nullptr;
  std::shared_ptr<Object> found;
  AcquireSRWLockExclusive(&g_lock);
  if (g_objects != nullptr) {
    if (const auto at = g_objects->find(static_cast<std::uint32_t>((address - kFirst) / 4)); at != g_objects->end()) {
      found = at->second;
      if (takeAway) g_objects->erase(at);
    }
  }
  ReleaseSRWLockExclusive(&g_lock);
  return found;
}

std::wstring wide(const Text& text) {
  std::wstring value(text.length, L'\0');
  if (text.length > 0) std::memcpy(value.data(), text.units, text.length * sizeof(wchar_t));
  return value;
}

Given number(const Record& answer, std::uint32_t value) {
  Given given{answer.flag("ok"), answer.u32("code"), {}};
  given.bytes.resize(sizeof value);
  std::memcpy(given.bytes.data(), &value, sizeof value);
  return given;
}

Given textOf(const std::wstring& text) {
  Given given{true, 0, {}};
  given.bytes.resize((text.size() + 1) * sizeof(wchar_t));
  std::memcpy(given.bytes.data(), text.c_str(), given.bytes.size());
  return given;
}

std::vector<std::wstring> namesIn(List list) {
  std::vector<std::wstring> names;
  for (std::uint32_t left = list.count(); left > 0; --left) names.push_back(wide(list.next().text()));
  return names;
}

BOOL enumerate(const std::vector<std::wstring>& names, NameProc* take, LPARAM parameter) {
  for (std::wstring name : names) {
    if (take(name.data(), parameter) == FALSE) return FALSE;
  }
  return TRUE;
}

BOOL WINAPI enumStations(NameProc* take, LPARAM parameter) {
  if (!LAB_CALLED_BY_ADDON()) return g_enumStations(take, parameter);
  Question question = onMachine("EnumWindowStationsW");
  const Answer answer = question.ask();
  if (!answer.ok) return question.fail(answer.code);
  return enumerate(namesIn(answer.value().list()), take, parameter);
}

HANDLE WINAPI openStation(const wchar_t* name, BOOL inherit, DWORD access) {
  if (!LAB_CALLED_BY_ADDON()) return g_openStation(name, inherit, access);
  Question question = onMachine("OpenWindowStationW");
  // WINSTA_ENUMDESKTOPS and WINSTA_READATTRIBUTES.
  if (question.misused(inherit != FALSE || access != 3)) return nullptr;
  const Answer answer = question.text("station", name).ask();
  if (!answer.ok) {
    question.fail(answer.code);
    return nullptr;
  }
  const Record value = answer.value().record();
  auto object = std::make_shared<Object>();
  object->isStation = true;
  const Record flags = value.record("flags");
  Given ofFlags{flags.flag("ok"), flags.u32("code"), std::vector<std::uint8_t>(12)};
  const std::uint32_t bits = flags.u32("value");
  std::memcpy(ofFlags.bytes.data() + 8, &bits, sizeof bits);
  object->classes[kFlags] = ofFlags;
  const Record sid = value.record("sid");
  const Span span = sid.sid("value");
  Given ofSid{sid.flag("ok"), sid.u32("code"), {}};
  if (!span.null()) ofSid.bytes.assign(span.data, span.data + span.size);
  object->classes[kUserSid] = ofSid;
  const Record desktops = value.record("desktops");
  object->enumerates = desktops.flag("ok");
  object->enumCode = desktops.u32("code");
  object->desktops = namesIn(desktops.list("value"));
  return opened(std::move(object));
}

HANDLE WINAPI ownStation() {
  if (!LAB_CALLED_BY_ADDON()) return g_ownStation();
  Question question = onMachine("GetProcessWindowStation");
  const Answer answer = question.ask();
  if (!answer.ok) {
    question.fail(answer.code);
    return nullptr;
  }
  auto object = std::make_shared<Object>();
  object->isStation = true;
  object->classes[kName] = textOf(wide(answer.value().text()));
  // Nobody closes it, so it is not among the handles that are to be closed.
  return handleOf(keep(std::move(object)));
}

BOOL WINAPI enumDesktops(HANDLE station, NameProc* take, LPARAM parameter) {
  const auto object = find(station);
  if (object == nullptr) return g_enumDesktops(station, take, parameter);
  if (!object->enumerates) {
    SetLastError(object->enumCode);
    return FALSE;
  }
  return enumerate(object->desktops, take, parameter);
}

HANDLE WINAPI openDesktop(const wchar_t* name, DWORD flags, BOOL inherit, DWORD access) {
  if (!LAB_CALLED_BY_ADDON()) return g_openDesktop(name, flags, inherit, access);
  Question question = onMachine("OpenDesktopW");
  // DESKTOP_READOBJECTS.
  if (question.misused(flags != 0 || inherit != FALSE || access != 1)) return nullptr;
  const Answer answer = question.text("desktop", name).ask();
  if (!answer.ok) {
    question.fail(answer.code);
    return nullptr;
  }
  const Record value = answer.value().record();
  auto object = std::make_shared<Object>();
  const Record io = value.record("receivesInput");
  object->classes[kIo] = number(io, io.flag("value") ? 1 : 0);
  const Record heap = value.record("heapKilobytes");
  object->classes[kHeapSize] = number(heap, heap.u32("value"));
  return opened(std::move(object));
}

HANDLE WINAPI openInput(DWORD flags, BOOL inherit, DWORD access) {
  if (!LAB_CALLED_BY_ADDON()) return g_openInput(flags, inherit, access);
  Question question = onMachine("OpenInputDesktop");
  if (question.misused(flags != 0 || inherit != FALSE || access != 1)) return nullptr;
  const Answer answer = question.ask();
  if (!answer.ok) {
    question.fail(answer.code);
    return nullptr;
  }
  auto object = std::make_shared<Object>();
  object->classes[kName] = textOf(wide(answer.value().text()));
  return opened(std::move(object));
}

BOOL closeOne(HANDLE handle, bool isStation, Close* old) {
  const auto object = find(handle, true);
  if (object == nullptr) return old(handle);
  const LastErrorKeeper error;
  if (object->isStation != isStation) note::misuse(isStation ? "CloseWindowStation" : "CloseDesktop");
  note::closed(numberOf(handle));
  return TRUE;
}

BOOL WINAPI closeStation(HANDLE station) { return closeOne(station, true, g_closeStation); }
BOOL WINAPI closeDesktop(HANDLE desktop) { return closeOne(desktop, false, g_closeDesktop); }

BOOL WINAPI information(HANDLE handle, int infoClass, void* buffer, DWORD bytes, DWORD* needed) {
  const auto object = find(handle);
  if (object == nullptr) return g_information(handle, infoClass, buffer, bytes, needed);
  const Given given = object->classes[infoClass];
  if (!given.ok) {
    SetLastError(given.code);
    return FALSE;
  }
  if (needed != nullptr) *needed = static_cast<DWORD>(given.bytes.size());
  if (buffer == nullptr || bytes < given.bytes.size()) {
    SetLastError(kTooSmall);
    return FALSE;
  }
  if (!given.bytes.empty()) std::memcpy(buffer, given.bytes.data(), given.bytes.size());
  return TRUE;
}

}  // namespace

bool redirectDesktops() {
  return redirect(L"user32.dll", "EnumWindowStationsW", enumStations, &g_enumStations) &&
         redirect(L"user32.dll", "OpenWindowStationW", openStation, &g_openStation) &&
         redirect(L"user32.dll", "CloseWindowStation", closeStation, &g_closeStation) &&
         redirect(L"user32.dll", "GetProcessWindowStation", ownStation, &g_ownStation) &&
         redirect(L"user32.dll", "EnumDesktopsW", enumDesktops, &g_enumDesktops) &&
         redirect(L"user32.dll", "OpenDesktopW", openDesktop, &g_openDesktop) &&
         redirect(L"user32.dll", "OpenInputDesktop", openInput, &g_openInput) &&
         redirect(L"user32.dll", "CloseDesktop", closeDesktop, &g_closeDesktop) &&
         redirect(L"user32.dll", "GetUserObjectInformationW", information, &g_information);
}

}  // namespace lab
