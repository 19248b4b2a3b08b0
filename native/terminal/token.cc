#include "terminal/token.h"

#include "identity/sid.h"
#include "terminal/questions.h"
#include "windows/wtsapi32.h"

namespace winstation::terminal {
namespace {

namespace advapi = windows::advapi32;
namespace kernel = windows::kernel32;
namespace wts = windows::wtsapi32;

/** A token has at most 1,024 groups, each with a SID of 68 bytes at most. */
constexpr uint32_t kBufferBytes = 128 * 1024;

enum class Whose : uint32_t { session = 0, process = 1 };

bool writeSid(Sid* sid, bridge::PackWriter& pack) {
  Text text;
  if (!identity::sidToText(sid, &text)) return false;
  pack.text(text.data(), text.size());
  return true;
}

bool writeSidIn(const uint8_t* buffer, uint32_t length, bridge::PackWriter& pack) {
  if (length < sizeof(advapi::SidAndAttributes)) return false;
  return writeSid(reinterpret_cast<const advapi::SidAndAttributes*>(buffer)->sid, pack);
}

bool writeGroups(const uint8_t* buffer, uint32_t length, bridge::PackWriter& pack) {
  const auto* const groups = reinterpret_cast<const advapi::TokenGroups*>(buffer);
  constexpr size_t kFirst = offsetof(advapi::TokenGroups, first);
  if (length < sizeof(uint32_t)) return false;
  const uint32_t count = groups->count;
  if (kFirst + uint64_t{count} * sizeof(groups->first[0]) > length && count != 0) return false;
  pack.word(count);
  for (uint32_t i = 0; i < count; ++i) {
    const advapi::SidAndAttributes& group = groups->first[i];
    if (!writeSid(group.sid, pack)) return false;
    pack.word(group.attributes);
  }
  return true;
}

bool writePrivileges(const uint8_t* buffer, uint32_t length, bridge::PackWriter& pack) {
  const auto* const privileges = reinterpret_cast<const advapi::TokenPrivileges*>(buffer);
  if (length < sizeof(uint32_t)) return false;
  const uint32_t count = privileges->count;
  if (sizeof(uint32_t) + uint64_t{count} * sizeof(advapi::LuidAndAttributes) > length) return false;
  pack.word(count);
  for (uint32_t i = 0; i < count; ++i) {
    const advapi::LuidAndAttributes& privilege = privileges->first[i];
    pack.word(privilege.luid.low);
    pack.word(privilege.luid.high);
    pack.word(privilege.attributes);
  }
  return true;
}

bool writeLuid(const advapi::Luid& luid, bridge::PackWriter& pack) {
  pack.word(luid.low);
  pack.word(luid.high);
  return true;
}

/** The value of a class, in the form in which it was described; false for a buffer that cannot be it. */
bool writeClass(uint32_t infoClass, const uint8_t* buffer, uint32_t length, bridge::PackWriter& pack) {
  switch (infoClass) {
    case advapi::kTokenUser:
    case advapi::kTokenIntegrityLevel:
      return writeSidIn(buffer, length, pack);
    case advapi::kTokenGroups:
      return writeGroups(buffer, length, pack);
    case advapi::kTokenPrivileges:
      return writePrivileges(buffer, length, pack);
    case advapi::kTokenStatistics:
      return length >= sizeof(advapi::TokenStatistics) &&
             writeLuid(reinterpret_cast<const advapi::TokenStatistics*>(buffer)->authenticationId, pack);
    case advapi::kTokenOrigin:
      return length >= sizeof(advapi::Luid) && writeLuid(*reinterpret_cast<const advapi::Luid*>(buffer), pack);
    case advapi::kTokenLinkedToken:
      // Only that there is one: the handle is closed.
      if (length < sizeof(HANDLE)) return false;
      kernel::Handle(*reinterpret_cast<const HANDLE*>(buffer));
      pack.word(uint32_t{1});
      return true;
    default:
      if (length < sizeof(uint32_t)) return false;
      pack.word(*reinterpret_cast<const uint32_t*>(buffer));
      return true;
  }
}

Failure openProcessToken(uint32_t processId, kernel::Handle* token) {
  HANDLE opened = nullptr;
  Failure failure = kernel::OpenProcess.call(opened, kernel::kQueryLimitedInformation, FALSE, processId);
  if (failure) return failure;
  const kernel::Handle process(opened);
  failure = advapi::OpenProcessToken.call(process.get(), TOKEN_QUERY, &opened);
  if (!failure) *token = kernel::Handle(opened);
  return failure;
}

}  // namespace

Failure queryUserToken(uint32_t sessionId, kernel::Handle* token) {
  HANDLE opened = nullptr;
  const Failure failure = wts::WTSQueryUserToken.call(sessionId, &opened);
  if (!failure) *token = kernel::Handle(opened);
  return failure;
}

Failure readNumber(HANDLE token, uint32_t infoClass, uint32_t* number) {
  uint32_t length = 0;
  return advapi::GetTokenInformation.call(token, infoClass, number, sizeof(*number), &length);
}

Failure writeTokenUser(HANDLE token, bridge::PackWriter& pack) {
  alignas(void*) uint8_t buffer[sizeof(advapi::SidAndAttributes) + identity::kMostSidBytes + sizeof(void*)];
  uint32_t length = 0;
  const Failure failure = advapi::GetTokenInformation.call(token, advapi::kTokenUser, buffer, sizeof(buffer), &length);
  if (failure) return failure;
  if (writeSidIn(buffer, length, pack)) return {};
  return {advapi::GetTokenInformation.name(), kInvalidData};
}

void askToken(HANDLE token, uint32_t infoClass, bridge::PackWriter& pack) {
  Array<uint8_t> buffer;
  uint8_t* const bytes = buffer.extend(kBufferBytes);
  uint32_t length = 0;
  Failure failure = advapi::GetTokenInformation.call(token, infoClass, bytes, kBufferBytes, &length);
  if (!failure) {
    const size_t success = pack.later();
    pack.set(success, 1);
    if (writeClass(infoClass, bytes, length, pack)) return;
    pack.takeBack(success);
    failure = {advapi::GetTokenInformation.name(), kInvalidData};
  }
  bridge::writeFailure(pack, failure);
}

bool hasTokenWords(const bridge::Question& question) { return question.words.size() >= 2; }

void answerToken(Server&, const bridge::Question& question, bridge::Answer& answer) {
  constexpr uint32_t kFirstClass = 2;
  const Words words = question.words;
  kernel::Handle token;
  const Failure failure = static_cast<Whose>(words[0]) == Whose::session ? queryUserToken(words[1], &token)
                                                                         : openProcessToken(words[1], &token);
  if (failure) return failToken(question, failure, answer);
  bridge::writeSuccess(answer.pack);
  const size_t counted = answer.pack.later();
  uint32_t count = 0;
  for (size_t i = kFirstClass; i < words.size() && answer.isWanted(); ++i, ++count) {
    answer.pack.word(words[i]);
    askToken(token.get(), words[i], answer.pack);
  }
  answer.pack.set(counted, count);
}

void failToken(const bridge::Question&, const Failure& failure, bridge::Answer& answer) {
  bridge::writeFailure(answer.pack, failure);
  answer.pack.word(uint32_t{0});
}

}  // namespace winstation::terminal
