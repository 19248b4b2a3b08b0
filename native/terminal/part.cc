#include "terminal/part.h"

#include "terminal/calls.h"
#include "terminal/channel.h"
#include "terminal/counters.h"
#include "terminal/event_waiter.h"
#include "terminal/handlers.h"
#include "terminal/notice_loop.h"
#include "terminal/program.h"

namespace winstation::terminal {
namespace {

using bridge::exported;

constexpr bridge::Exported kExports[] = {
    exported<activeConsoleSessionId>("activeConsoleSessionId"),
    exported<currentSessionId>("currentSessionId"),
    exported<sessionIdOf>("sessionIdOf"),
    exported<remoteSigns>("remoteSigns"),
    exported<sessionsSync>("sessionsSync"),
    exported<olderSessionsSync>("olderSessionsSync"),
    exported<lastInputAge>("lastInputAge"),
    exported<openThread>("openThread"),
    exported<openNoticeWindow>("openNoticeWindow"),
    exported<openEventWaiter>("openEventWaiter"),
    exported<openChannel>("openChannel"),
    exported<openProgram>("openProgram"),
};

constexpr bridge::Names kWindowQuestions = bridge::namesOf<NoticeLoop::kHandlers>("terminal.window");
constexpr bridge::Names kWaiterQuestions = {"terminal.waiter", EventWaiter::kQuestions};
constexpr bridge::Names kProgramQuestions = {"terminal.program", Program::kQuestions};
constexpr bridge::Names kChannelQuestions = {"terminal.channel", Channel::kQuestions};
constexpr bridge::Names kNotices = {"terminal.notice", kNoticeKinds};

constexpr const bridge::Names* kNames[] = {&kThreadQuestions,  &kWindowQuestions, &kWaiterQuestions, &kChannelQuestions,
                                           &kProgramQuestions, &kNotices,         &kSessionLists,    &kProcessLists};

constexpr Counted kCounted[] = {
    {"windows", &counters.windows},         {"registrations", &counters.registrations},
    {"writtenOff", &counters.leftWindows},  {"writtenOff", &counters.leftWaiters},
    {"writtenOff", &counters.leftChannels}, {"writtenOff", &counters.leftPrograms},
    {"pieces", &counters.pieces},
};

}  // namespace

constinit const bridge::Part kPart = {kExports, kNames, kCounted};

}  // namespace winstation::terminal
