#pragma once

#include "base/counters.h"

namespace winstation::terminal {

/** What is alive of this domain in this process, over all environments. */
struct Counters {
  Counter windows;
  Counter registrations;
  /** Windows, waiters, channels and programs that are closed, and whose threads have not left yet. */
  Counter leftWindows;
  Counter leftWaiters;
  Counter leftChannels;
  Counter leftPrograms;
  /** What was read of channels and not handed on. */
  Counter pieces;
};

inline constinit Counters counters;

}  // namespace winstation::terminal
