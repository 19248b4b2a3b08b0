#pragma once

#include "base/library.h"

/** The exports of advapi32.dll that are used. */
namespace winstation::windows::advapi32 {

// `TOKEN_INFORMATION_CLASS`.
inline constexpr uint32_t kTokenUser = 1;
inline constexpr uint32_t kTokenGroups = 2;
inline constexpr uint32_t kTokenPrivileges = 3;
inline constexpr uint32_t kTokenStatistics = 10;
inline constexpr uint32_t kTokenSessionId = 12;
inline constexpr uint32_t kTokenOrigin = 17;
inline constexpr uint32_t kTokenElevationType = 18;
inline constexpr uint32_t kTokenLinkedToken = 19;
inline constexpr uint32_t kTokenElevation = 20;
inline constexpr uint32_t kTokenIntegrityLevel = 25;

/** `LUID`. */
struct Luid {
  uint32_t low;
  int32_t high;
};
static_assert(sizeof(Luid) == 8 && offsetof(Luid, high) == 4);

/** `SID_AND_ATTRIBUTES`; `TOKEN_USER` and `TOKEN_MANDATORY_LABEL` are one of them. */
struct SidAndAttributes {
  Sid* sid;
  uint32_t attributes;
};
static_assert(sizeof(SidAndAttributes) == (sizeof(void*) == 8 ? 16 : 8));
static_assert(offsetof(SidAndAttributes, attributes) == sizeof(void*));

/** `TOKEN_GROUPS`. */
struct TokenGroups {
  uint32_t count;
  SidAndAttributes first[1];
};
static_assert(offsetof(TokenGroups, first) == sizeof(void*));

/** `LUID_AND_ATTRIBUTES`. */
struct LuidAndAttributes {
  Luid luid;
  uint32_t attributes;
};
static_assert(sizeof(LuidAndAttributes) == 12);

/** `TOKEN_PRIVILEGES`. */
struct TokenPrivileges {
  uint32_t count;
  LuidAndAttributes first[1];
};
static_assert(offsetof(TokenPrivileges, first) == 4);

/** `TOKEN_STATISTICS`. */
struct TokenStatistics {
  Luid tokenId;
  Luid authenticationId;
  uint32_t expiration[2];
  uint32_t type;
  uint32_t impersonationLevel;
  uint32_t dynamicCharged;
  uint32_t dynamicAvailable;
  uint32_t groupCount;
  uint32_t privilegeCount;
  Luid modifiedId;
};
static_assert(sizeof(TokenStatistics) == 56 && offsetof(TokenStatistics, authenticationId) == 8 &&
              offsetof(TokenStatistics, groupCount) == 40 && offsetof(TokenStatistics, modifiedId) == 48);

/** `SERVICE_STATUS`. */
struct ServiceStatus {
  uint32_t serviceType;
  uint32_t currentState;
  uint32_t controlsAccepted;
  uint32_t win32ExitCode;
  uint32_t serviceSpecificExitCode;
  uint32_t checkPoint;
  uint32_t waitHint;
};
static_assert(sizeof(ServiceStatus) == 28 && offsetof(ServiceStatus, currentState) == 4);

/** `SERVICE_STATUS_PROCESS`. */
struct ServiceStatusProcess {
  ServiceStatus status;
  uint32_t processId;
  uint32_t serviceFlags;
};
static_assert(sizeof(ServiceStatusProcess) == 36);

inline constexpr uint32_t kNotifyLagging = 1294;      // ERROR_SERVICE_NOTIFY_CLIENT_LAGGING
inline constexpr uint32_t kServiceNotifyVersion = 2;  // SERVICE_NOTIFY_STATUS_CHANGE
inline constexpr uint32_t kEveryServiceState = 0x7F;  // SERVICE_NOTIFY_STOPPED to SERVICE_NOTIFY_PAUSED

/** `SERVICE_NOTIFY_2W`. */
struct ServiceNotify {
  uint32_t version;
  void(WINAPI* callback)(void* notify);
  void* context;
  uint32_t notificationStatus;
  ServiceStatusProcess serviceStatus;
  uint32_t triggered;
  const char16_t* serviceNames;
};
static_assert(sizeof(void*) != 8 ||
              (sizeof(ServiceNotify) == 80 && offsetof(ServiceNotify, notificationStatus) == 24 &&
               offsetof(ServiceNotify, serviceStatus) == 28 && offsetof(ServiceNotify, serviceNames) == 72));
static_assert(sizeof(void*) != 4 ||
              (sizeof(ServiceNotify) == 60 && offsetof(ServiceNotify, notificationStatus) == 12 &&
               offsetof(ServiceNotify, serviceStatus) == 16 && offsetof(ServiceNotify, serviceNames) == 56));

/** `TOKEN_PRIVILEGES` with one of them. */
struct OnePrivilege {
  uint32_t count;
  Luid luid;
  uint32_t attributes;
};
static_assert(sizeof(OnePrivilege) == 16 && offsetof(OnePrivilege, luid) == 4 &&
              offsetof(OnePrivilege, attributes) == 12);

inline constinit Library library{L"advapi32.dll"};

inline constinit Export<Win32Code, HKEY, const char16_t*, const char16_t*, uint32_t, uint32_t*, void*, uint32_t*>
    RegGetValueW{library, "RegGetValueW"};

inline constinit Export<BOOL, const char16_t*, Sid*, char16_t*, uint32_t*, char16_t*, uint32_t*, int32_t*>
    LookupAccountSidW{library, "LookupAccountSidW"};
inline constinit Export<BOOL, const char16_t*, const char16_t*, uint8_t*, uint32_t*, char16_t*, uint32_t*, int32_t*>
    LookupAccountNameW{library, "LookupAccountNameW"};

inline constinit Export<Win32Code, HKEY, const char16_t*, uint32_t, uint32_t, HKEY*> RegOpenKeyExW{library,
                                                                                                   "RegOpenKeyExW"};
inline constinit Export<Win32Code, HKEY, const char16_t*, uint32_t, uint32_t, const void*, uint32_t> RegSetValueExW{
    library, "RegSetValueExW"};
/** The last length is in bytes, there and back. */
inline constinit Export<Win32Code, HKEY, const char16_t*, uint32_t*, uint32_t*, void*, uint32_t*> RegQueryValueExW{
    library, "RegQueryValueExW"};
inline constinit Export<Win32Code, HKEY> RegCloseKey{library, "RegCloseKey"};

inline constinit Export<BOOL, HANDLE, uint32_t, BOOL, HANDLE*> OpenThreadToken{library, "OpenThreadToken"};
inline constinit Export<BOOL, int32_t> ImpersonateSelf{library, "ImpersonateSelf"};
inline constinit Export<BOOL, const char16_t*, const char16_t*, Luid*> LookupPrivilegeValueW{library,
                                                                                             "LookupPrivilegeValueW"};
/** Answers TRUE with 1300 (ERROR_NOT_ALL_ASSIGNED) when the token does not have the privilege. */
inline constinit Export<BOOL, HANDLE, BOOL, const OnePrivilege*, uint32_t, void*, uint32_t*> AdjustTokenPrivileges{
    library, "AdjustTokenPrivileges"};
inline constinit Export<BOOL, HANDLE, uint32_t, HANDLE*> OpenProcessToken{library, "OpenProcessToken"};
inline constinit Export<BOOL, HANDLE, uint32_t, void*, uint32_t, uint32_t*> GetTokenInformation{library,
                                                                                                "GetTokenInformation"};

inline constinit Export<BOOL, HANDLE, const char16_t*, char16_t*, SECURITY_ATTRIBUTES*, SECURITY_ATTRIBUTES*, BOOL,
                        uint32_t, void*, const char16_t*, STARTUPINFOW*, PROCESS_INFORMATION*>
    CreateProcessAsUserW{library, "CreateProcessAsUserW"};

/** The code of Win32 itself; 317 (ERROR_MR_MID_NOT_FOUND) for a status that has none. */
inline constinit Export<uint32_t, NtStatus> LsaNtStatusToWinError{library, "LsaNtStatusToWinError"};

inline constinit Export<HANDLE, const char16_t*, const char16_t*, uint32_t> OpenSCManagerW{library, "OpenSCManagerW"};
inline constinit Export<HANDLE, HANDLE, const char16_t*, uint32_t> OpenServiceW{library, "OpenServiceW"};
inline constinit Export<BOOL, HANDLE, ServiceStatus*> QueryServiceStatus{library, "QueryServiceStatus"};
inline constinit Export<Win32Code, HANDLE, uint32_t, ServiceNotify*> NotifyServiceStatusChangeW{
    library, "NotifyServiceStatusChangeW"};
inline constinit Export<BOOL, HANDLE> CloseServiceHandle{library, "CloseServiceHandle"};

}  // namespace winstation::windows::advapi32
