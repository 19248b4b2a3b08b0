#pragma once

#include "bridge/pack.h"
#include "windows/wtsapi32_types.h"

/** The rows of the lists as words of a pack. `lib/native/rows.ts` reads them. */
namespace winstation::terminal {

inline constexpr uint32_t kShortProcess = 4;
inline constexpr uint32_t kLongProcess = 14;

void writeRow(bridge::PackWriter& pack, const windows::WTS_SESSION_INFO_1W& row);
void writeRow(bridge::PackWriter& pack, const windows::WTS_SESSION_INFOW& row);

/** Writes processes. */
class ProcessRows {
 public:
  /** `kShortProcess` words. */
  void write(bridge::PackWriter& pack, const windows::WTS_PROCESS_INFOW& row);
  /** `kLongProcess` words. */
  void write(bridge::PackWriter& pack, const windows::WTS_PROCESS_INFO_EXW& row);

 private:
  void write(bridge::PackWriter& pack, uint32_t sessionId, uint32_t processId, const char16_t* name, Sid* sid);

  /** The text of a SID; kept so that its memory is. */
  Text sid_;
};

}  // namespace winstation::terminal
