#include "terminal/backlog.h"

namespace winstation::terminal {

bool Backlog::isLossBefore(uint32_t taken, uint32_t posted) {
  if (taken_.size() == 0) taken_.extend(limit_);
  taken_[at_] = taken;
  at_ = at_ + 1 == limit_ ? 0 : at_ + 1;
  if (count_ < limit_) ++count_;
  isFull_ = hasHeld(limit_, posted);
  return !hasHeld((limit_ + 1) / 2, posted) && takeUntold();
}

bool Backlog::hasHeld(uint32_t messages, uint32_t posted) const {
  if (count_ < messages) return false;
  const uint32_t first = at_ >= messages ? at_ - messages : at_ + limit_ - messages;
  return static_cast<int32_t>(taken_[first] - posted) >= 0;
}

bool Backlog::isLossAfter() {
  if (!isFull_) return false;
  if (isTold_) {
    isUntold_ = true;
    return false;
  }
  isTold_ = true;
  return true;
}

bool Backlog::isLossAtEnd() {
  count_ = 0;
  return takeUntold();
}

bool Backlog::takeUntold() {
  const bool isUntold = isUntold_;
  isTold_ = isUntold_ = false;
  return isUntold;
}

}  // namespace winstation::terminal
