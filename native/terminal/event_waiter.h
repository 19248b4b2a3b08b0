#pragma once

#include <iterator>

#include "bridge/resident.h"
#include "terminal/server.h"

namespace winstation::terminal {

/**
 * Waits for what a server tells. A wait lasts until something happens there, so it has a thread and a server handle of
 * its own; and what ends it before, WTS_EVENT_FLUSH on the same handle, is a call that may hang too, so it has another
 * thread. The handle is closed by whichever of the two leaves last.
 *
 * The only question is a wait with its mask.
 */
class EventWaiter final : public bridge::Resident {
 public:
  EventWaiter(bridge::Doorbell* doorbell, uint32_t residentId, Host&& host)
      : Resident(doorbell, residentId), host_(std::move(host)), server_(host_) {}

  bool isComplete(const bridge::Question& question) const override {
    return question.kind < std::size(kQuestions) && question.words.size() == 1;
  }
  static constexpr const char* kQuestions[] = {"WTSWaitSystemEvent"};

  /** False when a wait is under way. */
  bool ask(Owned<bridge::Question> question) override;
  void flush() override;
  void close() override;

 private:
  friend void winstation::dispose<EventWaiter>(EventWaiter*);
  ~EventWaiter() { winstation::dispose(question_); }
  void destroy() override { winstation::dispose(this); }

  static DWORD WINAPI waiterMain(void* waiter);
  static DWORD WINAPI flusherMain(void* waiter);
  void serve();
  void flushUntilBack();
  Owned<bridge::Question> next();
  bool enter(HANDLE handle);
  void back();
  void leave();
  bool start(DWORD(WINAPI* main)(void*));
  void startFlusher();
  /** Whether the wait inside Windows is one that is to return. */
  bool isOverdue() const { return isInside_ && flushed_ == waits_; }

  const Host host_;
  /** Opened by the waiting thread. */
  Server server_;

  // Under the doorbell's lock.
  CONDITION_VARIABLE changed_ = CONDITION_VARIABLE_INIT;
  bridge::Question* question_ = nullptr;
  /** The one that the thread has taken. */
  bridge::Question* taken_ = nullptr;
  /** The waits so far; and the one that is to return. */
  uint32_t waits_ = 0;
  uint32_t flushed_ = 0;
  HANDLE handle_ = nullptr;
  /** How many of the two threads are there. */
  uint32_t threads_ = 0;
  bool isRunning_ = false;
  bool isInside_ = false;
  bool isFlushing_ = false;
  bool isClosed_ = false;
  bool isLeft_ = false;
};

}  // namespace winstation::terminal
