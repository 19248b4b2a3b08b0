#include "brought.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

namespace lab {

void brought(void* memory) {
  const HMODULE hook = GetModuleHandleW(L"hook.node");
  if (hook == nullptr) return;
  using Say = void(WINAPI*)(void*);
  const auto say = reinterpret_cast<Say>(reinterpret_cast<void*>(GetProcAddress(hook, "LabBrought")));
  if (say != nullptr) say(memory);
}

}  // namespace lab
