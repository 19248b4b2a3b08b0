#pragma once

#include "base/library.h"
#include "windows/iscsidsc_types.h"

namespace winstation {

/** A warning has the severity 2, and is no failure. */
template <>
struct Outcome<windows::IsdscStatus> {
  static void prepare() {}
  static bool isFailure(windows::IsdscStatus status) { return code(status) != 0 && code(status) >> 30 != 2; }
  static uint32_t code(windows::IsdscStatus status) { return static_cast<uint32_t>(status); }
};

}  // namespace winstation

/** The exports of iscsidsc.dll that are used. Not every Windows has this DLL. */
namespace winstation::windows::iscsidsc {

inline constinit Library library{L"iscsidsc.dll"};

/** Takes a buffer of `kIscsiNameUnits`, and does not ask for its size. */
inline constinit Export<IsdscStatus, char16_t*> GetIScsiInitiatorNodeNameW{library, "GetIScsiInitiatorNodeNameW"};
/** The size is in characters. */
inline constinit Export<IsdscStatus, uint32_t*, char16_t*> ReportIScsiInitiatorListW{library,
                                                                                     "ReportIScsiInitiatorListW"};
inline constinit Export<IsdscStatus, ISCSI_VERSION_INFO*> GetIScsiVersionInformation{library,
                                                                                     "GetIScsiVersionInformation"};

}  // namespace winstation::windows::iscsidsc
