// Values under HKEY_LOCAL_MACHINE that the addon reads and writes. The keys that it opens are names of ours.
#include <cstring>
#include <cwchar>
#include <string>

#include "hook/exports.h"
#include "moniker/hook/patches.h"
#include "question.h"
#include "terminal/hook/patches.h"

namespace lab {
namespace {

constexpr DWORD kMark = 0x4B455921;

struct OpenKey {
  DWORD mark;
  std::wstring path;
};

using OpenKeyEx = LSTATUS WINAPI(HKEY, LPCWSTR, DWORD, REGSAM, PHKEY);
using GetValue = LSTATUS WINAPI(HKEY, LPCWSTR, LPCWSTR, DWORD, LPDWORD, void*, LPDWORD);
using SetValue = LSTATUS WINAPI(HKEY, LPCWSTR, DWORD, DWORD, const BYTE*, DWORD);
using CloseKey = LSTATUS WINAPI(HKEY);
OpenKeyEx* g_open = nullptr;
GetValue* g_get = nullptr;
SetValue* g_set = nullptr;
CloseKey* g_close = nullptr;

// Predefined keys are small negative numbers; what the addon has opened here is memory.
const OpenKey* opened(HKEY key) {
  if (reinterpret_cast<std::intptr_t>(key) <= 0) return nullptr;
  const auto* own = reinterpret_cast<const OpenKey*>(key);
  return own->mark == kMark ? own : nullptr;
}

// A process of 32 bits sees another key there unless it asks for the view of 64.
LSTATUS WINAPI openKey(HKEY root, LPCWSTR path, DWORD options, REGSAM access, PHKEY key) {
  if (!LAB_CALLED_BY_ADDON()) return g_open(root, path, options, access, key);
  LSTATUS status = ERROR_SUCCESS;
  if (openClassKey(root, path, options, access, key, &status)) return status;
  Question question = onMachine("RegOpenKeyExW");
  const bool wrong = root != HKEY_LOCAL_MACHINE || path == nullptr || options != 0 || key == nullptr ||
                     (access & KEY_WOW64_64KEY) == 0;
  if (question.misused(wrong)) return ERROR_INVALID_PARAMETER;
  *key = reinterpret_cast<HKEY>(new OpenKey{kMark, path});
  return ERROR_SUCCESS;
}

LSTATUS fill(const Answer& answer, LPDWORD type, void* data, LPDWORD size) {
  const Record value = answer.value().record();
  const DWORD number = value.u32("number");
  const Text text = value.text("text");
  const bool isNumber = value.u32("type") == REG_DWORD;
  std::wstring copy(reinterpret_cast<const wchar_t*>(text.units), text.length);
  const void* from = isNumber ? static_cast<const void*>(&number) : copy.c_str();
  const auto bytes = static_cast<DWORD>(isNumber ? sizeof number : (copy.size() + 1) * sizeof(wchar_t));
  if (type != nullptr) *type = isNumber ? REG_DWORD : REG_SZ;
  if (data != nullptr && (size == nullptr || *size < bytes)) return ERROR_MORE_DATA;
  if (data != nullptr) std::memcpy(data, from, bytes);
  if (size != nullptr) *size = bytes;
  return ERROR_SUCCESS;
}

// How long a queue of messages may become belongs to the machine that runs the test, and not to its world.
bool isOfThisMachine(LPCWSTR name) { return name != nullptr && std::wcscmp(name, L"USERPostMessageLimit") == 0; }

LSTATUS WINAPI getValue(HKEY key, LPCWSTR subkey, LPCWSTR name, DWORD flags, LPDWORD type, void* data, LPDWORD size) {
  if (!LAB_CALLED_BY_ADDON() || isOfThisMachine(name)) return g_get(key, subkey, name, flags, type, data, size);
  const LastErrorKeeper error;
  const OpenKey* own = opened(key);
  Question question = onMachine("RegGetValueW");
  if (question.misused(name == nullptr || (own == nullptr) == (subkey == nullptr))) return ERROR_INVALID_PARAMETER;
  // A key that was not opened is that of a call which blocks JavaScript.
  if (own == nullptr) question.neverHeld();
  const Answer answer = question.text("key", own ? own->path.c_str() : subkey).text("value", name).ask();
  return answer.ok ? fill(answer, type, data, size) : static_cast<LSTATUS>(answer.code);
}

LSTATUS WINAPI setValue(HKEY key, LPCWSTR name, DWORD reserved, DWORD type, const BYTE* data, DWORD size) {
  if (!LAB_CALLED_BY_ADDON()) return g_set(key, name, reserved, type, data, size);
  const LastErrorKeeper error;
  const OpenKey* own = opened(key);
  Question question = onMachine("RegSetValueExW");
  const auto* text = reinterpret_cast<const wchar_t*>(data);
  const std::size_t units = size / sizeof(wchar_t);
  const bool isText = type == REG_SZ && size % sizeof(wchar_t) == 0 && units > 0 && text[units - 1] == 0;
  const bool isNumber = type == REG_DWORD && size == sizeof(DWORD);
  if (question.misused(own == nullptr || name == nullptr || reserved != 0 || !(isText || isNumber)))
    return ERROR_INVALID_PARAMETER;
  DWORD number = 0;
  if (isNumber) std::memcpy(&number, data, sizeof number);
  question.text("key", own->path.c_str()).text("value", name).u32("type", type).u32("number", number);
  const Answer answer = question.text("text", isText ? text : L"", isText ? units - 1 : 0).ask();
  return answer.ok ? ERROR_SUCCESS : static_cast<LSTATUS>(answer.code);
}

LSTATUS WINAPI closeKey(HKEY key) {
  if (!LAB_CALLED_BY_ADDON()) return g_close(key);
  if (closeClassKey(key)) return ERROR_SUCCESS;
  auto* own = const_cast<OpenKey*>(opened(key));
  if (own == nullptr) return ERROR_INVALID_HANDLE;
  own->mark = 0;
  delete own;
  return ERROR_SUCCESS;
}

}  // namespace

bool redirectRegistry() {
  return redirect(L"advapi32.dll", "RegOpenKeyExW", openKey, &g_open) &&
         redirect(L"advapi32.dll", "RegGetValueW", getValue, &g_get) &&
         redirect(L"advapi32.dll", "RegSetValueExW", setValue, &g_set) &&
         redirect(L"advapi32.dll", "RegCloseKey", closeKey, &g_close);
}

}  // namespace lab
