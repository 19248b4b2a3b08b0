// The clock of the bench: QueryPerformanceCounter, the same in every thread and library.
#pragma once
#include <windows.h>

namespace bench {

inline double microsecondsAt(const LARGE_INTEGER& count) {
  static const double perMicrosecond = [] {
    LARGE_INTEGER frequency;
    QueryPerformanceFrequency(&frequency);
    return static_cast<double>(frequency.QuadPart) / 1e6;
  }();
  return static_cast<double>(count.QuadPart) / perMicrosecond;
}

inline double microseconds() {
  LARGE_INTEGER count;
  QueryPerformanceCounter(&count);
  return microsecondsAt(count);
}

}  // namespace bench
