#pragma once

#include "bridge/pack.h"
#include "identity/guid.h"
#include "windows/guid.h"

namespace winstation::vss {

using windows::Guid;

/** JavaScript sends no other text than one that it has parsed. */
inline Guid guidFrom(const char16_t* text) {
  Guid guid = {};
  identity::guidFromText(text, &guid);
  return guid;
}

inline void writeGuid(bridge::PackWriter& pack, const Guid& guid) {
  char text[identity::kGuidTextSize];
  identity::guidToText(&guid, text);
  pack.ascii(text);
}

}  // namespace winstation::vss
