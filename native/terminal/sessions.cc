#include "terminal/facts.h"
#include "terminal/questions.h"
#include "terminal/rows.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

/** The rows of either list. Facts come first, because a long list goes on in further packs. */
template <class Row>
void writeRows(const bridge::Failures& failures, const char* via, const Row* rows, uint32_t count,
               bridge::Answer& answer) {
  answer.stamp();
  failures.write(answer.pack, via);
  answer.rows(count, bridge::kRowsPerPack, [rows](bridge::PackWriter& pack, uint32_t i) { writeRow(pack, rows[i]); });
}

}  // namespace

void listSessions(HANDLE server, Words fallbackOn, bridge::Answer& answer) {
  bridge::Failures failures;
  {
    uint32_t level = 1;
    uint32_t count = 0;
    const windows::WTS_SESSION_INFO_1W* rows = nullptr;
    Failure failure = wts::WTSEnumerateSessionsExW.call(server, &level, 0, &rows, &count);
    const wts::List owned(wts::kTypeSessionInfoLevel1, failure ? nullptr : rows, count);
    if (!failure && isMalformed(rows, count)) failure = {wts::WTSEnumerateSessionsExW.name(), kInvalidData};
    if (!failure) return writeRows(failures, wts::WTSEnumerateSessionsExW.name(), rows, count, answer);
    failures.add(failure);
    if (!isFallback(fallbackOn, failure, answer)) {
      return writeRows<windows::WTS_SESSION_INFOW>(failures, nullptr, nullptr, 0, answer);
    }
  }
  uint32_t count = 0;
  const windows::WTS_SESSION_INFOW* rows = nullptr;
  Failure failure = wts::WTSEnumerateSessionsW.call(server, 0, 1, &rows, &count);
  const wts::Memory owned(failure ? nullptr : rows);
  if (!failure && isMalformed(rows, count)) failure = {wts::WTSEnumerateSessionsW.name(), kInvalidData};
  if (failure) failures.add(failure);
  writeRows(failures, failure ? nullptr : wts::WTSEnumerateSessionsW.name(), rows, failure ? 0 : count, answer);
}

void answerSessions(Server& server, const bridge::Question&, bridge::Answer& answer) {
  listSessions(server.handle(), server.fallbackOn(), answer);
}

void failSessions(const bridge::Question&, const Failure& failure, bridge::Answer& answer) {
  bridge::Failures failures;
  failures.add(failure);
  writeRows<windows::WTS_SESSION_INFOW>(failures, nullptr, nullptr, 0, answer);
}

}  // namespace winstation::terminal
