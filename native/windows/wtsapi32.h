#pragma once

#include "base/library.h"
#include "base/owned.h"
#include "windows/wtsapi32_types.h"

/** The exports of wtsapi32.dll that are used. Handles are `void*`, so that no header of Windows is needed to name them.
 */
namespace winstation::windows::wtsapi32 {

inline constexpr uint32_t kTypeProcessInfoLevel0 = 0;  // WTSTypeProcessInfoLevel0
inline constexpr uint32_t kTypeSessionInfoLevel1 = 2;  // WTSTypeSessionInfoLevel1

inline constexpr uint32_t kNotifyForAllSessions = 1;  // NOTIFY_FOR_ALL_SESSIONS
inline constexpr uint32_t kEventFlush = 0x80000000;   // WTS_EVENT_FLUSH

inline constexpr int32_t kVirtualFileHandle = 1;  // WTSVirtualFileHandle

inline constinit Library library{L"wtsapi32.dll"};

inline constinit Export<HANDLE, const char16_t*> WTSOpenServerExW{library, "WTSOpenServerExW"};
inline constinit Export<HANDLE, const char16_t*> WTSOpenServerW{library, "WTSOpenServerW"};
inline constinit Export<void, HANDLE> WTSCloseServer{library, "WTSCloseServer"};

inline constinit Export<BOOL, HANDLE, uint32_t*, uint32_t, const WTS_SESSION_INFO_1W**, uint32_t*>
    WTSEnumerateSessionsExW{library, "WTSEnumerateSessionsExW"};
inline constinit Export<BOOL, HANDLE, uint32_t, uint32_t, const WTS_SESSION_INFOW**, uint32_t*> WTSEnumerateSessionsW{
    library, "WTSEnumerateSessionsW"};
inline constinit Export<BOOL, HANDLE, uint32_t, int32_t, const void**, ByteLength*> WTSQuerySessionInformationW{
    library, "WTSQuerySessionInformationW"};
inline constinit Export<BOOL, HANDLE, uint32_t*, uint32_t, const void**, uint32_t*> WTSEnumerateProcessesExW{
    library, "WTSEnumerateProcessesExW"};
inline constinit Export<BOOL, HANDLE, uint32_t, uint32_t, const WTS_PROCESS_INFOW**, uint32_t*> WTSEnumerateProcessesW{
    library, "WTSEnumerateProcessesW"};

/** Lengths are without the terminator. */
inline constinit Export<BOOL, HANDLE, uint32_t, const char16_t*, ByteLength, const char16_t*, ByteLength, uint32_t,
                        uint32_t, uint32_t*, BOOL>
    WTSSendMessageW{library, "WTSSendMessageW"};
inline constinit Export<BOOL, HANDLE, uint32_t, BOOL> WTSDisconnectSession{library, "WTSDisconnectSession"};
inline constinit Export<BOOL, HANDLE, uint32_t, BOOL> WTSLogoffSession{library, "WTSLogoffSession"};

/** The machine that keeps the account, by its name; the account; the class. */
inline constinit Export<BOOL, const char16_t*, const char16_t*, uint32_t, const void**, ByteLength*>
    WTSQueryUserConfigW{library, "WTSQueryUserConfigW"};
inline constinit Export<BOOL, const char16_t*, const char16_t*, uint32_t, const void*, ByteLength> WTSSetUserConfigW{
    library, "WTSSetUserConfigW"};
inline constinit Export<BOOL, uint32_t, HANDLE*> WTSQueryUserToken{library, "WTSQueryUserToken"};

// Of the current server only. A pointer and a number are reserved.

inline constinit Export<BOOL, HANDLE, const void*, uint32_t, WTSLISTENERNAMEW*, uint32_t*> WTSEnumerateListenersW{
    library, "WTSEnumerateListenersW"};
inline constinit Export<BOOL, HANDLE, const void*, uint32_t, const char16_t*, WTSLISTENERCONFIGW*>
    WTSQueryListenerConfigW{library, "WTSQueryListenerConfigW"};
inline constinit Export<BOOL, HANDLE, const void*, uint32_t, const char16_t*, const WTSLISTENERCONFIGW*, uint32_t>
    WTSCreateListenerW{library, "WTSCreateListenerW"};
/** The parts of the descriptor that are asked for, a buffer with its length, and the length that is needed. */
inline constinit Export<BOOL, HANDLE, const void*, uint32_t, const char16_t*, uint32_t, void*, uint32_t, uint32_t*>
    WTSGetListenerSecurityW{library, "WTSGetListenerSecurityW"};
inline constinit Export<BOOL, HANDLE, const void*, uint32_t, const char16_t*, uint32_t, const void*>
    WTSSetListenerSecurityW{library, "WTSSetListenerSecurityW"};
/** Shown, taken over, the password, and a wait. */
inline constinit Export<BOOL, uint32_t, uint32_t, const char16_t*, BOOL> WTSConnectSessionW{library,
                                                                                            "WTSConnectSessionW"};
inline constinit Export<BOOL, HANDLE, uint32_t, uint32_t> WTSTerminateProcess{library, "WTSTerminateProcess"};
inline constinit Export<BOOL, HANDLE, uint32_t> WTSShutdownSystem{library, "WTSShutdownSystem"};
inline constinit Export<BOOL, uint32_t*> WTSActiveSessionExists{library, "WTSActiveSessionExists"};
// The header leaves the calling convention of these three open; it is Windows' own.
inline constinit Export<BOOL, uint32_t*> WTSIsChildSessionsEnabled{library, "WTSIsChildSessionsEnabled"};
inline constinit Export<BOOL, BOOL> WTSEnableChildSessions{library, "WTSEnableChildSessions"};
inline constinit Export<BOOL, uint32_t*> WTSGetChildSessionId{library, "WTSGetChildSessionId"};

inline constinit Export<BOOL, HANDLE, HWND, uint32_t> WTSRegisterSessionNotificationEx{
    library, "WTSRegisterSessionNotificationEx"};
inline constinit Export<BOOL, HANDLE, HWND> WTSUnRegisterSessionNotificationEx{library,
                                                                               "WTSUnRegisterSessionNotificationEx"};
/** Waits until something of the mask happens, or the handle is flushed. */
inline constinit Export<BOOL, HANDLE, uint32_t, uint32_t*> WTSWaitSystemEvent{library, "WTSWaitSystemEvent"};

/** The name is ASCII. Some Windows answer INVALID_HANDLE_VALUE, and not NULL, for a failure. */
inline constinit Export<HANDLE, uint32_t, const char*, uint32_t> WTSVirtualChannelOpenEx{library,
                                                                                         "WTSVirtualChannelOpenEx"};
inline constinit Export<BOOL, HANDLE, int32_t, const void**, ByteLength*> WTSVirtualChannelQuery{
    library, "WTSVirtualChannelQuery"};
/** It closes the file of the channel as well. */
inline constinit Export<BOOL, HANDLE> WTSVirtualChannelClose{library, "WTSVirtualChannelClose"};

inline constinit Export<void, const void*> WTSFreeMemory{library, "WTSFreeMemory"};
inline constinit Export<BOOL, uint32_t, const void*, uint32_t> WTSFreeMemoryExW{library, "WTSFreeMemoryExW"};

using Memory = OwnedMemory<WTSFreeMemory>;

/** A list of an Ex call, freed by `WTSFreeMemoryExW` with its class and count. */
class List {
 public:
  List(uint32_t type, const void* memory, uint32_t count) : memory_(memory), type_(type), count_(count) {
    if (memory_ != nullptr) counters.buffers.up();
  }
  List(const List&) = delete;
  List& operator=(const List&) = delete;
  ~List() {
    if (memory_ == nullptr) return;
    if (const auto free = WTSFreeMemoryExW.find()) free(type_, memory_, count_);
    counters.buffers.down();
  }

 private:
  const void* const memory_;
  const uint32_t type_;
  const uint32_t count_;
};

/** `RECT`. */
struct Rectangle {
  int32_t left;
  int32_t top;
  int32_t right;
  int32_t bottom;
};
static_assert(sizeof(Rectangle) == 16 && offsetof(Rectangle, bottom) == 12);

inline constexpr uint32_t kClearHint = 0;  // RENDER_HINT_CLEAR

/** The id, the window, the type, the length of the hint, and the hint: a rectangle. */
inline constinit Export<HResult, uint64_t*, HANDLE, uint32_t, uint32_t, const Rectangle*> WTSSetRenderHint{
    library, "WTSSetRenderHint"};

}  // namespace winstation::windows::wtsapi32
