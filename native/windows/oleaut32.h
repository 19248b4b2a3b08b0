#pragma once

#include "base/library.h"

namespace winstation::windows {

/** A text that is freed with `SysFreeString`; NULL is an empty one. */
using Bstr = char16_t*;

/** The exports of oleaut32.dll that are used. */
namespace oleaut32 {

inline constinit Library library{L"oleaut32.dll"};

inline constinit Export<Bstr, const char16_t*, uint32_t> SysAllocStringLen{library, "SysAllocStringLen"};
inline constinit Export<void, Bstr> SysFreeString{library, "SysFreeString"};

}  // namespace oleaut32

}  // namespace winstation::windows
