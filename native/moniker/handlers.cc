#include "moniker/handlers.h"

#include "bridge/handler.h"
#include "moniker/questions.h"

namespace winstation::moniker {
namespace {

using OnMachine = bridge::OnMachine<Holder>;

template <auto& answer>
constexpr auto ask(const char* name, bool (*isComplete)(const bridge::Question& question)) {
  return bridge::composed<Holder, OnMachine, answer, bridge::failOne>(name, isComplete);
}

constexpr bridge::Handler<Holder> kHandlers[] = {
    ask<answerKey>("RegOpenKeyExW", bridge::has<1, 1>),
    ask<answerEntry>("CoInitializeEx", bridge::has<0, 0>),
    ask<answerObject>("CoGetObject", bridge::has<0, 1>),
    ask<answerRelease>("Release", bridge::has<1, 0>),
};

using CallThread = bridge::TableThread<Nothing, Holder, kHandlers>;

}  // namespace

uint32_t openThread(bridge::Environment& environment) { return environment.open<CallThread>(Nothing{}); }

constinit const bridge::Names kCalls = bridge::namesOf<kHandlers>("moniker.calls");

}  // namespace winstation::moniker
