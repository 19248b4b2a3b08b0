#include "bridge/calls.h"
#include "bridge/environment.h"
#include "bridge/values.h"
#include "terminal/calls.h"
#include "terminal/event_waiter.h"
#include "terminal/input_age.h"
#include "terminal/notice_window.h"
#include "windows/user32.h"

namespace winstation::terminal {
namespace {

// All environments of the process are in one session.
constinit Lock inputLock;
constinit InputAge inputAge;

}  // namespace

napi_value openNoticeWindow(napi_env env, napi_callback_info info) {
  auto* const environment = bridge::Environment::called(env, info);
  if (environment == nullptr) return nullptr;
  return bridge::number(env,
                        environment->admit(make<NoticeWindow>(environment->doorbell, environment->nextResident())));
}

napi_value openEventWaiter(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  auto* const environment = bridge::Environment::called(env, info, arguments);
  if (environment == nullptr) return nullptr;
  auto* const waiter = make<EventWaiter>(environment->doorbell, environment->nextResident());
  if (bridge::readHost(env, arguments, &waiter->host, &waiter->fallbackOn)) {
    return bridge::number(env, environment->admit(waiter));
  }
  waiter->release();
  return nullptr;
}

napi_value lastInputAge(napi_env env, napi_callback_info) {
  LASTINPUTINFO input = {sizeof(input), 0};
  const Failure failure = windows::user32::GetLastInputInfo.call(&input);
  if (failure) return bridge::number(env, -1.0 - static_cast<double>(failure.code));
  const Held held(inputLock);
  uint64_t age = 0;
  // A failure without a code: Windows does not know.
  if (!inputAge.look(::GetTickCount64(), input.dwTime, &age)) return bridge::number(env, -1.0);
  return bridge::number(env, static_cast<double>(age));
}

}  // namespace winstation::terminal
