// Both lists of sessions.

#include "packs.h"
#include "terminal/rows.h"

namespace {

using fuzz::Input;
using fuzz::Memory;
using fuzz::PackReader;
using winstation::bridge::PackWriter;
using winstation::windows::WTS_SESSION_INFO_1W;
using winstation::windows::WTS_SESSION_INFOW;

constexpr size_t kMostRows = 64;

void readRow(PackReader& reader, const WTS_SESSION_INFO_1W& row) {
  fuzz::that(reader.word() == row.sessionId);
  fuzz::that(static_cast<int32_t>(reader.word()) == row.state);
  for (const char16_t* text : {row.sessionName, row.userName, row.domainName, row.hostName, row.farmName}) {
    reader.sameText(text);
  }
}

void readOlderRow(PackReader& reader, const WTS_SESSION_INFOW& row) {
  readRow(reader, {0, row.state, row.sessionId, row.sessionName, nullptr, nullptr, nullptr, nullptr});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t length) {
  Input input(bytes, length);
  Memory memory;
  const fuzz::Packing packing = fuzz::packing(input);
  std::vector<WTS_SESSION_INFO_1W> rows;
  std::vector<WTS_SESSION_INFOW> older;
  while (input.left() > 0 && rows.size() < kMostRows) {
    const auto state = static_cast<int32_t>(input.number<uint16_t>()) - 100;
    const auto id = input.number<uint32_t>();
    const char16_t* texts[5];
    for (const char16_t*& text : texts) text = memory.text(input);
    rows.push_back({0, state, id, texts[0], texts[1], texts[2], texts[3], texts[4]});
    older.push_back({id, texts[0], state});
  }
  using winstation::terminal::writeRow;
  fuzz::roundTrip(
      rows, packing, [](PackWriter& pack, const auto& row) { writeRow(pack, row); }, readRow);
  fuzz::roundTrip(
      older, packing, [](PackWriter& pack, const auto& row) { writeRow(pack, row); }, readOlderRow);
  return 0;
}
