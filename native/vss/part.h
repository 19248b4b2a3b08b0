#pragma once

#include "bridge/part.h"

namespace winstation::vss {

/** What this domain gives JavaScript. */
extern const bridge::Part kPart;

}  // namespace winstation::vss
