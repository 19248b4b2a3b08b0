#pragma once

#include "bridge/environment.h"
#include "bridge/part.h"

namespace winstation::moniker {

/** A thread that answers the questions of the table in `handlers.cc`; its id. */
uint32_t openThread(bridge::Environment& environment);

/** The names in that table: those of Windows. */
extern const bridge::Names kCalls;

}  // namespace winstation::moniker
