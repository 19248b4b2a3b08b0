#pragma once

#include "bridge/environment.h"
#include "bridge/values.h"

/** What the terminal domain exports to JavaScript. */
namespace winstation::terminal {

uint32_t activeConsoleSessionId();
/** The session; for a failure, its code as -1 - code. */
double currentSessionId();
double sessionIdOf(uint32_t processId);
// Into the mailbox.
void remoteSigns(bridge::PackWriter& pack);
void sessionsSync(bridge::PackWriter& pack);
void olderSessionsSync(bridge::PackWriter& pack);
/** A `NoticeWindow`. */
uint32_t openNoticeWindow(bridge::Environment& environment);
/** An `EventWaiter`. */
uint32_t openEventWaiter(bridge::Environment& environment, bridge::HostName&& host, Array<uint32_t>&& fallbackOn);
/** A `Program`. */
uint32_t openProgram(bridge::Environment& environment);
/** A `Channel`. */
uint32_t openChannel(bridge::Environment& environment);
/** Milliseconds; for a failure, its code as -1 - code; -1 when the age is not known. */
double lastInputAge();

}  // namespace winstation::terminal
