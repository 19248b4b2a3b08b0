#pragma once

#include "base/library.h"
#include "windows/iscsidsc_types.h"

namespace winstation {

/** A warning is of the initiator's own facility and has the severity 2; it is no failure. HRESULTs of Win32 have that
 * severity, too. */
template <>
struct Outcome<windows::IsdscStatus> {
  static void prepare() {}
  static bool isFailure(windows::IsdscStatus status) { return code(status) != 0 && code(status) >> 16 != 0xAFFF; }
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

/** The sizes of these are in bytes; the third argument of the last one is a size, too. */
inline constinit Export<IsdscStatus, uint32_t*, uint32_t*, ISCSI_SESSION_INFOW*> GetIScsiSessionListW{
    library, "GetIScsiSessionListW"};
inline constinit Export<IsdscStatus, uint32_t*, uint32_t*, ISCSI_SESSION_INFO_EX*> GetIScsiSessionListEx{
    library, "GetIScsiSessionListEx"};
inline constinit Export<IsdscStatus, uint32_t*, uint32_t*, ISCSI_TARGET_MAPPINGW*> ReportActiveIScsiTargetMappingsW{
    library, "ReportActiveIScsiTargetMappingsW"};
inline constinit Export<IsdscStatus, uint32_t*, uint32_t*, ISCSI_TARGET_PORTAL_INFO_EXW*>
    ReportIScsiSendTargetPortalsExW{library, "ReportIScsiSendTargetPortalsExW"};
inline constinit Export<IsdscStatus, uint32_t*, PERSISTENT_ISCSI_LOGIN_INFOW*, uint32_t*> ReportIScsiPersistentLoginsW{
    library, "ReportIScsiPersistentLoginsW"};
/** In elements. */
inline constinit Export<IsdscStatus, ISCSI_UNIQUE_ID*, uint32_t*, ISCSI_DEVICE_ON_SESSIONW*> GetDevicesForIScsiSessionW{
    library, "GetDevicesForIScsiSessionW"};
inline constinit Export<IsdscStatus, const char16_t*, const char16_t*, uint16_t*, uint32_t*, ISCSI_TARGET_PORTALW*>
    ReportIScsiTargetPortalsW{library, "ReportIScsiTargetPortalsW"};
/** In characters. The first argument is a BOOLEAN. */
inline constinit Export<IsdscStatus, uint8_t, uint32_t*, char16_t*> ReportIScsiTargetsW{library, "ReportIScsiTargetsW"};

inline constinit Export<IsdscStatus, const char16_t*, uint32_t, ISCSI_LOGIN_OPTIONS*, uint64_t, ISCSI_TARGET_PORTALW*>
    AddIScsiSendTargetPortalW{library, "AddIScsiSendTargetPortalW"};
inline constinit Export<IsdscStatus, const char16_t*, uint32_t, ISCSI_TARGET_PORTALW*> RefreshIScsiSendTargetPortalW{
    library, "RefreshIScsiSendTargetPortalW"};
inline constinit Export<IsdscStatus, const char16_t*, uint32_t, ISCSI_TARGET_PORTALW*> RemoveIScsiSendTargetPortalW{
    library, "RemoveIScsiSendTargetPortalW"};
/** Mappings and a preshared key are given by nobody; the last two are what it answers. */
inline constinit Export<IsdscStatus, const char16_t*, uint8_t, const char16_t*, uint32_t, ISCSI_TARGET_PORTALW*,
                        uint64_t, ISCSI_TARGET_MAPPINGW*, ISCSI_LOGIN_OPTIONS*, uint32_t, char*, uint8_t,
                        ISCSI_UNIQUE_ID*, ISCSI_UNIQUE_ID*>
    LoginIScsiTargetW{library, "LoginIScsiTargetW"};
inline constinit Export<IsdscStatus, ISCSI_UNIQUE_ID*> LogoutIScsiTarget{library, "LogoutIScsiTarget"};
/** The second argument is reserved. */
inline constinit Export<IsdscStatus, ISCSI_UNIQUE_ID*, void*, uint32_t, ISCSI_TARGET_PORTALW*, uint64_t,
                        ISCSI_LOGIN_OPTIONS*, uint32_t, char*, ISCSI_UNIQUE_ID*>
    AddIScsiConnectionW{library, "AddIScsiConnectionW"};
inline constinit Export<IsdscStatus, ISCSI_UNIQUE_ID*, ISCSI_UNIQUE_ID*> RemoveIScsiConnection{library,
                                                                                               "RemoveIScsiConnection"};
inline constinit Export<IsdscStatus, const char16_t*, uint32_t, const char16_t*, ISCSI_TARGET_PORTALW*>
    RemoveIScsiPersistentTargetW{library, "RemoveIScsiPersistentTargetW"};
/** The length is in bytes. */
inline constinit Export<IsdscStatus, uint32_t, const uint8_t*> SetIScsiInitiatorCHAPSharedSecret{
    library, "SetIScsiInitiatorCHAPSharedSecret"};

}  // namespace winstation::windows::iscsidsc
