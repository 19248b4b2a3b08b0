#pragma once

#include "windows/library.h"

/** The exports of user32.dll that are used. */
namespace winstation::windows::user32 {

inline constexpr int32_t kRemoteSession = 0x1000;  // SM_REMOTESESSION

inline constinit Library library{L"user32.dll"};

inline constinit Export<int32_t, int32_t> GetSystemMetrics{library, "GetSystemMetrics"};

}  // namespace winstation::windows::user32
