#pragma once

#include "base/library.h"
#include "windows/guid.h"

/** The exports of ole32.dll that are used. */
namespace winstation::windows::ole32 {

inline constexpr uint32_t kMultithreaded = 0;  // COINIT_MULTITHREADED

using Iid = Guid;

inline constexpr Iid kIUnknown = {0, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};

/** `IUnknown`: an object begins with the address of its functions. */
struct Unknown {
  struct Functions {
    HResult(WINAPI* queryInterface)(Unknown*, const Iid*, void**);
    uint32_t(WINAPI* addRef)(Unknown*);
    uint32_t(WINAPI* release)(Unknown*);
  };
  const Functions* functions;
};
static_assert(sizeof(Unknown) == sizeof(void*) && sizeof(Unknown::Functions) == 3 * sizeof(void*));

inline constinit Library library{L"ole32.dll"};

inline constinit Export<HResult, void*, uint32_t> CoInitializeEx{library, "CoInitializeEx"};
inline constinit Export<void> CoUninitialize{library, "CoUninitialize"};
/** Keeps the multithreaded apartment of the process, and with it the process's security, without a thread in it. */
inline constinit Export<HResult, void**> CoIncrementMTAUsage{library, "CoIncrementMTAUsage"};

inline constexpr uint32_t kPacketPrivacy = 6;      // RPC_C_AUTHN_LEVEL_PKT_PRIVACY
inline constexpr uint32_t kIdentify = 2;           // RPC_C_IMP_LEVEL_IDENTIFY
inline constexpr uint32_t kImpersonate = 3;        // RPC_C_IMP_LEVEL_IMPERSONATE
inline constexpr uint32_t kStaticCloaking = 0x20;  // EOAC_STATIC_CLOAKING
/** Descriptor, services with their count, reserved, authentication, impersonation, list, capabilities, reserved. */
inline constinit Export<HResult, void*, int32_t, void*, void*, uint32_t, uint32_t, void*, uint32_t, void*>
    CoInitializeSecurity{library, "CoInitializeSecurity"};

/** The second argument is a `BIND_OPTS`, or NULL for the usual ones. */
inline constinit Export<HResult, const char16_t*, void*, const Iid*, void**> CoGetObject{library, "CoGetObject"};

}  // namespace winstation::windows::ole32
