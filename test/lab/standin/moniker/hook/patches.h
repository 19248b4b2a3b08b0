// The functions of ole32.dll and advapi32.dll that this domain asks: every process has those DLLs, so they can't be
// replaced.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

namespace lab {

// Done once, on the thread that loads the hook. False when one could not be done.
bool redirectMonikers();

// The keys of COM's classes, for those who answer for the keys of all domains. False for any other key.
bool openClassKey(HKEY root, LPCWSTR path, DWORD options, REGSAM access, PHKEY key, LSTATUS* status);
bool closeClassKey(HKEY key);

}  // namespace lab
