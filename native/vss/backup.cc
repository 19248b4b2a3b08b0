#include "bridge/facts.h"
#include "vss/given_component.h"
#include "vss/questions.h"

namespace winstation::vss {
namespace {

namespace vssapi = windows::vssapi;
namespace backup = vssapi::backup;

void writeGuidAnswer(bridge::Answer& answer, const Failure& failure, const Guid& guid) {
  bridge::writeAnswer(answer.pack, failure);
  if (!failure) writeGuid(answer.pack, guid);
}

/** 16 bytes for each. */
void chooseWriters(const windows::Method<const Guid*, uint32_t>& method, Requester& requester,
                   const bridge::Question& question, bridge::Answer& answer) {
  bridge::Arguments arguments(question);
  uint32_t length = 0;
  const uint8_t* const bytes = arguments.bytes(&length);
  const uint32_t count = length / static_cast<uint32_t>(sizeof(Guid));
  Array<Guid> classes;
  if (count > 0) std::memcpy(classes.extend(count), bytes, count * sizeof(Guid));
  bridge::writeAnswer(answer.pack, method.call(requester.components(), classes.data(), count));
}

}  // namespace

void answerCreate(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  bridge::writeAnswer(answer.pack, requester.make());
}

void answerRelease(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  requester.giveBack();
  bridge::writeSuccess(answer.pack);
}

void answerSessionId(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  const auto& method = vssapi::backup_ex3::GetSessionId;
  windows::Reference newer;
  Guid id = {};
  Failure failure = windows::queryInterface(method.name(), requester.components(), vssapi::backup_ex3::kId, newer);
  if (!failure) failure = method.call(newer.get(), &id);
  writeGuidAnswer(answer, failure, id);
}

void answerInitializeForBackup(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  bridge::writeAnswer(answer.pack, backup::InitializeForBackup.call(requester.components(), nullptr));
}

void answerEnableWriters(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  chooseWriters(backup::EnableWriterClasses, requester, question, answer);
}

void answerDisableWriters(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  chooseWriters(backup::DisableWriterClasses, requester, question, answer);
}

void answerSetBackupState(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  bridge::Arguments given(question);
  const bool selects = given.word() != 0;
  const bool bootable = given.word() != 0;
  const uint32_t type = given.word();
  constexpr bool partial = false;
  bridge::writeAnswer(answer.pack,
                      backup::SetBackupState.call(requester.components(), selects, bootable, type, partial));
}

void answerAddComponent(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  bridge::Arguments given(question);
  const Guid instance = guidFrom(given.text());
  const GivenComponent component(given);
  bridge::writeAnswer(answer.pack, backup::AddComponent.call(requester.components(), instance, component.writer,
                                                             component.type, component.path, component.name));
}

void answerStartSet(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  Guid id = {};
  const Failure failure = backup::StartSnapshotSet.call(requester.components(), &id);
  if (!failure) requester.oweAbort(true);
  writeGuidAnswer(answer, failure, id);
}

void answerAddVolume(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  constexpr Guid anyProvider = {};
  Guid id = {};
  const Failure failure = backup::AddToSnapshotSet.call(requester.components(), question.text(0), anyProvider, &id);
  writeGuidAnswer(answer, failure, id);
}

void answerPrepare(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  requester.oweAbort(true);
  bridge::writeAnswer(answer.pack, requester.await(backup::PrepareForBackup, answer));
}

void answerSnapshot(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  auto& freeProperties = vssapi::VssFreeSnapshotPropertiesInternal;
  windows::VSS_SNAPSHOT_PROP properties = {};
  uint32_t code = 0;
  const auto free = freeProperties.find(&code);
  // What could not be freed is not asked for.
  const Failure failure = free == nullptr ? Failure{freeProperties.name(), code}
                                          : backup::GetSnapshotProperties.call(requester.components(),
                                                                               guidFrom(question.text(0)), &properties);
  bridge::writeAnswer(answer.pack, failure);
  if (failure) return;
  answer.pack.text(properties.deviceObject);
  answer.pack.text(properties.originalVolumeName);
  free(&properties);
}

void answerSetSucceeded(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  bridge::Arguments given(question);
  const Guid instance = guidFrom(given.text());
  const GivenComponent component(given);
  const bool succeeded = given.word() != 0;
  bridge::writeAnswer(
      answer.pack, backup::SetBackupSucceeded.call(requester.components(), instance, component.writer, component.type,
                                                   component.path, component.name, succeeded));
}

void answerDocument(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  windows::OwnedText document;
  const Failure failure = backup::SaveAsXML.call(requester.components(), document.out());
  bridge::writeAnswer(answer.pack, failure);
  if (!failure) answer.pack.text(document.get());
}

void answerComplete(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  const Failure failure = requester.await(backup::BackupComplete, answer);
  if (!failure) requester.oweAbort(false);
  bridge::writeAnswer(answer.pack, failure);
}

void answerAbort(Requester& requester, const bridge::Question&, bridge::Answer& answer) {
  requester.oweAbort(false);
  bridge::writeAnswer(answer.pack, backup::AbortBackup.call(requester.components()));
}

}  // namespace winstation::vss
