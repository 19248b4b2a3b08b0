#pragma once

#include "bridge/part.h"

namespace winstation::terminal {

/** What this domain gives JavaScript. */
extern const bridge::Part kPart;

}  // namespace winstation::terminal
