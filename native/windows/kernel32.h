#pragma once

#include "base/library.h"

/** The exports of kernel32.dll that tell of sessions. What every program needs of it is imported in the ordinary way.
 */
namespace winstation::windows::kernel32 {

inline constinit Library library{L"kernel32.dll"};

inline constinit Export<uint32_t> WTSGetActiveConsoleSessionId{library, "WTSGetActiveConsoleSessionId"};
inline constinit Export<BOOL, uint32_t, uint32_t*> ProcessIdToSessionId{library, "ProcessIdToSessionId"};

}  // namespace winstation::windows::kernel32
