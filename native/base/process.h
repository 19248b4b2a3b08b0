#pragma once

#include <cstddef>

#include "base/system.h"

/** What the process has once, however many environments there are. */
namespace winstation {

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

}  // namespace winstation
