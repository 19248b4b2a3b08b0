#pragma once

#include "base/types.h"
#include "bridge/pack.h"

/** How the answers of raw calls stand in a pack. `lib/native/bridge/facts.ts` reads them. */
namespace winstation::bridge {

/** 0, the export's name, the code. */
inline void writeFailure(PackWriter& pack, const Failure& failure) {
  pack.word(uint32_t{0});
  pack.ascii(failure.syscall);
  pack.word(failure.code);
}

/** 1; the value follows. */
inline void writeSuccess(PackWriter& pack) { pack.word(uint32_t{1}); }

/** The answer of a call that has no value. */
inline void writeAnswer(PackWriter& pack, const Failure& failure) {
  if (failure) return writeFailure(pack, failure);
  writeSuccess(pack);
}

inline void writeAnswer(PackWriter& pack, const Failure& failure, uint32_t value) {
  if (failure) return writeFailure(pack, failure);
  writeSuccess(pack);
  pack.word(value);
}

/** Which of a list and its older call answered: the number of its name less 1. A name would have to be read each time.
 */
inline constexpr uint32_t kViaNone = 0;
inline constexpr uint32_t kViaNewer = 1;
inline constexpr uint32_t kViaOlder = 2;

/** The calls that failed before one answered, or before the list of calls ended. */
class Failures {
 public:
  void add(const Failure& failure) {
    if (count_ < kMost) failures_[count_++] = failure;
  }

  const Failure& last() const { return failures_[count_ - 1]; }

  /** Which call answered, by its number; then the failures with their count. */
  void write(PackWriter& pack, uint32_t via) const {
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

}  // namespace winstation::bridge
