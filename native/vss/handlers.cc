#include "vss/handlers.h"

#include "bridge/handler.h"
#include "vss/questions.h"

namespace winstation::vss {
namespace {

namespace backup = windows::vssapi::backup;

using bridge::has;
using bridge::hasAndBytes;

constexpr uint32_t kNotReady = 21;  // ERROR_NOT_READY

using OnMachine = bridge::OnMachine<Requester>;

/** The methods of the session's object. */
struct OnObject {
  static Failure reach(const Requester& requester, const bridge::Answer&) {
    if (requester.components() != nullptr) return {};
    return {windows::vssapi::CreateVssBackupComponentsInternal.name(), kNotReady};
  }
};

template <auto& answer>
constexpr auto on(const char* name, bool (*isComplete)(const bridge::Question& question)) {
  return bridge::composed<Requester, OnObject, answer, bridge::failOne>(name, isComplete);
}

template <const auto& method>
void answerDone(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  bridge::writeAnswer(answer.pack, method.call(requester.components()));
}

template <const auto& method>
void answerCount(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  uint32_t count = 0;
  const Failure failure = method.call(requester.components(), &count);
  bridge::writeAnswer(answer.pack, failure, count);
}

template <const auto& method>
void answerAwaited(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  bridge::writeAnswer(answer.pack, requester.await(method, answer));
}

/** A method without arguments that answers nothing. */
template <const auto& method>
constexpr auto done() {
  return on<answerDone<method>>(method.name(), has<0, 0>);
}

/** One that answers a number. */
template <const auto& method>
constexpr auto count() {
  return on<answerCount<method>>(method.name(), has<0, 0>);
}

/** One that goes on in the background, and is waited for. */
template <const auto& method>
constexpr auto awaited() {
  return on<answerAwaited<method>>(method.name(), has<0, 0>);
}

constexpr bridge::Handler<Requester> kHandlers[] = {
    bridge::composed<Requester, OnMachine, answerCreate, bridge::failOne>("CreateVssBackupComponentsInternal",
                                                                          has<0, 0>),
    on<answerRelease>("IVssBackupComponents.Release", has<0, 0>),
    on<answerInitializeForBackup>("IVssBackupComponents.InitializeForBackup", has<0, 0>),
    on<answerInitializeForRestore>("IVssBackupComponents.InitializeForRestore", has<0, 1>),
    on<answerSessionId>("IVssBackupComponentsEx3.GetSessionId", has<0, 0>),
    on<answerEnableWriters>("IVssBackupComponents.EnableWriterClasses", hasAndBytes<0, 0>),
    on<answerDisableWriters>("IVssBackupComponents.DisableWriterClasses", hasAndBytes<0, 0>),

    awaited<backup::GatherWriterMetadata>(),
    count<backup::GetWriterMetadataCount>(),
    on<answerMetadata>("IVssBackupComponents.GetWriterMetadata", has<1, 0>),
    done<backup::FreeWriterMetadata>(),

    on<answerSetBackupState>("IVssBackupComponents.SetBackupState", has<3, 0>),
    on<answerAddComponent>("IVssBackupComponents.AddComponent", has<2, 4>),
    on<answerStartSet>("IVssBackupComponents.StartSnapshotSet", has<0, 0>),
    on<answerAddVolume>("IVssBackupComponents.AddToSnapshotSet", has<0, 1>),
    on<answerPrepare>("IVssBackupComponents.PrepareForBackup", has<0, 0>),
    awaited<backup::DoSnapshotSet>(),
    on<answerSnapshot>("IVssBackupComponents.GetSnapshotProperties", has<0, 1>),
    on<answerSetSucceeded>("IVssBackupComponents.SetBackupSucceeded", has<3, 4>),
    on<answerDocument>("IVssBackupComponents.SaveAsXML", has<0, 0>),
    on<answerComplete>("IVssBackupComponents.BackupComplete", has<0, 0>),
    on<answerAbort>("IVssBackupComponents.AbortBackup", has<0, 0>),

    awaited<backup::GatherWriterStatus>(),
    count<backup::GetWriterStatusCount>(),
    on<answerState>("IVssBackupComponentsEx3.GetWriterStatusEx", has<1, 0>),
    on<answerOlderState>("IVssBackupComponents.GetWriterStatus", has<1, 0>),
    done<backup::FreeWriterStatus>(),

    on<answerSelect>("IVssBackupComponents.SetSelectedForRestore", has<3, 3>),
    awaited<backup::PreRestore>(),
    on<answerSetRestored>("IVssBackupComponents.SetFileRestoreStatus", has<3, 3>),
    awaited<backup::PostRestore>(),
};

using SessionThread = bridge::TableThread<Nothing, Requester, kHandlers>;

}  // namespace

uint32_t openRequester(bridge::Environment& environment) { return environment.open<SessionThread>(Nothing{}); }

constinit const bridge::Names kCalls = bridge::namesOf<kHandlers>("vss.calls");

}  // namespace winstation::vss
