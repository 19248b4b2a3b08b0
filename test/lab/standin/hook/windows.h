// The threads and windows of the addon under test.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>

namespace lab {

// The window that the addon made on this thread, as a number; 0 when there is none.
std::uint32_t windowOfThisThread();

bool redirectWindows();

}  // namespace lab
