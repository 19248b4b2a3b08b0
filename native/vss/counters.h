#pragma once

#include "base/counters.h"

namespace winstation::vss {

/** What is alive of this domain in this process, over all environments. */
struct Counters {
  /** Calls of Windows that are not answered yet, or that JavaScript has not been told of. */
  Counter tickets;
  /** Closed writers whose threads have not left yet. */
  Counter leftWriters;
};

inline constinit Counters counters;

}  // namespace winstation::vss
