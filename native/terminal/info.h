#pragma once

#include "bridge/pack.h"

namespace winstation::terminal {

/**
 * Writes what `WTSQuerySessionInformationW` answered for a class, field after field in the order of `INFO_KINDS` in
 * `lib/terminal/info/raw-info.ts`. False, and nothing written, when the buffer is NULL or shorter than its structure,
 * or of a layout that is not known.
 */
bool writeInfo(bridge::PackWriter& pack, uint32_t infoClass, const void* buffer, uint32_t byteLength);

}  // namespace winstation::terminal
