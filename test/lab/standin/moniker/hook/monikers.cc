// A thread's way into COM and out of it, and the keys of classes. The world answers a key with the values that will be
// asked for. CoGetObject is Wine's own: it finds the class of `moniker/moniker.cc`.
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
// Behind it.
#include <objbase.h>

#include <cstring>
#include <cwchar>
#include <map>
#include <string>

#include "hook/exports.h"
#include "moniker/class.h"
#include "moniker/hook/patches.h"
#include "notes.h"
#include "question.h"

namespace lab {
namespace {

using QueryValue = LSTATUS WINAPI(HKEY, LPCWSTR, LPDWORD, LPDWORD, BYTE*, LPDWORD);
using Initialize = HRESULT WINAPI(LPVOID, DWORD);
using Uninitialize = void WINAPI();
QueryValue* g_query = nullptr;
Initialize* g_initialize = nullptr;
Uninitialize* g_uninitialize = nullptr;

constexpr wchar_t kClasses[] = L"SOFTWARE\\Classes\\";
constexpr std::size_t kClassesUnits = sizeof kClasses / sizeof kClasses[0] - 1;

struct Value {
  DWORD code = 0;
  std::wstring text;
};

using Values = std::map<std::wstring, Value>;

SRWLOCK g_lock = SRWLOCK_INIT;
// By key: what was opened here and not closed yet.
std::map<HKEY, Values>* g_keys = nullptr;

bool find(HKEY key, const wchar_t* name, Value* value) {
  AcquireSRWLockShared(&g_lock);
  bool found = false;
  if (g_keys != nullptr) {
    if (const auto at = g_keys->find(key); at != g_keys->end()) {
      found = true;
      const auto named = at->second.find(name);
      *value = named == at->second.end() ? Value{ERROR_FILE_NOT_FOUND, L""} : named->second;
    }
  }
  ReleaseSRWLockShared(&g_lock);
  return found;
}

Value valueIn(const Record& answer) {
  const Text text = answer.text("value");
  Value value{answer.flag("ok") ? ERROR_SUCCESS : answer.u32("code"), std::wstring(text.length, L'\0')};
  if (text.length > 0) std::memcpy(value.text.data(), text.units, text.length * sizeof(wchar_t));
  return value;
}

LSTATUS WINAPI queryValue(HKEY key, LPCWSTR name, LPDWORD reserved, LPDWORD type, BYTE* data, LPDWORD size) {
  Value value;
  if (!LAB_CALLED_BY_ADDON() || !find(key, name, &value)) return g_query(key, name, reserved, type, data, size);
  if (value.code != ERROR_SUCCESS) return static_cast<LSTATUS>(value.code);
  // Stored without a NUL, as Windows allows.
  const auto bytes = static_cast<DWORD>(value.text.size() * sizeof(wchar_t));
  const DWORD room = *size;
  *size = bytes;
  if (type != nullptr) *type = REG_SZ;
  if (room < bytes) return ERROR_MORE_DATA;
  std::memcpy(data, value.text.data(), bytes);
  return ERROR_SUCCESS;
}

bool writeValue(const std::wstring& key, const wchar_t* name, const std::wstring& value) {
  const auto bytes = static_cast<DWORD>((value.size() + 1) * sizeof(wchar_t));
  return RegSetKeyValueW(HKEY_LOCAL_MACHINE, key.c_str(), name, REG_SZ, value.c_str(), bytes) == ERROR_SUCCESS;
}

// A thread enters once and leaves once. Its id is even, so this is no address of anything else that is open.
std::uint32_t stayOfThread() { return GetCurrentThreadId() | 1; }

HRESULT WINAPI initialize(LPVOID reserved, DWORD apartment) {
  if (!LAB_CALLED_BY_ADDON()) return g_initialize(reserved, apartment);
  const LastErrorKeeper error;
  Question question = onMachine("CoInitializeEx");
  if (question.misused(reserved != nullptr || apartment != COINIT_MULTITHREADED)) return E_INVALIDARG;
  const Answer answer = question.ask();
  if (!answer.ok) return static_cast<HRESULT>(answer.code <= 0xFFFF ? 0x80070000 | answer.code : answer.code);
  const HRESULT result = g_initialize(reserved, apartment);
  if (SUCCEEDED(result)) note::opened(stayOfThread());
  return result;
}

void WINAPI uninitialize() {
  if (LAB_CALLED_BY_ADDON()) note::closed(stayOfThread());
  g_uninitialize();
}

// What `regsvr32` would do: Wine's COM then finds the class by its word. The DLL is beside this
// one.
bool registerClass() {
  wchar_t file[MAX_PATH];
  HMODULE self = nullptr;
  constexpr DWORD kHow = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
  if (!GetModuleHandleExW(kHow, reinterpret_cast<LPCWSTR>(&g_initialize), &self)) return false;
  const DWORD length = GetModuleFileNameW(self, file, MAX_PATH);
  if (length == 0 || length == MAX_PATH) return false;
  const std::wstring own(file, length);
  const std::wstring dll = own.substr(0, own.rfind(L'\\') + 1) + L"moniker.dll";
  const std::wstring classes = L"SOFTWARE\\Classes\\";
  const std::wstring server = classes + L"CLSID\\" + kSessionMonikersText + L"\\InprocServer32";
  return writeValue(classes + L"Session\\CLSID", L"", kSessionMonikersText) && writeValue(server, L"", dll) &&
         writeValue(server, L"ThreadingModel", L"Both");
}

}  // namespace

bool openClassKey(HKEY root, LPCWSTR path, DWORD options, REGSAM access, PHKEY key, LSTATUS* status) {
  if (path == nullptr || std::wcsncmp(path, kClasses, kClassesUnits) != 0) return false;
  const LastErrorKeeper error;
  Question question = onMachine("RegOpenKeyExW");
  const REGSAM view = access & (KEY_WOW64_64KEY | KEY_WOW64_32KEY);
  const bool wrong = root != HKEY_LOCAL_MACHINE || options != 0 || key == nullptr ||
                     (view != KEY_WOW64_64KEY && view != KEY_WOW64_32KEY) || (access & ~view) != KEY_QUERY_VALUE;
  *status = ERROR_INVALID_PARAMETER;
  if (question.misused(wrong)) return true;
  const Answer answer = question.text("key", path).u32("view", view == KEY_WOW64_32KEY ? 32 : 64).ask();
  *status = answer.ok ? ERROR_SUCCESS : static_cast<LSTATUS>(answer.code);
  if (!answer.ok) return true;
  const Record value = answer.value().record();
  Values values;
  values[L"AppID"] = valueIn(value.record("AppID"));
  values[L"RunAs"] = valueIn(value.record("RunAs"));
  values[L"LocalService"] = valueIn(value.record("LocalService"));
  *key = reinterpret_cast<HKEY>(new char);
  AcquireSRWLockExclusive(&g_lock);
  if (g_keys == nullptr) g_keys = new std::map<HKEY, Values>;
  (*g_keys)[*key] = std::move(values);
  ReleaseSRWLockExclusive(&g_lock);
  note::opened(numberOf(*key));
  return true;
}

bool closeClassKey(HKEY key) {
  AcquireSRWLockExclusive(&g_lock);
  const bool isOurs = g_keys != nullptr && g_keys->erase(key) > 0;
  ReleaseSRWLockExclusive(&g_lock);
  if (!isOurs) return false;
  const LastErrorKeeper error;
  note::closed(numberOf(key));
  delete reinterpret_cast<char*>(key);
  return true;
}

bool redirectMonikers() {
  return redirect(L"advapi32.dll", "RegQueryValueExW", queryValue, &g_query) &&
         redirect(L"ole32.dll", "CoInitializeEx", initialize, &g_initialize) &&
         redirect(L"ole32.dll", "CoUninitialize", uninitialize, &g_uninitialize) && registerClass();
}

}  // namespace lab
