#include "bridge/process.h"

#include "bridge/counters.h"

namespace winstation::bridge {

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

windows::Failure WindowClass::retain(ATOM* atom) {
  const Held held(lock_);
  if (atom_ == 0) {
    WNDCLASSEXW description = {};
    description.cbSize = sizeof(description);
    description.lpfnWndProc = procedure_;
    description.hInstance = ownModule(GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT);
    description.lpszClassName = name_;
    const windows::Failure failure = windows::user32::RegisterClassExW.call(atom_, &description);
    if (failure) return failure;
  }
  ++windows_;
  *atom = atom_;
  return {};
}

void WindowClass::release() {
  const Held held(lock_);
  if (--windows_ > 0) return;
  const auto unregister = windows::user32::UnregisterClassW.find();
  if (unregister == nullptr) return;
  // By the atom. When it fails the class stays, and so does what is known of it here.
  const HMODULE module = ownModule(GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT);
  if (unregister(reinterpret_cast<const wchar_t*>(static_cast<uintptr_t>(atom_)), module)) atom_ = 0;
}

}  // namespace winstation::bridge
