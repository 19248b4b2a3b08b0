#pragma once

#include <cstdint>

namespace winstation::terminal {

/**
 * How long ago the last input was. Windows gives its tick in 32 bits, which come round every 49.7 days, so the age is
 * one of several when Windows has run for longer: it is known
 *
 * - while Windows has not run for so long,
 * - and from the second look on, when there was an input in between, or none since one that is known.
 *
 * Otherwise it is taken for the shortest that it may be up to a day, as somebody has hardly kept away for 49.7 days and
 * less than one more; and it is not known beyond.
 */
class InputAge {
 public:
  static constexpr uint64_t kRound = uint64_t{1} << 32;
  static constexpr uint64_t kMostTaken = 24 * 60 * 60 * 1000;
  /** An input may carry a tick of its sender, a little ahead of ours. */
  static constexpr uint32_t kAhead = 60'000;

  /** `now` and the answer in milliseconds, `now` since Windows has started. False when the age is not known. */
  bool look(uint64_t now, uint32_t tick, uint64_t* age);

 private:
  /** Of the last look. */
  uint64_t at_ = 0;
  uint32_t tick_ = 0;
  bool hasLooked_ = false;
  /** When its input was, where that is known. */
  uint64_t input_ = 0;
  bool isKnown_ = false;
};

}  // namespace winstation::terminal
