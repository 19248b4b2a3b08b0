// Wine 8 lacks bcryptprimitives.dll, and the native parts of Vite import ProcessPrng from it.
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

extern "C" BOOLEAN WINAPI SystemFunction036(void* buffer, ULONG size);  // RtlGenRandom

extern "C" __declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE* buffer, SIZE_T size) {
  constexpr SIZE_T kStep = 0x10000000;
  while (size > 0) {
    const SIZE_T step = size < kStep ? size : kStep;
    if (!SystemFunction036(buffer, static_cast<ULONG>(step))) return FALSE;
    buffer += step;
    size -= step;
  }
  return TRUE;
}
