#include "base/process.h"

#include "base/counters.h"

namespace winstation {

HMODULE ownModule(DWORD flags) {
  static const char anchor = 0;
  HMODULE module = nullptr;
  ::GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | flags, reinterpret_cast<const wchar_t*>(&anchor),
                       &module);
  return module;
}

bool startThread(size_t stackBytes, DWORD(WINAPI* main)(void*), void* argument) {
  const HMODULE module = ownModule(0);
  counters.threads.up();
  const HANDLE handle = ::CreateThread(nullptr, stackBytes, main, argument, STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr);
  if (handle != nullptr) {
    ::CloseHandle(handle);
    return true;
  }
  const DWORD code = ::GetLastError();
  counters.threads.down();
  if (module != nullptr) ::FreeLibrary(module);
  ::SetLastError(code);
  return false;
}

void leaveThread() {
  counters.threads.down();
  ::FreeLibraryAndExitThread(ownModule(GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT), 0);
}

}  // namespace winstation
