#include "terminal/facts.h"
#include "terminal/questions.h"
#include "windows/advapi32.h"

namespace winstation::terminal {
namespace {

namespace advapi = windows::advapi32;

using ServiceHandle = windows::OwnedHandle<advapi::CloseServiceHandle>;

windows::Failure readElevation(uint32_t* elevated) {
  HANDLE token = nullptr;
  windows::Failure failure = advapi::OpenProcessToken.call(::GetCurrentProcess(), TOKEN_QUERY, &token);
  if (failure) return failure;
  uint32_t byteLength = 0;
  failure = advapi::GetTokenInformation.call(token, advapi::kTokenElevation, elevated, sizeof(*elevated), &byteLength);
  ::CloseHandle(token);
  return failure;
}

windows::Failure readServiceState(const char16_t* name, uint32_t* state) {
  HANDLE opened = nullptr;
  windows::Failure failure = advapi::OpenSCManagerW.call(opened, nullptr, nullptr, SC_MANAGER_CONNECT);
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

void answerSystem(const windows::Failure& failed, bridge::Answer& answer) {
  uint32_t elevated = 0;
  uint32_t state = 0;
  const windows::Failure elevation = failed ? failed : readElevation(&elevated);
  writeAnswer(answer.pack, elevation, elevated);
  const windows::Failure service = failed ? failed : readServiceState(u"TermService", &state);
  writeAnswer(answer.pack, service, state);
}

}  // namespace winstation::terminal
