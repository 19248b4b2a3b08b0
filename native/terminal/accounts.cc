#include "identity/sid.h"
#include "terminal/facts.h"
#include "terminal/questions.h"
#include "windows/advapi32.h"

namespace winstation::terminal {
namespace {

namespace advapi = windows::advapi32;

// Account names have at most 256 units, names of domains 255.
constexpr uint32_t kNameUnits = 512;

Failure lookUp(const char16_t* host, const char16_t* text, size_t length, bridge::PackWriter& pack) {
  alignas(identity::kSidAlignment) uint8_t sid[identity::kMostSidBytes];
  if (identity::sidFromText(text, length, sid) == 0) return {advapi::LookupAccountSidW.name(), kInvalidSid};
  char16_t name[kNameUnits];
  char16_t domain[kNameUnits];
  uint32_t nameUnits = kNameUnits;
  uint32_t domainUnits = kNameUnits;
  int32_t use = 0;
  name[0] = domain[0] = 0;
  const Failure failure = advapi::LookupAccountSidW.call(host, sid, name, &nameUnits, domain, &domainUnits, &use);
  if (failure) return failure;
  name[kNameUnits - 1] = domain[kNameUnits - 1] = 0;
  bridge::writeSuccess(pack);
  pack.text(name);
  pack.text(domain);
  pack.word(use);
  return {};
}

Failure sidOf(const char16_t* host, const char16_t* account, bridge::PackWriter& pack) {
  alignas(identity::kSidAlignment) uint8_t sid[identity::kMostSidBytes] = {};
  char16_t domain[kNameUnits];
  uint32_t sidBytes = sizeof(sid);
  uint32_t domainUnits = kNameUnits;
  int32_t use = 0;
  const Failure failure = advapi::LookupAccountNameW.call(host, account, sid, &sidBytes, domain, &domainUnits, &use);
  if (failure) return failure;
  Text text;
  if (!identity::sidToText(sid, &text)) return {advapi::LookupAccountNameW.name(), kInvalidData};
  bridge::writeSuccess(pack);
  pack.text(text.data(), text.size());
  return {};
}

/** The words are the codes after which no further text is looked up: the answers end there. */
template <class LookUp>
void lookUpEach(const bridge::Question& question, bridge::Answer& answer, LookUp lookUpOne) {
  answer.rowsWhile(static_cast<uint32_t>(question.textCount()), bridge::kRowsPerPack,
                   [&](bridge::PackWriter& pack, uint32_t i) {
                     const Failure failure = lookUpOne(i, pack);
                     if (failure) bridge::writeFailure(pack, failure);
                     return !failure || !isAmong(question.words, failure.code);
                   });
}

}  // namespace

void answerAccountsOf(Server& server, const bridge::Question& question, bridge::Answer& answer) {
  lookUpEach(question, answer, [&](uint32_t i, bridge::PackWriter& pack) {
    return lookUp(server.name(), question.text(i), question.textLength(i), pack);
  });
}

void answerSidsOf(Server& server, const bridge::Question& question, bridge::Answer& answer) {
  lookUpEach(question, answer,
             [&](uint32_t i, bridge::PackWriter& pack) { return sidOf(server.name(), question.text(i), pack); });
}

void failEach(const bridge::Question& question, const Failure& failure, bridge::Answer& answer) {
  answer.rows(static_cast<uint32_t>(question.textCount()), bridge::kRowsPerPack,
              [&](bridge::PackWriter& pack, uint32_t) { bridge::writeFailure(pack, failure); });
}

}  // namespace winstation::terminal
