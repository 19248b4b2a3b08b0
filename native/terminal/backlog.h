#pragma once

#include <cstdint>

#include "base/array.h"

namespace winstation::terminal {

/**
 * Whether Windows' own queue may have been full. It holds so many posted messages for a thread and no more; what is
 * posted then is lost, and only the poster hears of it.
 *
 * A full queue shows afterwards: when a message is taken, all those behind it have been posted already. So the queue
 * was full only if, for some message, the one that is taken `limit - 1` later was posted before that message was taken.
 * Messages carry the tick at which they were posted. Ticks are coarse, so this may suspect a loss where there was none,
 * but never the other way.
 *
 * A queue that is full once is likely full again with the next message, so a loss may lie behind any of them. It is
 * told after the first, so that nobody waits for it, and once more when the queue has been emptied to the half, so that
 * whoever looks anew then sees all: two for a flood, not one for each message.
 */
class Backlog {
 public:
  explicit Backlog(uint32_t limit) : limit_(limit) {}

  /** For each message: taken now, posted then, as ticks of a clock of 32 bits that wraps. Whether a loss is to be told
   * before it. */
  bool isLossBefore(uint32_t taken, uint32_t posted);
  /** And whether one is to be told after it. */
  bool isLossAfter();
  /** The queue is empty: whether one is to be told now. */
  bool isLossAtEnd();

 private:
  bool takeUntold();
  /** Whether so many lay in the queue when the first of them was taken; the last one was posted then. */
  bool hasHeld(uint32_t messages, uint32_t posted) const;

  const uint32_t limit_;
  /** When each of the last messages was taken, in a ring. */
  Array<uint32_t> taken_;
  uint32_t at_ = 0;
  uint32_t count_ = 0;
  bool isFull_ = false;
  bool isTold_ = false;
  bool isUntold_ = false;
};

}  // namespace winstation::terminal
