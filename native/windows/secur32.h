#pragma once

#include "base/library.h"
#include "base/owned.h"
#include "windows/advapi32.h"
#include "windows/laid_out.h"

/** The exports of secur32.dll that are used. */
namespace winstation::windows::secur32 {

using advapi32::Luid;

/** `LSA_UNICODE_STRING`: its length is in bytes, and no NUL need follow. */
struct LsaString {
  uint16_t length;
  uint16_t maximumLength;
  const char16_t* buffer;
};
static_assert(isLaidOut(sizeof(LsaString), 16, 8) && isLaidOut(offsetof(LsaString, buffer), 8, 4));

/** `LSA_LAST_INTER_LOGON_INFO`. */
struct LastLogon {
  alignas(8) Ticks succeeded;
  Ticks failed;
  uint32_t failures;
};
static_assert(sizeof(LastLogon) == 24 && offsetof(LastLogon, failures) == 16);

/** `SECURITY_LOGON_SESSION_DATA`. Older ones end after `upn`: `size` says where. */
struct LogonData {
  uint32_t size;
  Luid logonId;
  LsaString user;
  LsaString domain;
  LsaString package;
  uint32_t type;
  uint32_t session;
  Sid* sid;
  alignas(8) Ticks logonTime;
  LsaString server;
  LsaString dnsDomain;
  LsaString upn;
  uint32_t flags;
  LastLogon last;
  LsaString logonScript;
  LsaString profilePath;
  LsaString homeDirectory;
  LsaString homeDrive;
  Ticks logoffTime;
  Ticks kickOffTime;
  Ticks passwordLastSet;
  Ticks passwordCanChange;
  Ticks passwordMustChange;
};
static_assert(isLaidOut(sizeof(LogonData), 272, 184));
static_assert(offsetof(LogonData, logonId) == 4);
static_assert(isLaidOut(offsetof(LogonData, user), 16, 12));
static_assert(isLaidOut(offsetof(LogonData, domain), 32, 20));
static_assert(isLaidOut(offsetof(LogonData, package), 48, 28));
static_assert(isLaidOut(offsetof(LogonData, type), 64, 36));
static_assert(isLaidOut(offsetof(LogonData, session), 68, 40));
static_assert(isLaidOut(offsetof(LogonData, sid), 72, 44));
static_assert(isLaidOut(offsetof(LogonData, logonTime), 80, 48));
static_assert(isLaidOut(offsetof(LogonData, server), 88, 56));
static_assert(isLaidOut(offsetof(LogonData, dnsDomain), 104, 64));
static_assert(isLaidOut(offsetof(LogonData, upn), 120, 72));
static_assert(isLaidOut(offsetof(LogonData, flags), 136, 80));
static_assert(isLaidOut(offsetof(LogonData, last), 144, 88));
static_assert(isLaidOut(offsetof(LogonData, logonScript), 168, 112));
static_assert(isLaidOut(offsetof(LogonData, logoffTime), 232, 144));
static_assert(isLaidOut(offsetof(LogonData, passwordLastSet), 248, 160));

inline constinit Library library{L"secur32.dll"};

inline constinit Export<NtStatus, uint32_t*, Luid**> LsaEnumerateLogonSessions{library, "LsaEnumerateLogonSessions"};
inline constinit Export<NtStatus, Luid*, LogonData**> LsaGetLogonSessionData{library, "LsaGetLogonSessionData"};
inline constinit Export<NtStatus, const void*> LsaFreeReturnBuffer{library, "LsaFreeReturnBuffer"};

using Memory = OwnedMemory<LsaFreeReturnBuffer>;

}  // namespace winstation::windows::secur32
