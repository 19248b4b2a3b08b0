// Server handles. On Windows a handle proves nothing about its server; here it only carries the name.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <string>

namespace lab {

// The host that a handle stands for: its name, or this machine for NULL.
struct Host {
  std::wstring name;
  bool local = true;
  bool good = true;
  [[nodiscard]] const wchar_t* wire() const { return local ? nullptr : name.c_str(); }
};

HANDLE openHandle(const wchar_t* name);
void closeHandle(HANDLE handle);
Host hostOf(HANDLE handle);

}  // namespace lab
