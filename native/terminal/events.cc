#include "terminal/calls.h"
#include "terminal/event_waiter.h"
#include "terminal/input_age.h"
#include "terminal/notice_window.h"
#include "terminal/program.h"
#include "windows/user32.h"

namespace winstation::terminal {
namespace {

// All environments of the process are in one session.
constinit Lock inputLock;
constinit InputAge inputAge;

}  // namespace

uint32_t openNoticeWindow(bridge::Environment& environment) { return environment.open<NoticeWindow>(); }

uint32_t openProgram(bridge::Environment& environment) { return environment.open<Program>(); }

uint32_t openEventWaiter(bridge::Environment& environment, bridge::HostName&& host, Array<uint32_t>&& fallbackOn) {
  return environment.open<EventWaiter>(Host{std::move(host.text), std::move(fallbackOn)});
}

double lastInputAge() {
  LASTINPUTINFO input = {sizeof(input), 0};
  const Failure failure = windows::user32::GetLastInputInfo.call(&input);
  if (failure) return -1.0 - static_cast<double>(failure.code);
  const Held held(inputLock);
  uint64_t age = 0;
  // A failure without a code: Windows does not know.
  if (!inputAge.look(::GetTickCount64(), input.dwTime, &age)) return -1.0;
  return static_cast<double>(age);
}

}  // namespace winstation::terminal
