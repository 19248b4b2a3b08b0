#include "terminal/calls.h"

#include "bridge/environment.h"
#include "bridge/values.h"
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

napi_value sessionOf(napi_env env, uint32_t processId) {
  uint32_t session = 0;
  const Failure failure = kernel::ProcessIdToSessionId.call(processId, &session);
  if (failure) return bridge::number(env, -1.0 - static_cast<double>(failure.code));
  return bridge::number(env, session);
}

Failure glassSession(uint32_t* session) {
  uint32_t code = 0;
  const auto get = advapi::RegGetValueW.find(&code);
  if (get == nullptr) return {advapi::RegGetValueW.name(), code};
  uint32_t byteLength = sizeof(*session);
  code = static_cast<uint32_t>(get(HKEY_LOCAL_MACHINE, u"SYSTEM\\CurrentControlSet\\Control\\Terminal Server",
                                   u"GlassSessionId", RRF_RT_REG_DWORD, nullptr, session, &byteLength));
  if (code != 0) return {advapi::RegGetValueW.name(), code};
  return {};
}

}  // namespace

napi_value activeConsoleSessionId(napi_env env, napi_callback_info) {
  const auto get = kernel::WTSGetActiveConsoleSessionId.find();
  return bridge::number(env, get == nullptr ? kNoSession : get());
}

napi_value currentSessionId(napi_env env, napi_callback_info) { return sessionOf(env, ::GetCurrentProcessId()); }

napi_value sessionIdOf(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  uint32_t processId = 0;
  if (bridge::Environment::called(env, info, arguments) == nullptr) return nullptr;
  if (!bridge::read(env, arguments[0], &processId)) return nullptr;
  return sessionOf(env, processId);
}

napi_value remoteSigns(napi_env env, napi_callback_info info) {
  auto* const environment = bridge::Environment::called(env, info);
  if (environment == nullptr) return nullptr;
  bridge::PackWriter& pack = environment->writer;
  pack.clear();
  const auto metrics = windows::user32::GetSystemMetrics.find();
  pack.word(metrics == nullptr ? 0 : metrics(windows::user32::kRemoteSession));
  uint32_t session = 0;
  const Failure glass = glassSession(&session);
  writeAnswer(pack, glass, session);
  const Failure current = kernel::ProcessIdToSessionId.call(::GetCurrentProcessId(), &session);
  writeAnswer(pack, current, session);
  environment->mailbox.post(env, pack);
  return nullptr;
}

napi_value sessionsSync(napi_env env, napi_callback_info info) {
  auto* const environment = bridge::Environment::called(env, info);
  if (environment == nullptr) return nullptr;
  bridge::Answer answer(environment->writer);
  listSessions(nullptr, environment->fallbackOn, answer);
  environment->mailbox.post(env, environment->writer);
  return nullptr;
}

}  // namespace winstation::terminal
