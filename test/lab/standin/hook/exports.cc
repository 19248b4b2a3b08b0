#include "hook/exports.h"

#include <cstring>
#include <cwchar>

#include "hook/jump.h"

namespace lab {
namespace {

constexpr SIZE_T kPage = 0x1000;
constexpr SIZE_T kRoom = 16;
static_assert(kJump <= kRoom);

// An export is given by its distance from the library's start, which reaches no other library. The page of the headers
// has room behind them for jumps.
BYTE* roomForJump(BYTE* base) {
  for (BYTE* at = base + kPage - kRoom; at > base + kPage / 2; at -= kRoom) {
    bool free = true;
    for (SIZE_T i = 0; i < kRoom; ++i) free = free && at[i] == 0;
    if (free) return at;
  }
  return nullptr;
}

bool placeJump(BYTE* at, void* target) {
  DWORD before = 0;
  if (!VirtualProtect(at, kRoom, PAGE_EXECUTE_READWRITE, &before)) return false;
  writeJump(at, target);
  return VirtualProtect(at, kRoom, PAGE_EXECUTE_READ, &before) != FALSE;
}

DWORD* exportEntry(BYTE* base, const char* name) {
  const auto* dos = reinterpret_cast<const IMAGE_DOS_HEADER*>(base);
  const auto* nt = reinterpret_cast<const IMAGE_NT_HEADERS*>(base + dos->e_lfanew);
  const auto& directory = nt->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT];
  const auto* exports = reinterpret_cast<const IMAGE_EXPORT_DIRECTORY*>(base + directory.VirtualAddress);
  const auto* names = reinterpret_cast<const DWORD*>(base + exports->AddressOfNames);
  const auto* ordinals = reinterpret_cast<const WORD*>(base + exports->AddressOfNameOrdinals);
  auto* functions = reinterpret_cast<DWORD*>(base + exports->AddressOfFunctions);
  for (DWORD i = 0; i < exports->NumberOfNames; ++i) {
    if (std::strcmp(reinterpret_cast<const char*>(base + names[i]), name) == 0) return &functions[ordinals[i]];
  }
  return nullptr;
}

}  // namespace

void* redirect(const wchar_t* library, const char* name, void* replacement) {
  const HMODULE module = LoadLibraryExW(library, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  if (module == nullptr) return nullptr;
  auto* base = reinterpret_cast<BYTE*>(module);
  void* old = reinterpret_cast<void*>(GetProcAddress(module, name));
  DWORD* entry = exportEntry(base, name);
  BYTE* jump = roomForJump(base);
  if (old == nullptr || entry == nullptr || jump == nullptr || !placeJump(jump, replacement)) return nullptr;
  DWORD before = 0;
  if (!VirtualProtect(entry, sizeof *entry, PAGE_READWRITE, &before)) return nullptr;
  *entry = static_cast<DWORD>(jump - base);
  VirtualProtect(entry, sizeof *entry, before, &before);
  return old;
}

bool isAddon(void* code) {
  HMODULE module = nullptr;
  constexpr DWORD kFrom = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
  if (!GetModuleHandleExW(kFrom, static_cast<LPCWSTR>(code), &module)) return false;
  wchar_t file[1024];
  const DWORD length = GetModuleFileNameW(module, file, 1024);
  constexpr wchar_t kName[] = L"winstation.node";
  constexpr DWORD kLength = sizeof kName / sizeof kName[0] - 1;
  return length >= kLength && _wcsicmp(file + length - kLength, kName) == 0;
}

}  // namespace lab
