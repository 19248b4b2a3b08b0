#include "terminal/input_age.h"

namespace winstation::terminal {

bool InputAge::look(uint64_t now, uint32_t tick, uint64_t* age) {
  if (!hasLooked_ || tick != tick_) {
    const auto passed = static_cast<uint32_t>(static_cast<uint32_t>(now) - tick);
    const uint64_t shortest = passed > 0 - kAhead ? 0 : passed;
    const bool isSinceLastLook = hasLooked_ && now - at_ < kRound;
    isKnown_ = now < kRound || isSinceLastLook || shortest <= kMostTaken;
    input_ = now - shortest;
  }
  hasLooked_ = true;
  at_ = now;
  tick_ = tick;
  *age = now - input_;
  return isKnown_;
}

}  // namespace winstation::terminal
