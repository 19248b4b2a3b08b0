// The functions that this domain asks outside of replaceable DLLs, answered by the world.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>

namespace lab {

// Each is done once, on the thread that loads the hook. False when one could not be done.
bool patchScalars();
bool patchAccounts();
bool redirectWindows();
bool redirectService();
bool redirectNetwork();
bool redirectTokens();
bool redirectRegistry();
bool redirectRights();
bool redirectPrograms();

// A handle of the kernel that one of these gave is closed.
void forgetHandle(HANDLE handle);

// The window that the addon made on this thread, as a number; 0 when there is none.
std::uint32_t windowOfThisThread();

}  // namespace lab
