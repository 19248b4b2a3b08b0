#pragma once

#include "base/lock.h"
#include "windows/user32.h"

namespace winstation::windows {

/**
 * The class of the addon's windows. Windows does not take a class back with the DLL whose window procedure it names,
 * and the next DLL at that address would be called instead: so the first window of the process registers it, and the
 * last one, whose thread still holds the module, unregisters it.
 */
class WindowClass {
 public:
  constexpr WindowClass(const wchar_t* name, WNDPROC procedure) : name_(name), procedure_(procedure) {}

  /** For a window to be made with the atom. */
  Failure retain(ATOM* atom);
  /** The window is destroyed, or could not be made. */
  void release();

 private:
  const wchar_t* const name_;
  const WNDPROC procedure_;
  Lock lock_;
  uint32_t windows_ = 0;
  ATOM atom_ = 0;
};

}  // namespace winstation::windows
