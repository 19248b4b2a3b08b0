#include "bridge/facts.h"
#include "identity/sid.h"
#include "logon/questions.h"
#include "windows/secur32.h"

namespace winstation::logon {
namespace {

namespace advapi = windows::advapi32;
namespace lsa = windows::secur32;

constexpr uint32_t kNoCode = 317;  // ERROR_MR_MID_NOT_FOUND

/** What an older structure has, and what this one reads of the tail. */
constexpr size_t kBaseBytes = offsetof(lsa::LogonData, upn) + sizeof(lsa::LsaString);
constexpr size_t kTailBytes = offsetof(lsa::LogonData, passwordLastSet) + sizeof(Ticks);

/** A status becomes a code of Win32, where there is one. What has failed otherwise has such a code already. */
Failure inWin32(const Failure& failure) {
  const auto status = static_cast<NtStatus>(failure.code);
  if (static_cast<int32_t>(status) >= 0) return failure;
  const auto convert = advapi::LsaNtStatusToWinError.find();
  const uint32_t code = convert == nullptr ? kNoCode : convert(status);
  return code == kNoCode || code == 0 ? failure : Failure{failure.syscall, code};
}

void writeText(bridge::PackWriter& pack, const lsa::LsaString& text) {
  if (text.buffer == nullptr) return pack.text(nullptr);
  pack.text(text.buffer, text.length / sizeof(char16_t));
}

/** Whether it was one, or NULL. */
bool writeSid(bridge::PackWriter& pack, Sid* sid) {
  if (sid == nullptr) {
    pack.text(nullptr);
    return true;
  }
  Text text;
  if (!identity::sidToText(sid, &text)) return false;
  pack.text(text.data(), text.size());
  return true;
}

/** False for a structure that cannot be it. Without one there is nothing to write but that. */
bool writeData(bridge::PackWriter& pack, const lsa::LogonData* data) {
  constexpr lsa::LogonData kNone = {};
  if (data != nullptr && data->size < kBaseBytes) return false;
  const lsa::LogonData& from = data == nullptr ? kNone : *data;
  const bool hasTail = data != nullptr && data->size >= kTailBytes;
  pack.word(data == nullptr ? uint32_t{0} : uint32_t{1});
  writeText(pack, from.user);
  writeText(pack, from.domain);
  writeText(pack, from.package);
  pack.word(from.type);
  pack.word(from.session);
  if (!writeSid(pack, from.sid)) return false;
  pack.ticks(from.logonTime);
  writeText(pack, from.server);
  writeText(pack, from.dnsDomain);
  writeText(pack, from.upn);
  pack.word(hasTail ? uint32_t{1} : uint32_t{0});
  pack.word(hasTail ? from.flags : 0);
  pack.ticks(hasTail ? from.last.succeeded : 0);
  pack.ticks(hasTail ? from.last.failed : 0);
  pack.word(hasTail ? from.last.failures : 0);
  pack.ticks(hasTail ? from.passwordLastSet : 0);
  return true;
}

}  // namespace

void answerLogons(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  uint32_t count = 0;
  lsa::Luid* list = nullptr;
  const Failure failure = lsa::LsaEnumerateLogonSessions.call(&count, &list);
  if (failure) return bridge::writeFailure(answer.pack, inWin32(failure));
  const lsa::Memory owned(list);
  bridge::writeSuccess(answer.pack);
  // A count without a list is taken for none.
  answer.rows(list == nullptr ? 0 : count, bridge::kRowsPerPack, [list](bridge::PackWriter& pack, uint32_t i) {
    pack.word(list[i].low);
    pack.word(list[i].high);
  });
}

void answerLogon(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  lsa::Luid id = {question.words[0], static_cast<int32_t>(question.words[1])};
  lsa::LogonData* data = nullptr;
  const Failure failure = lsa::LsaGetLogonSessionData.call(&id, &data);
  if (failure) return bridge::writeFailure(answer.pack, inWin32(failure));
  const lsa::Memory owned(data);
  const size_t success = answer.pack.later();
  answer.pack.set(success, 1);
  if (writeData(answer.pack, data)) return;
  answer.pack.takeBack(success);
  bridge::writeFailure(answer.pack, {lsa::LsaGetLogonSessionData.name(), kInvalidData});
}

}  // namespace winstation::logon
