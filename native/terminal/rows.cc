#include "terminal/rows.h"

#include "terminal/sid.h"

namespace winstation::terminal {

void writeRow(bridge::PackWriter& pack, const windows::WTS_SESSION_INFO_1W& row) {
  bridge::TextTable& texts = pack.texts();
  uint32_t* const words = pack.words(7);
  words[0] = row.sessionId;
  words[1] = static_cast<uint32_t>(row.state);
  words[2] = texts.index(row.sessionName);
  words[3] = texts.index(row.userName);
  words[4] = texts.index(row.domainName);
  words[5] = texts.index(row.hostName);
  words[6] = texts.index(row.farmName);
}

void writeRow(bridge::PackWriter& pack, const windows::WTS_SESSION_INFOW& row) {
  uint32_t* const words = pack.words(7);
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
                        windows::Sid* sid) {
  pack.word(sessionId);
  pack.word(processId);
  pack.text(name);
  sid_.clear();
  if (sidToText(sid, &sid_)) {
    pack.text(sid_.data(), sid_.size());
  } else {
    pack.word(uint32_t{0});
  }
}

}  // namespace winstation::terminal
