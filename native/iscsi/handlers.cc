#include "iscsi/handlers.h"

#include "bridge/handler.h"
#include "iscsi/questions.h"

namespace winstation::iscsi {
namespace {

using OnMachine = bridge::OnMachine<Nothing>;

template <auto& answer>
constexpr auto ask(const char* name, bool (*isComplete)(const bridge::Question& question)) {
  return bridge::composed<Nothing, OnMachine, answer, bridge::failOne>(name, isComplete);
}

constexpr bridge::Handler<Nothing> kHandlers[] = {
    ask<answerNodeName>("GetIScsiInitiatorNodeNameW", bridge::has<0, 0>),
    ask<answerInitiators>("ReportIScsiInitiatorListW", bridge::has<0, 0>),
    ask<answerVersion>("GetIScsiVersionInformation", bridge::has<0, 0>),
};

using CallThread = bridge::TableThread<Nothing, Nothing, kHandlers>;

}  // namespace

uint32_t openThread(bridge::Environment& environment) { return environment.open<CallThread>(Nothing{}); }

constinit const bridge::Names kCalls = bridge::namesOf<kHandlers>("iscsi.calls");

}  // namespace winstation::iscsi
