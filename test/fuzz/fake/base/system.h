#pragma once

// Takes the place of native/base/system.h on Linux: the little of windows.h that packs need.

#include <cstdint>

struct LARGE_INTEGER {
  int64_t QuadPart;
};

inline int QueryPerformanceCounter(LARGE_INTEGER* ticks) {
  ticks->QuadPart = 0;
  return 1;
}

inline int QueryPerformanceFrequency(LARGE_INTEGER* frequency) {
  frequency->QuadPart = 1;
  return 1;
}
