#pragma once

#include "base/array.h"

namespace winstation::terminal {

/** What a thread or a waiter is opened with. */
struct Host {
  /** With its NUL; empty for this machine. */
  Text name;
  /** The codes after which the older of two calls is tried. */
  Array<uint32_t> fallbackOn;
};

}  // namespace winstation::terminal
