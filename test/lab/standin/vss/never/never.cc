// VSS has no 32-bit programs on a 64-bit Windows, and what loads its DLL there has not looked. A process that ends so
// writes no result.
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

extern "C" BOOL WINAPI DllMain(HINSTANCE, DWORD reason, void*) {
  constexpr UINT kLoaded = 88;
  if (reason == DLL_PROCESS_ATTACH) TerminateProcess(GetCurrentProcess(), kLoaded);
  return TRUE;
}
