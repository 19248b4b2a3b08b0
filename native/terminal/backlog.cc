#include "terminal/backlog.h"

namespace winstation::terminal {

bool Backlog::isLossBefore(uint32_t taken, uint32_t posted) {
  if (taken_.size() == 0) taken_.extend(limit_);
  taken_[at_] = taken;
  at_ = at_ + 1 == limit_ ? 0 : at_ + 1;
  if (count_ < limit_) ++count_;
  // With `limit` of them in the ring, the oldest one is the next to be written over.
  isFull_ = count_ == limit_ && static_cast<int32_t>(taken_[at_] - posted) >= 0;
  return !isFull_ && takeUntold();
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
