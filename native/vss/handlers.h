#pragma once

#include "bridge/environment.h"
#include "bridge/part.h"

namespace winstation::vss {

/** A thread for one session, which answers the questions of the table in `handlers.cc`; its id. */
uint32_t openRequester(bridge::Environment& environment);

/** The names in that table: those of Windows. */
extern const bridge::Names kCalls;

}  // namespace winstation::vss
