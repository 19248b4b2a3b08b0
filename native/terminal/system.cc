#include "terminal/facts.h"
#include "terminal/questions.h"
#include "windows/advapi32.h"

namespace winstation::terminal {
namespace {

namespace advapi = windows::advapi32;

using ServiceHandle = OwnedHandle<advapi::CloseServiceHandle>;

Failure readElevation(uint32_t* elevated) {
  HANDLE token = nullptr;
  Failure failure = advapi::OpenProcessToken.call(::GetCurrentProcess(), TOKEN_QUERY, &token);
  if (failure) return failure;
  uint32_t byteLength = 0;
  failure = advapi::GetTokenInformation.call(token, advapi::kTokenElevation, elevated, sizeof(*elevated), &byteLength);
  ::CloseHandle(token);
  return failure;
}

Failure readServiceState(const char16_t* name, uint32_t* state) {
  HANDLE opened = nullptr;
  Failure failure = advapi::OpenSCManagerW.call(opened, nullptr, nullptr, SC_MANAGER_CONNECT);
  if (failure) return failure;
  const ServiceHandle manager(opened);
  failure = advapi::OpenServiceW.call(opened, manager.get(), name, SERVICE_QUERY_STATUS);
  if (failure) return failure;
  const ServiceHandle service(opened);
  advapi::ServiceStatus status = {};
  failure = advapi::QueryServiceStatus.call(service.get(), &status);
  *state = status.currentState;
  return failure;
}

}  // namespace

void answerSystem(Server&, const bridge::Question&, bridge::Answer& answer) {
  uint32_t elevated = 0;
  const Failure elevation = readElevation(&elevated);
  bridge::writeAnswer(answer.pack, elevation, elevated);
  if (!answer.isWanted()) return;
  uint32_t state = 0;
  const Failure service = readServiceState(u"TermService", &state);
  bridge::writeAnswer(answer.pack, service, state);
}

void failSystem(const bridge::Question&, const Failure& failure, bridge::Answer& answer) {
  bridge::writeFailure(answer.pack, failure);
  bridge::writeFailure(answer.pack, failure);
}

}  // namespace winstation::terminal
