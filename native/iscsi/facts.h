#pragma once

#include "bridge/facts.h"
#include "windows/iscsidsc.h"

namespace winstation::iscsi {

/** Success, and the code of a warning or 0; the value follows. */
inline void writeSuccess(bridge::PackWriter& pack, windows::IsdscStatus status) {
  bridge::writeSuccess(pack);
  pack.word(static_cast<uint32_t>(status));
}

/** How many units a text has that may fill its array without a NUL. */
inline size_t unitsIn(const char16_t* text, size_t most) {
  size_t units = 0;
  while (units < most && text[units] != 0) ++units;
  return units;
}

inline void writeFixed(bridge::PackWriter& pack, const char16_t* text, size_t most) {
  pack.text(text, unitsIn(text, most));
}

}  // namespace winstation::iscsi
