// Both levels of the list of processes, with SIDs that may be none.

#include "packs.h"
#include "terminal/rows.h"
#include "identity/sid.h"

namespace {

using fuzz::Input;
using fuzz::Memory;
using fuzz::PackReader;
using winstation::bridge::PackWriter;
using winstation::terminal::ProcessRows;
using winstation::windows::WTS_PROCESS_INFO_EXW;
using winstation::windows::WTS_PROCESS_INFOW;

constexpr size_t kMostRows = 64;

/** Exactly as long as its own head says; where that is nonsense, nothing behind the head may be read. */
const uint8_t* makeSid(Input& input, Memory& memory) {
  const auto form = input.number<uint8_t>();
  if (form == 0) return nullptr;
  uint8_t sid[winstation::identity::kMostSidBytes] = {1};
  if (form > 240) input.take(sid, 1);
  input.take(sid + 1, 1);
  if (form < 200) sid[1] %= 16;
  const size_t length = winstation::identity::sidLength(sid);
  if (length > 2) input.take(sid + 2, length - 2);
  return memory.copy(sid, length == 0 ? 2 : length);
}

void readShort(PackReader& reader, const WTS_PROCESS_INFOW& row) {
  fuzz::that(reader.word() == row.sessionId);
  fuzz::that(reader.word() == row.processId);
  reader.sameText(row.name);
  std::u16string sid;
  const bool isSid = reader.text(&sid);
  fuzz::that(isSid == (winstation::identity::sidLength(row.sid) != 0));
  if (isSid) fuzz::that(sid.starts_with(u"S-1-"));
}

void readLong(PackReader& reader, const WTS_PROCESS_INFO_EXW& row) {
  readShort(reader, {row.sessionId, row.processId, row.name, row.sid});
  fuzz::that(reader.word() == row.threads && reader.word() == row.handles);
  fuzz::that(reader.word() == row.pagefileUsage && reader.word() == row.peakPagefileUsage);
  fuzz::that(reader.word() == row.workingSetSize && reader.word() == row.peakWorkingSetSize);
  fuzz::that(reader.ticks() == row.userTime && reader.ticks() == row.kernelTime);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t length) {
  Input input(bytes, length);
  Memory memory;
  const fuzz::Packing packing = fuzz::packing(input);
  std::vector<WTS_PROCESS_INFO_EXW> rows;
  std::vector<WTS_PROCESS_INFOW> shorter;
  while (input.left() > 0 && rows.size() < kMostRows) {
    WTS_PROCESS_INFO_EXW row = {};
    row.sessionId = input.number<uint16_t>();
    row.processId = input.number<uint32_t>();
    row.name = memory.text(input);
    row.sid = makeSid(input, memory);
    row.threads = input.number<uint8_t>();
    row.handles = input.number<uint16_t>();
    row.pagefileUsage = row.peakPagefileUsage = input.number<uint32_t>();
    row.workingSetSize = ~row.pagefileUsage;
    row.peakWorkingSetSize = row.threads * row.handles;
    row.userTime = input.number<int64_t>();
    row.kernelTime = -(row.userTime / 2);
    rows.push_back(row);
    shorter.push_back({row.sessionId, row.processId, row.name, row.sid});
  }
  static ProcessRows writer;
  fuzz::roundTrip(
      rows, packing, [](PackWriter& pack, const auto& row) { writer.write(pack, row); }, readLong);
  fuzz::roundTrip(
      shorter, packing, [](PackWriter& pack, const auto& row) { writer.write(pack, row); }, readShort);
  return 0;
}
