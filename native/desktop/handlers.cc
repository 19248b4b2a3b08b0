#include "desktop/handlers.h"

#include "bridge/handler.h"
#include "desktop/questions.h"

namespace winstation::desktop {
namespace {

using OnMachine = bridge::OnMachine<Nothing>;

template <auto& answer>
constexpr auto ask(const char* name, bool (*isComplete)(const bridge::Question& question)) {
  return bridge::composed<Nothing, OnMachine, answer, bridge::failOne>(name, isComplete);
}

constexpr bridge::Handler<Nothing> kHandlers[] = {
    ask<answerStations>("EnumWindowStationsW", bridge::has<0, 0>),
    ask<answerOwnStation>("GetProcessWindowStation", bridge::has<0, 0>),
    ask<answerStation>("OpenWindowStationW", bridge::has<0, 1>),
    ask<answerDesktop>("OpenDesktopW", bridge::has<0, 1>),
    ask<answerInputDesktop>("OpenInputDesktop", bridge::has<0, 0>),
};

using CallThread = bridge::TableThread<Nothing, Nothing, kHandlers>;

}  // namespace

uint32_t openThread(bridge::Environment& environment) { return environment.open<CallThread>(Nothing{}); }

constinit const bridge::Names kCalls = bridge::namesOf<kHandlers>("desktop.calls");

}  // namespace winstation::desktop
