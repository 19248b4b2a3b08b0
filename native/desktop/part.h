#pragma once

#include "bridge/part.h"

namespace winstation::desktop {

/** What this domain gives JavaScript. */
extern const bridge::Part kPart;

}  // namespace winstation::desktop
