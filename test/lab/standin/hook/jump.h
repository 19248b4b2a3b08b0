// Code that goes on elsewhere, wherever that is.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>
#include <cstring>

namespace lab {

inline constexpr SIZE_T kJump = 12;

inline void writeJump(BYTE* at, const void* target) {
  const auto address = reinterpret_cast<std::uintptr_t>(target);
#if defined(__x86_64__)
  BYTE jump[kJump] = {0x48, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xE0};  // mov rax, imm64; jmp rax
  std::memcpy(jump + 2, &address, sizeof address);
#else
  BYTE jump[kJump] = {0xB8, 0, 0, 0, 0, 0xFF, 0xE0, 0xCC, 0xCC, 0xCC, 0xCC, 0xCC};  // mov eax, imm32; jmp eax
  std::memcpy(jump + 1, &address, sizeof address);
#endif
  std::memcpy(at, jump, sizeof jump);
}

}  // namespace lab
