#pragma once

#include "bridge/environment.h"
#include "bridge/part.h"
#include "bridge/values.h"

namespace winstation::terminal {

/** A thread that answers the questions of the table in `handlers.cc`; its id. */
uint32_t openThread(bridge::Environment& environment, bridge::HostName&& host, Array<uint32_t>&& fallbackOn);

/** The names in that table. */
extern const bridge::Names kThreadQuestions;
/** The calls that list, the newer one first. */
extern const bridge::Names kSessionLists;
extern const bridge::Names kProcessLists;

}  // namespace winstation::terminal
