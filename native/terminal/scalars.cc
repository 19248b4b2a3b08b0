#include "terminal/calls.h"

#include "terminal/facts.h"
#include "terminal/questions.h"
#include "windows/advapi32.h"
#include "windows/kernel32.h"
#include "windows/user32.h"

namespace winstation::terminal {
namespace {

namespace kernel = windows::kernel32;
namespace advapi = windows::advapi32;

constexpr uint32_t kNoSession = 0xFFFFFFFF;

double sessionOf(uint32_t processId) {
  uint32_t session = 0;
  const Failure failure = kernel::ProcessIdToSessionId.call(processId, &session);
  return failure ? -1.0 - static_cast<double>(failure.code) : session;
}

Failure glassSession(uint32_t* session) {
  uint32_t byteLength = sizeof(*session);
  return advapi::RegGetValueW.call(HKEY_LOCAL_MACHINE, u"SYSTEM\\CurrentControlSet\\Control\\Terminal Server",
                                   u"GlassSessionId", RRF_RT_REG_DWORD, nullptr, session, &byteLength);
}

}  // namespace

uint32_t activeConsoleSessionId() {
  const auto get = kernel::WTSGetActiveConsoleSessionId.find();
  return get == nullptr ? kNoSession : get();
}

double currentSessionId() { return sessionOf(::GetCurrentProcessId()); }

double sessionIdOf(uint32_t processId) { return sessionOf(processId); }

void remoteSigns(bridge::PackWriter& pack) {
  const auto metrics = windows::user32::GetSystemMetrics.find();
  pack.word(metrics == nullptr ? 0 : metrics(windows::user32::kRemoteSession));
  uint32_t session = 0;
  const Failure glass = glassSession(&session);
  bridge::writeAnswer(pack, glass, session);
  const Failure current = kernel::ProcessIdToSessionId.call(::GetCurrentProcessId(), &session);
  bridge::writeAnswer(pack, current, session);
}

}  // namespace winstation::terminal
