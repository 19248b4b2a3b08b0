#pragma once

#include "base/library.h"
#include "base/owned.h"

/** The exports of netapi32.dll that are used. */
namespace winstation::windows::netapi32 {

inline constexpr uint32_t kWorkstationLevel = 100;

/** `WKSTA_INFO_100`. */
struct Workstation {
  uint32_t platformId;
  const char16_t* computerName;
  const char16_t* lanGroup;
  uint32_t majorVersion;
  uint32_t minorVersion;
};
static_assert(sizeof(void*) != 8 ||
              (sizeof(Workstation) == 32 && offsetof(Workstation, computerName) == 8 &&
               offsetof(Workstation, majorVersion) == 24 && offsetof(Workstation, minorVersion) == 28));
static_assert(sizeof(void*) != 4 ||
              (sizeof(Workstation) == 20 && offsetof(Workstation, computerName) == 4 &&
               offsetof(Workstation, majorVersion) == 12 && offsetof(Workstation, minorVersion) == 16));

inline constinit Library library{L"netapi32.dll"};

inline constinit Export<Win32Code, const char16_t*, uint32_t, const Workstation**> NetWkstaGetInfo{library,
                                                                                                   "NetWkstaGetInfo"};
inline constinit Export<Win32Code, const void*> NetApiBufferFree{library, "NetApiBufferFree"};

using Memory = OwnedMemory<NetApiBufferFree>;

}  // namespace winstation::windows::netapi32
