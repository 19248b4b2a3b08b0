#pragma once

#include "bridge/part.h"

namespace winstation::logon {

/** What this domain gives JavaScript. */
extern const bridge::Part kPart;

}  // namespace winstation::logon
