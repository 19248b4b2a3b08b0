#include "iscsi/facts.h"
#include "iscsi/given.h"
#include "iscsi/ids.h"
#include "iscsi/questions.h"

namespace winstation::iscsi {
namespace {

namespace dsc = windows::iscsidsc;
using windows::IsdscStatus;

/** No IPsec. */
constexpr uint64_t kNoSecurity = 0;

void writeDone(bridge::Answer& answer, const Failure& failure, IsdscStatus status) {
  if (failure) return bridge::writeFailure(answer.pack, failure);
  writeSuccess(answer.pack, status);
}

/** JavaScript sends no other text than one that it has parsed. */
windows::ISCSI_UNIQUE_ID idFrom(const char16_t* text) {
  windows::ISCSI_UNIQUE_ID id = {};
  readId(text, &id);
  return id;
}

}  // namespace

void answerAddPortal(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  Given given(question);
  const char16_t* const adapter = given.textOrNull();
  const uint32_t adapterPort = given.word();
  GivenPortal portal(given, false);
  GivenOptions options(given);
  IsdscStatus status{};
  const Failure failure =
      dsc::AddIScsiSendTargetPortalW.call(status, adapter, adapterPort, options.get(), kNoSecurity, portal.get());
  writeDone(answer, failure, status);
}

void answerRefreshPortal(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  Given given(question);
  const char16_t* const adapter = given.textOrNull();
  const uint32_t adapterPort = given.word();
  GivenPortal portal(given, false);
  IsdscStatus status{};
  const Failure failure = dsc::RefreshIScsiSendTargetPortalW.call(status, adapter, adapterPort, portal.get());
  writeDone(answer, failure, status);
}

void answerRemovePortal(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  Given given(question);
  const char16_t* const adapter = given.textOrNull();
  const uint32_t adapterPort = given.word();
  GivenPortal portal(given, false);
  IsdscStatus status{};
  const Failure failure = dsc::RemoveIScsiSendTargetPortalW.call(status, adapter, adapterPort, portal.get());
  writeDone(answer, failure, status);
}

void answerLogin(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  Given given(question);
  const char16_t* const target = given.text();
  const auto informational = static_cast<uint8_t>(given.word());
  const char16_t* const adapter = given.textOrNull();
  const uint32_t adapterPort = given.word();
  GivenPortal portal(given, true);
  const auto persistent = static_cast<uint8_t>(given.word());
  GivenOptions options(given);
  // Not always written.
  windows::ISCSI_UNIQUE_ID session = {};
  windows::ISCSI_UNIQUE_ID connection = {};
  IsdscStatus status{};
  const Failure failure =
      dsc::LoginIScsiTargetW.call(status, target, informational, adapter, adapterPort, portal.get(), kNoSecurity,
                                  nullptr, options.get(), 0, nullptr, persistent, &session, &connection);
  writeDone(answer, failure, status);
  if (failure) return;
  writeId(answer.pack, session);
  writeId(answer.pack, connection);
}

void answerLogout(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  windows::ISCSI_UNIQUE_ID session = idFrom(question.text(0));
  IsdscStatus status{};
  const Failure failure = dsc::LogoutIScsiTarget.call(status, &session);
  writeDone(answer, failure, status);
}

void answerAddConnection(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  Given given(question);
  windows::ISCSI_UNIQUE_ID session = idFrom(given.text());
  const uint32_t adapterPort = given.word();
  GivenPortal portal(given, true);
  GivenOptions options(given);
  windows::ISCSI_UNIQUE_ID connection = {};
  IsdscStatus status{};
  const Failure failure = dsc::AddIScsiConnectionW.call(status, &session, nullptr, adapterPort, portal.get(),
                                                        kNoSecurity, options.get(), 0, nullptr, &connection);
  writeDone(answer, failure, status);
  if (!failure) writeId(answer.pack, connection);
}

void answerRemoveConnection(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  windows::ISCSI_UNIQUE_ID session = idFrom(question.text(0));
  windows::ISCSI_UNIQUE_ID connection = idFrom(question.text(1));
  IsdscStatus status{};
  const Failure failure = dsc::RemoveIScsiConnection.call(status, &session, &connection);
  writeDone(answer, failure, status);
}

void answerRemoveSaved(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  Given given(question);
  const char16_t* const adapter = given.textOrNull();
  const uint32_t adapterPort = given.word();
  const char16_t* const target = given.text();
  GivenPortal portal(given, false);
  IsdscStatus status{};
  const Failure failure = dsc::RemoveIScsiPersistentTargetW.call(status, adapter, adapterPort, target, portal.get());
  writeDone(answer, failure, status);
}

void answerSetSecret(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  Given given(question);
  uint32_t length = 0;
  const uint8_t* const secret = given.bytes(&length);
  IsdscStatus status{};
  const Failure failure = dsc::SetIScsiInitiatorCHAPSharedSecret.call(status, length, secret);
  writeDone(answer, failure, status);
}

}  // namespace winstation::iscsi
