#include "terminal/rows.h"

#include "identity/sid.h"

namespace winstation::terminal {
namespace {

constexpr size_t kSessionWords = 7;

}  // namespace

void writeRow(bridge::PackWriter& pack, const windows::WTS_SESSION_INFO_1W& row) {
  bridge::TextTable& texts = pack.texts();
  // Sessions of one host mostly share these: looked up, they took a sixth of the time of a long list.
  const uint32_t* const before = pack.rowBefore(kSessionWords);
  const uint32_t domain = before == nullptr ? 0 : before[4];
  const uint32_t host = before == nullptr ? 0 : before[5];
  const uint32_t farm = before == nullptr ? 0 : before[6];
  uint32_t* const words = pack.words(kSessionWords);
  words[0] = row.sessionId;
  words[1] = static_cast<uint32_t>(row.state);
  words[2] = texts.index(row.sessionName);
  words[3] = texts.index(row.userName);
  words[4] = texts.indexLikely(row.domainName, domain);
  words[5] = texts.indexLikely(row.hostName, host);
  words[6] = texts.indexLikely(row.farmName, farm);
}

void writeRow(bridge::PackWriter& pack, const windows::WTS_SESSION_INFOW& row) {
  uint32_t* const words = pack.words(kSessionWords);
  words[0] = row.sessionId;
  words[1] = static_cast<uint32_t>(row.state);
  words[2] = pack.texts().index(row.sessionName);
  words[3] = words[4] = words[5] = words[6] = 0;
}

void ProcessRows::write(bridge::PackWriter& pack, const windows::WTS_PROCESS_INFOW& row) {
  write(pack, row.sessionId, row.processId, row.name, row.sid);
}

void ProcessRows::write(bridge::PackWriter& pack, const windows::WTS_PROCESS_INFO_EXW& row) {
  write(pack, row.sessionId, row.processId, row.name, row.sid);
  pack.word(row.threads);
  pack.word(row.handles);
  pack.word(row.pagefileUsage);
  pack.word(row.peakPagefileUsage);
  pack.word(row.workingSetSize);
  pack.word(row.peakWorkingSetSize);
  pack.ticks(row.userTime);
  pack.ticks(row.kernelTime);
}

void ProcessRows::write(bridge::PackWriter& pack, uint32_t sessionId, uint32_t processId, const char16_t* name,
                        Sid* sid) {
  pack.word(sessionId);
  pack.word(processId);
  pack.text(name);
  sid_.clear();
  if (identity::sidToText(sid, &sid_)) {
    pack.text(sid_.data(), sid_.size());
  } else {
    pack.word(uint32_t{0});
  }
}

}  // namespace winstation::terminal
