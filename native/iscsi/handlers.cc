#include "iscsi/handlers.h"

#include "bridge/handler.h"
#include "iscsi/given.h"
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

    ask<answerSessions>("GetIScsiSessionListW", bridge::has<0, 0>),
    ask<answerNegotiated>("GetIScsiSessionListEx", bridge::has<0, 0>),
    ask<answerDevices>("GetDevicesForIScsiSessionW", bridge::has<0, 1>),
    ask<answerMappings>("ReportActiveIScsiTargetMappingsW", bridge::has<0, 0>),
    ask<answerTargets>("ReportIScsiTargetsW", bridge::has<1, 0>),
    ask<answerTargetPortals>("ReportIScsiTargetPortalsW", bridge::has<0, 1>),
    ask<answerPortals>("ReportIScsiSendTargetPortalsExW", bridge::has<0, 0>),
    ask<answerSavedLogins>("ReportIScsiPersistentLoginsW", bridge::has<0, 0>),

    ask<answerAddPortal>("AddIScsiSendTargetPortalW", bridge::hasAndBytes<12, 4>),
    ask<answerRefreshPortal>("RefreshIScsiSendTargetPortalW", bridge::has<3, 3>),
    ask<answerRemovePortal>("RemoveIScsiSendTargetPortalW", bridge::has<3, 3>),
    ask<answerLogin>("LoginIScsiTargetW", bridge::hasAndBytes<15, 5>),
    ask<answerLogout>("LogoutIScsiTarget", bridge::has<0, 1>),
    ask<answerAddConnection>("AddIScsiConnectionW", bridge::hasAndBytes<12, 4>),
    ask<answerRemoveConnection>("RemoveIScsiConnection", bridge::has<0, 2>),
    ask<answerRemoveSaved>("RemoveIScsiPersistentTargetW", bridge::has<3, 4>),
    ask<answerSetSecret>("SetIScsiInitiatorCHAPSharedSecret", bridge::hasAndBytes<0, 0>),
};

using CallThread = bridge::TableThread<Nothing, Nothing, kHandlers>;

}  // namespace

uint32_t openThread(bridge::Environment& environment) { return environment.open<CallThread>(Nothing{}); }

constinit const bridge::Names kCalls = bridge::namesOf<kHandlers>("iscsi.calls");

}  // namespace winstation::iscsi
