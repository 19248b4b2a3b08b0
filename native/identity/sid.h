#pragma once

#include "base/array.h"
#include "base/types.h"

namespace winstation::identity {

/** The most bytes that a SID can have: eight, and four for each of fifteen sub-authorities. */
inline constexpr size_t kMostSidBytes = 68;
/** Windows reads a SID by its members, so one of ours must lie where a SID of the compiler would. */
inline constexpr size_t kSidAlignment = 8;

/** The length of a SID by its own count, 0 for one that cannot be: a wrong revision, or too many sub-authorities. */
size_t sidLength(Sid* sid);

/** `S-1-5-21-…`; false, and nothing written, for what is no SID. NULL is none. */
bool sidToText(Sid* sid, Text* text);

/** The bytes of a SID given as text; how many there are, 0 when the text is none. */
size_t sidFromText(const char16_t* text, size_t length, uint8_t (&sid)[kMostSidBytes]);

}  // namespace winstation::identity
