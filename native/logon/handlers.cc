#include "logon/handlers.h"

#include "bridge/handler.h"
#include "logon/questions.h"

namespace winstation::logon {
namespace {

using OnMachine = bridge::OnMachine<Nothing>;

template <auto& answer>
constexpr auto ask(const char* name, bool (*isComplete)(const bridge::Question& question)) {
  return bridge::composed<Nothing, OnMachine, answer, bridge::failOne>(name, isComplete);
}

constexpr bridge::Handler<Nothing> kHandlers[] = {
    ask<answerLogons>("LsaEnumerateLogonSessions", bridge::has<0, 0>),
    ask<answerLogon>("LsaGetLogonSessionData", bridge::has<2, 0>),
};

using CallThread = bridge::TableThread<Nothing, Nothing, kHandlers>;

}  // namespace

uint32_t openThread(bridge::Environment& environment) { return environment.open<CallThread>(Nothing{}); }

constinit const bridge::Names kCalls = bridge::namesOf<kHandlers>("logon.calls");

}  // namespace winstation::logon
