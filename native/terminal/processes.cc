#include "terminal/facts.h"
#include "terminal/handlers.h"
#include "terminal/questions.h"
#include "terminal/rows.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

template <class Row>
void writeRows(const bridge::Failures& failures, uint32_t via, uint32_t width, const Row* rows, uint32_t count,
               bridge::Answer& answer) {
  failures.write(answer.pack, via);
  answer.pack.word(width);
  ProcessRows writer;
  answer.rows(count, bridge::kRowsPerPack,
              [&writer, rows](bridge::PackWriter& pack, uint32_t i) { writer.write(pack, rows[i]); });
}

/** One level of the Ex call; true when it has answered. */
bool listAt(HANDLE server, uint32_t level, uint32_t sessionId, bridge::Failures* failures, Failure* failure,
            bridge::Answer& answer) {
  uint32_t got = level;
  uint32_t count = 0;
  const void* rows = nullptr;
  *failure = wts::WTSEnumerateProcessesExW.call(server, &got, sessionId, &rows, &count);
  const wts::List owned(wts::kTypeProcessInfoLevel0 + level, *failure ? nullptr : rows, count);
  if (!*failure && isMalformed(rows, count)) *failure = {wts::WTSEnumerateProcessesExW.name(), kInvalidData};
  if (*failure) {
    failures->add(*failure);
    return false;
  }
  if (level == 1) {
    writeRows(*failures, bridge::kViaNewer, kLongProcess, static_cast<const windows::WTS_PROCESS_INFO_EXW*>(rows),
              count, answer);
  } else {
    writeRows(*failures, bridge::kViaNewer, kShortProcess, static_cast<const windows::WTS_PROCESS_INFOW*>(rows), count,
              answer);
  }
  return true;
}

constexpr const char* kLists[] = {"WTSEnumerateProcessesExW", "WTSEnumerateProcessesW"};

}  // namespace

constinit const bridge::Names kProcessLists = {"terminal.processes", kLists};

void answerProcesses(Server& server, const bridge::Question& question, bridge::Answer& answer) {
  bridge::Failures failures;
  for (size_t i = 1; i < question.words.size(); ++i) {
    Failure failure;
    if (listAt(server.handle(), question.words[i], question.words[0], &failures, &failure, answer)) return;
    if (isFallback(server.fallbackOn(), failure, answer)) continue;
    return writeRows<windows::WTS_PROCESS_INFOW>(failures, bridge::kViaNone, kShortProcess, nullptr, 0, answer);
  }
  uint32_t count = 0;
  const windows::WTS_PROCESS_INFOW* rows = nullptr;
  Failure failure = wts::WTSEnumerateProcessesW.call(server.handle(), 0, 1, &rows, &count);
  const wts::Memory owned(failure ? nullptr : rows);
  if (!failure && isMalformed(rows, count)) failure = {wts::WTSEnumerateProcessesW.name(), kInvalidData};
  if (failure) failures.add(failure);
  writeRows(failures, failure ? bridge::kViaNone : bridge::kViaOlder, kShortProcess, rows, failure ? 0 : count, answer);
}

void failProcesses(const bridge::Question&, const Failure& failure, bridge::Answer& answer) {
  bridge::Failures failures;
  failures.add(failure);
  writeRows<windows::WTS_PROCESS_INFOW>(failures, bridge::kViaNone, kShortProcess, nullptr, 0, answer);
}

}  // namespace winstation::terminal
