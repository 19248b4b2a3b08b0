#pragma once

#include "bridge/part.h"

namespace winstation::moniker {

/** What this domain gives JavaScript. */
extern const bridge::Part kPart;

}  // namespace winstation::moniker
