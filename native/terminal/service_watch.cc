#include "terminal/service_watch.h"

namespace winstation::terminal {
namespace {

namespace advapi = windows::advapi32;

using ServiceHandle = OwnedHandle<advapi::CloseServiceHandle>;

}  // namespace

Failure ServiceWatch::start(const char16_t* name) {
  if (isArmed_) return {};
  name_ = name;
  Failure failure = open();
  if (!failure) failure = arm();
  if (failure) stop();
  return failure;
}

bool ServiceWatch::take(Change* change) {
  if (!isCalled_) return false;
  isCalled_ = isArmed_ = false;
  *change = {};
  // Any other status says that the service is marked for deletion; there is nothing more to be told of it.
  if (notify_.notificationStatus != ERROR_SUCCESS) {
    stop();
    change->isLast = true;
    return true;
  }
  change->state = notify_.serviceStatus.status.currentState;
  Failure failure = arm();
  if (failure.code == advapi::kNotifyLagging) {
    // Windows has dropped changes, and wants a new handle. With that it tells the present state at once.
    change->isAfterLoss = true;
    stop();
    failure = open();
    if (!failure) failure = arm();
  }
  change->isLast = static_cast<bool>(failure);
  if (failure) stop();
  return true;
}

Failure ServiceWatch::open() {
  HANDLE opened = nullptr;
  Failure failure = advapi::OpenSCManagerW.call(opened, nullptr, nullptr, SC_MANAGER_CONNECT);
  if (failure) return failure;
  const ServiceHandle manager(opened);
  failure = advapi::OpenServiceW.call(opened, manager.get(), name_, SERVICE_QUERY_STATUS);
  if (!failure) service_ = ServiceHandle(opened);
  return failure;
}

Failure ServiceWatch::arm() {
  notify_ = {};
  notify_.version = advapi::kServiceNotifyVersion;
  notify_.callback = called;
  notify_.context = this;
  const Failure failure = advapi::NotifyServiceStatusChangeW.call(service_.get(), advapi::kEveryServiceState, &notify_);
  isArmed_ = !failure;
  return failure;
}

void ServiceWatch::stop() {
  if (!service_) return;
  service_ = ServiceHandle();
  // From now on Windows queues no call any more. One that it has queued already runs here, while there is still
  // something for it to write into.
  ::SleepEx(0, TRUE);
  isArmed_ = isCalled_ = false;
}

void WINAPI ServiceWatch::called(void* notify) {
  auto* const told = static_cast<advapi::ServiceNotify*>(notify);
  static_cast<ServiceWatch*>(told->context)->isCalled_ = true;
}

}  // namespace winstation::terminal
