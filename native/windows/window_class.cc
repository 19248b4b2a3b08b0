#include "windows/window_class.h"

#include "base/process.h"

namespace winstation::windows {

Failure WindowClass::retain(ATOM* atom) {
  const Held held(lock_);
  if (atom_ == 0) {
    WNDCLASSEXW description = {};
    description.cbSize = sizeof(description);
    description.lpfnWndProc = procedure_;
    description.hInstance = ownModule(GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT);
    description.lpszClassName = name_;
    const Failure failure = user32::RegisterClassExW.call(atom_, &description);
    if (failure) return failure;
  }
  ++windows_;
  *atom = atom_;
  return {};
}

void WindowClass::release() {
  const Held held(lock_);
  if (--windows_ > 0) return;
  const auto unregister = user32::UnregisterClassW.find();
  if (unregister == nullptr) return;
  // By the atom. When it fails the class stays, and so does what is known of it here.
  const HMODULE module = ownModule(GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT);
  if (unregister(reinterpret_cast<const wchar_t*>(static_cast<uintptr_t>(atom_)), module)) atom_ = 0;
}

}  // namespace winstation::windows
