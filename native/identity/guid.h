#pragma once

#include "base/types.h"

namespace winstation::identity {

/** With its NUL. */
inline constexpr size_t kGuidTextSize = 37;

/** The 16 bytes of a GUID given as canonical text; false, and nothing written, for another length. */
bool guidFromText(const char16_t* text, void* guid);

/** The canonical text of 16 bytes: `00112233-4455-6677-8899-aabbccddeeff`. */
void guidToText(const void* guid, char (&text)[kGuidTextSize]);

}  // namespace winstation::identity
