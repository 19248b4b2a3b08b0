#pragma once

#include "bridge/doorbell.h"
#include "bridge/question.h"

namespace winstation::bridge {

/**
 * What lives in an environment beside its loop, on native threads of its own: a thread of a lane, a window, a waiter.
 * JavaScript knows it by its id. It answers questions, and may have news that nobody asked for.
 *
 * The environment and its threads hold references; it is gone when the last of them has left.
 */
class Resident {
 public:
  Resident(Doorbell* doorbell, uint32_t residentId) : id(residentId), doorbell_(doorbell) { doorbell_->retain(); }

  const uint32_t id;

  void retain() { references_.fetch_add(1, std::memory_order_relaxed); }
  void release() {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy();
  }

  // For the loop. None of these waits for anything but the lock.

  /** Whether the words and texts are what this question reads. */
  virtual bool isComplete(const Question& question) const = 0;
  /** False when it takes no question now. */
  virtual bool ask(Owned<Question> question) = 0;
  /** Nobody waits for the question under way any more: no further raw call is made for it. */
  virtual void stop() {}
  /** The same, and it is to leave. False when too many have been written off. */
  virtual bool writeOff() {
    close();
    return true;
  }
  /** Makes the wait under way return, where it has one that lasts. */
  virtual void flush() {}
  virtual void close() = 0;
  /** The environment ends: whatever its threads do, nobody waits for them. */
  virtual void abandon() { close(); }
  /** Writes the oldest of its news as a pack; false when there are none. */
  virtual bool writeNews(PackWriter&) { return false; }

 protected:
  ~Resident() { doorbell_->release(); }
  virtual void destroy() = 0;

  // For its threads.

  void handIn(const Question& question, Answer& answer) {
    doorbell_->handIn(Owned<Finished>(make<Finished>(nullptr, question.ticket, answer.stampedAt(), answer.finish())));
  }
  /** The question has ended, and nobody waited for its answer. */
  void handInNothing(uint32_t ticket) {
    doorbell_->handIn(Owned<Finished>(make<Finished>(nullptr, ticket, 0, Packs())));
  }

  std::atomic<int32_t> references_{1};
  Doorbell* const doorbell_;
};

}  // namespace winstation::bridge
