// The class that Windows has for the word "Session" at the beginning of a moniker's text, as this lab has it. Wine has
// none; its COM looks one up by that word, as Windows' does.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
// Behind it.
#include <objbase.h>

namespace lab {

inline constexpr GUID kSessionMonikers = {0x5e551011, 0x0000, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
inline constexpr wchar_t kSessionMonikersText[] = L"{5E551011-0000-4000-8000-000000000001}";

}  // namespace lab
