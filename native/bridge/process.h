#pragma once

#include "bridge/lock.h"
#include "windows/user32.h"

/** What the process has once, however many environments there are. */
namespace winstation::bridge {

/** The addon's own module; without further flags, with one more reference on it. */
HMODULE ownModule(DWORD flags);

/**
 * Starts a native thread. Nobody ever joins it: it may be inside a call for minutes, and Windows offers no way to end
 * it there. It holds a reference on the addon's module, so that Node can't unload the addon under it. Counted. False
 * with the last error.
 */
bool startThread(size_t stackBytes, DWORD(WINAPI* main)(void*), void* argument);
/** The end of such a thread, when nothing is left on its stack that would have to be destroyed. */
[[noreturn]] void leaveThread();

/**
 * What a thread of a Windows program has by default. Ours call into RPC and LSA, and security software puts hooks of
 * its own into these calls. Only touched pages cost memory.
 */
inline constexpr size_t kStackBytes = 1024 * 1024;

/**
 * The class of the addon's windows. Windows does not take a class back with the DLL whose window procedure it names,
 * and the next DLL at that address would be called instead: so the first window of the process registers it, and the
 * last one, whose thread still holds the module, unregisters it.
 */
class WindowClass {
 public:
  constexpr WindowClass(const wchar_t* name, WNDPROC procedure) : name_(name), procedure_(procedure) {}

  /** For a window to be made with the atom. */
  windows::Failure retain(ATOM* atom);
  /** The window is destroyed, or could not be made. */
  void release();

 private:
  const wchar_t* const name_;
  const WNDPROC procedure_;
  Lock lock_;
  uint32_t windows_ = 0;
  ATOM atom_ = 0;
};

}  // namespace winstation::bridge
