#pragma once

#include "base/types.h"

namespace winstation::windows {

/** Sizes and offsets of a structure with pointers: on 64 bits, and on 32. */
constexpr bool isLaidOut(size_t value, size_t on64, size_t on32) { return value == (sizeof(void*) == 8 ? on64 : on32); }

}  // namespace winstation::windows
