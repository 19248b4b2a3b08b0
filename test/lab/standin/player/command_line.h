// How the program of the lab is started.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>
#include <string>

namespace lab {

// It plays the process `pid` of the world. The last word is in no other command line of this machine: the server finds
// the process by it.
inline std::wstring playerLine(const std::wstring& player, std::uint32_t pid) {
  LARGE_INTEGER now{};
  QueryPerformanceCounter(&now);
  const std::wstring mark = std::to_wstring(GetCurrentThreadId()) + L"-" + std::to_wstring(now.QuadPart);
  return L"\"" + player + L"\" " + std::to_wstring(pid) + L" played-" + mark;
}

}  // namespace lab
