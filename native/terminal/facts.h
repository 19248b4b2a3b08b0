#pragma once

#include "base/types.h"
#include "bridge/answer.h"

/** How the answers of raw calls stand in a pack. `lib/native/facts.ts` reads them. */
namespace winstation::terminal {

/** 0, the export's name, the code. */
inline void writeFailure(bridge::PackWriter& pack, const Failure& failure) {
  pack.word(uint32_t{0});
  pack.ascii(failure.syscall);
  pack.word(failure.code);
}

/** 1; the value follows. */
inline void writeSuccess(bridge::PackWriter& pack) { pack.word(uint32_t{1}); }

/** The answer of a call that has no value. */
inline void writeAnswer(bridge::PackWriter& pack, const Failure& failure) {
  if (failure) return writeFailure(pack, failure);
  writeSuccess(pack);
}

inline void writeAnswer(bridge::PackWriter& pack, const Failure& failure, uint32_t value) {
  if (failure) return writeFailure(pack, failure);
  writeSuccess(pack);
  pack.word(value);
}

/** The calls that failed before one answered, or before the list of calls ended. */
class Failures {
 public:
  void add(const Failure& failure) {
    if (count_ < kMost) failures_[count_++] = failure;
  }

  /** Which call answered, 0 for none; then the failures with their count. */
  void write(bridge::PackWriter& pack, uint32_t via) const {
    pack.word(via);
    pack.word(count_);
    for (uint32_t i = 0; i < count_; ++i) {
      pack.ascii(failures_[i].syscall);
      pack.word(failures_[i].code);
    }
  }

 private:
  static constexpr uint32_t kMost = 8;

  Failure failures_[kMost];
  uint32_t count_ = 0;
};

inline constexpr uint32_t kViaNone = 0;
inline constexpr uint32_t kViaEx = 1;
inline constexpr uint32_t kViaOlder = 2;

inline bool isAmong(const Array<uint32_t>& codes, uint32_t code) {
  for (const uint32_t each : codes) {
    if (each == code) return true;
  }
  return false;
}

/** Whether the older of two calls is due: after one of these codes, and while anybody waits. */
inline bool isFallback(const Array<uint32_t>& fallbackOn, const Failure& failure, const bridge::Answer& answer) {
  return isAmong(fallbackOn, failure.code) && answer.isWanted();
}

/** A list that claims rows and has no memory is malformed. */
inline bool isMalformed(const void* list, uint32_t count) { return list == nullptr && count > 0; }

}  // namespace winstation::terminal
