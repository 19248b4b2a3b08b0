// Overwrites the first bytes of a function with a jump. For functions in DLLs that every process needs and that
// therefore can't be replaced.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "hook/jump.h"

namespace lab {

template <class Function>
bool patch(const wchar_t* library, const char* name, Function* replacement) {
  const HMODULE module = LoadLibraryExW(library, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  if (module == nullptr) return false;
  auto* code = reinterpret_cast<BYTE*>(reinterpret_cast<void*>(GetProcAddress(module, name)));
  if (code == nullptr) return false;
  DWORD before = 0;
  if (!VirtualProtect(code, kJump, PAGE_EXECUTE_READWRITE, &before)) return false;
  writeJump(code, reinterpret_cast<const void*>(replacement));
  VirtualProtect(code, kJump, before, &before);
  FlushInstructionCache(GetCurrentProcess(), code, kJump);
  return true;
}

}  // namespace lab
