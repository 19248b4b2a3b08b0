#pragma once

#include "base/library.h"
#include "base/owned.h"

/** The exports of user32.dll that are used. */
namespace winstation::windows::user32 {

inline constexpr int32_t kRemoteSession = 0x1000;   // SM_REMOTESESSION
inline constexpr uint32_t kSessionChange = 0x02B1;  // WM_WTSSESSION_CHANGE

inline constinit Library library{L"user32.dll"};

inline constinit Export<int32_t, int32_t> GetSystemMetrics{library, "GetSystemMetrics"};
inline constinit Export<BOOL, LASTINPUTINFO*> GetLastInputInfo{library, "GetLastInputInfo"};

inline constinit Export<ATOM, const WNDCLASSEXW*> RegisterClassExW{library, "RegisterClassExW"};
inline constinit Export<BOOL, const wchar_t*, HINSTANCE> UnregisterClassW{library, "UnregisterClassW"};
inline constinit Export<HWND, DWORD, const wchar_t*, const wchar_t*, DWORD, int, int, int, int, HWND, HMENU, HINSTANCE,
                        void*>
    CreateWindowExW{library, "CreateWindowExW"};
inline constinit Export<BOOL, HWND> DestroyWindow{library, "DestroyWindow"};
inline constinit Export<LRESULT, HWND, UINT, WPARAM, LPARAM> DefWindowProcW{library, "DefWindowProcW"};
// The functions for 32 bits have no names of their own for pointers.
inline constinit Export<LONG_PTR, HWND, int, LONG_PTR> SetWindowLongPtrW{
    library, sizeof(void*) == 8 ? "SetWindowLongPtrW" : "SetWindowLongW"};
inline constinit Export<LONG_PTR, HWND, int> GetWindowLongPtrW{
    library, sizeof(void*) == 8 ? "GetWindowLongPtrW" : "GetWindowLongW"};

inline constinit Export<BOOL, MSG*, HWND, UINT, UINT, UINT> PeekMessageW{library, "PeekMessageW"};
inline constinit Export<LRESULT, const MSG*> DispatchMessageW{library, "DispatchMessageW"};
inline constinit Export<DWORD, DWORD, const HANDLE*, DWORD, DWORD, DWORD> MsgWaitForMultipleObjectsEx{
    library, "MsgWaitForMultipleObjectsEx"};

// `UOI_*`.
inline constexpr int32_t kObjectFlags = 1;
inline constexpr int32_t kObjectName = 2;
inline constexpr int32_t kObjectUserSid = 4;
inline constexpr int32_t kDesktopHeapKilobytes = 5;
inline constexpr int32_t kDesktopReceivesInput = 6;

inline constexpr uint32_t kEnumDesktops = 0x0001;    // WINSTA_ENUMDESKTOPS
inline constexpr uint32_t kReadAttributes = 0x0002;  // WINSTA_READATTRIBUTES
inline constexpr uint32_t kReadObjects = 0x0001;     // DESKTOP_READOBJECTS

/** `USEROBJECTFLAGS`. */
struct ObjectFlags {
  BOOL inherit;
  BOOL reserved;
  uint32_t flags;
};
static_assert(sizeof(ObjectFlags) == 12 && offsetof(ObjectFlags, flags) == 8);

/** Answering FALSE ends the enumeration, which then looks like one that has failed. */
using NameProc = BOOL(CALLBACK*)(const char16_t* name, LPARAM parameter);

inline constinit Export<BOOL, NameProc, LPARAM> EnumWindowStationsW{library, "EnumWindowStationsW"};
inline constinit Export<HANDLE, const char16_t*, BOOL, uint32_t> OpenWindowStationW{library, "OpenWindowStationW"};
inline constinit Export<BOOL, HANDLE> CloseWindowStation{library, "CloseWindowStation"};
/** This one is not to be closed. */
inline constinit Export<HANDLE> GetProcessWindowStation{library, "GetProcessWindowStation"};
inline constinit Export<BOOL, HANDLE, NameProc, LPARAM> EnumDesktopsW{library, "EnumDesktopsW"};
inline constinit Export<HANDLE, const char16_t*, uint32_t, BOOL, uint32_t> OpenDesktopW{library, "OpenDesktopW"};
inline constinit Export<HANDLE, uint32_t, BOOL, uint32_t> OpenInputDesktop{library, "OpenInputDesktop"};
inline constinit Export<BOOL, HANDLE> CloseDesktop{library, "CloseDesktop"};
/** The lengths are in bytes. */
inline constinit Export<BOOL, HANDLE, int32_t, void*, uint32_t, uint32_t*> GetUserObjectInformationW{
    library, "GetUserObjectInformationW"};

using Station = OwnedHandle<CloseWindowStation>;
using Desktop = OwnedHandle<CloseDesktop>;

}  // namespace winstation::windows::user32
