#pragma once

#include "base/library.h"
#include "base/owned.h"

/** The exports of kernel32.dll that tell of sessions. What every program needs of it is imported in the ordinary way.
 */
namespace winstation::windows::kernel32 {

inline constinit Library library{L"kernel32.dll"};

inline constinit Export<uint32_t> WTSGetActiveConsoleSessionId{library, "WTSGetActiveConsoleSessionId"};
inline constinit Export<BOOL, uint32_t, uint32_t*> ProcessIdToSessionId{library, "ProcessIdToSessionId"};
/** Created, exited, in the kernel, in user mode: FILETIMEs. */
inline constinit Export<BOOL, HANDLE, Ticks*, Ticks*, Ticks*, Ticks*> GetProcessTimes{library, "GetProcessTimes"};

inline constexpr uint32_t kQueryLimitedInformation = 0x1000;  // PROCESS_QUERY_LIMITED_INFORMATION
inline constexpr uint32_t kRejectRemoteClients = 0x8;         // PIPE_REJECT_REMOTE_CLIENTS, which some headers lack

inline constinit Export<HANDLE, uint32_t, BOOL, uint32_t> OpenProcess{library, "OpenProcess"};
inline constinit Export<BOOL, HANDLE> CloseHandle{library, "CloseHandle"};

inline constinit Export<HANDLE, const char16_t*, uint32_t, uint32_t, uint32_t, uint32_t, uint32_t, uint32_t,
                        SECURITY_ATTRIBUTES*>
    CreateNamedPipeW{library, "CreateNamedPipeW"};
inline constinit Export<HANDLE, SECURITY_ATTRIBUTES*, const char16_t*> CreateJobObjectW{library, "CreateJobObjectW"};
inline constinit Export<BOOL, HANDLE, int32_t, void*, uint32_t> SetInformationJobObject{library,
                                                                                        "SetInformationJobObject"};
inline constinit Export<BOOL, HANDLE, HANDLE> AssignProcessToJobObject{library, "AssignProcessToJobObject"};
/** How often it was suspended before; -1 for a failure. */
inline constinit Export<uint32_t, HANDLE> ResumeThread{library, "ResumeThread"};
inline constinit Export<BOOL, HANDLE, uint32_t> TerminateJobObject{library, "TerminateJobObject"};
inline constinit Export<BOOL, HANDLE, uint32_t> TerminateProcess{library, "TerminateProcess"};

/** What these exports and those of tokens give. */
using Handle = OwnedHandle<CloseHandle>;

}  // namespace winstation::windows::kernel32
