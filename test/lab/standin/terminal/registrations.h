// The windows that registered for the notices of sessions.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>
#include <vector>

namespace lab {

inline constexpr UINT kSessionChange = 0x02B1;  // WM_WTSSESSION_CHANGE

void addRegistration(HWND window);
void removeRegistration(HWND window);
bool isRegistered(HWND window);
std::vector<HWND> registeredWindows();

}  // namespace lab
