// Overwrites the first bytes of a function with a jump. For functions in DLLs that every process needs and that
// therefore can't be replaced.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstring>

namespace lab {

template <class Function>
bool patch(const wchar_t* library, const char* name, Function* replacement) {
  const HMODULE module = LoadLibraryExW(library, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  if (module == nullptr) return false;
  auto* code = reinterpret_cast<BYTE*>(reinterpret_cast<void*>(GetProcAddress(module, name)));
  if (code == nullptr) return false;
  BYTE jump[12] = {0x48, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xE0};  // mov rax, imm64; jmp rax
  const auto target = reinterpret_cast<std::uintptr_t>(replacement);
  std::memcpy(jump + 2, &target, sizeof target);
  DWORD before = 0;
  if (!VirtualProtect(code, sizeof jump, PAGE_EXECUTE_READWRITE, &before)) return false;
  std::memcpy(code, jump, sizeof jump);
  VirtualProtect(code, sizeof jump, before, &before);
  FlushInstructionCache(GetCurrentProcess(), code, sizeof jump);
  return true;
}

}  // namespace lab
