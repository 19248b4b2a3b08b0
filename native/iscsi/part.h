#pragma once

#include "bridge/part.h"

namespace winstation::iscsi {

/** What this domain gives JavaScript. */
extern const bridge::Part kPart;

}  // namespace winstation::iscsi
