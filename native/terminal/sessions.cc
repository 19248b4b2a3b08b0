#include "terminal/calls.h"
#include "terminal/facts.h"
#include "terminal/handlers.h"
#include "terminal/questions.h"
#include "terminal/rows.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

/** The rows of either list. Facts come first, because a long list goes on in further packs. */
template <class Row>
void writeRows(const bridge::Failures& failures, uint32_t via, const Row* rows, uint32_t count,
               bridge::Answer& answer) {
  answer.stamp();
  failures.write(answer.pack, via);
  answer.rows(count, bridge::kRowsPerPack, [rows](bridge::PackWriter& pack, uint32_t i) { writeRow(pack, rows[i]); });
}

bool listNewer(HANDLE server, bridge::Failures& failures, bridge::Answer& answer) {
  uint32_t level = 1;
  uint32_t count = 0;
  const windows::WTS_SESSION_INFO_1W* rows = nullptr;
  Failure failure = wts::WTSEnumerateSessionsExW.call(server, &level, 0, &rows, &count);
  const wts::List owned(wts::kTypeSessionInfoLevel1, failure ? nullptr : rows, count);
  if (!failure && isMalformed(rows, count)) failure = {wts::WTSEnumerateSessionsExW.name(), kInvalidData};
  if (!failure) {
    writeRows(failures, bridge::kViaNewer, rows, count, answer);
    return true;
  }
  failures.add(failure);
  return false;
}

void listOlder(HANDLE server, bridge::Failures& failures, bridge::Answer& answer) {
  uint32_t count = 0;
  const windows::WTS_SESSION_INFOW* rows = nullptr;
  Failure failure = wts::WTSEnumerateSessionsW.call(server, 0, 1, &rows, &count);
  const wts::Memory owned(failure ? nullptr : rows);
  if (!failure && isMalformed(rows, count)) failure = {wts::WTSEnumerateSessionsW.name(), kInvalidData};
  if (failure) failures.add(failure);
  writeRows(failures, failure ? bridge::kViaNone : bridge::kViaOlder, rows, failure ? 0 : count, answer);
}

void writeNone(const bridge::Failures& failures, bridge::Answer& answer) {
  writeRows<windows::WTS_SESSION_INFOW>(failures, bridge::kViaNone, nullptr, 0, answer);
}

constexpr const char* kLists[] = {"WTSEnumerateSessionsExW", "WTSEnumerateSessionsW"};

}  // namespace

constinit const bridge::Names kSessionLists = {"terminal.sessions", kLists};

void answerSessions(Server& server, const bridge::Question&, bridge::Answer& answer) {
  bridge::Failures failures;
  if (listNewer(server.handle(), failures, answer)) return;
  if (!isFallback(server.fallbackOn(), failures.last(), answer)) return writeNone(failures, answer);
  listOlder(server.handle(), failures, answer);
}

void failSessions(const bridge::Question&, const Failure& failure, bridge::Answer& answer) {
  bridge::Failures failures;
  failures.add(failure);
  writeNone(failures, answer);
}

void sessionsSync(bridge::PackWriter& pack) {
  bridge::Answer answer(pack);
  bridge::Failures failures;
  if (!listNewer(nullptr, failures, answer)) writeNone(failures, answer);
}

void olderSessionsSync(bridge::PackWriter& pack) {
  bridge::Answer answer(pack);
  bridge::Failures failures;
  listOlder(nullptr, failures, answer);
}

}  // namespace winstation::terminal
