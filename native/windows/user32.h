#pragma once

#include "base/library.h"

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

}  // namespace winstation::windows::user32
