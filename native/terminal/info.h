#pragma once

#include "bridge/pack.h"

namespace winstation::terminal {

/**
 * Writes what `WTSQuerySessionInformationW` answered for a class, field after field as `lib/native/info.ts` reads them.
 * False, and nothing written, when the buffer is NULL or shorter than its structure, or of a layout that is not known.
 */
bool writeInfo(bridge::PackWriter& pack, uint32_t infoClass, const void* buffer, uint32_t byteLength);

}  // namespace winstation::terminal
