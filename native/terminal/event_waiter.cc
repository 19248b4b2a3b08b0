#include "terminal/event_waiter.h"

#include "base/process.h"
#include "terminal/counters.h"
#include "terminal/facts.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

/**
 * How many closed waiters may have threads that Windows still holds, before new ones are refused. Those that are open
 * do not count, so that as many hosts can be watched as there are.
 */
constexpr int32_t kMostLeft = 64;

// A flush that comes just before the wait has reached the server ends nothing. So it is repeated until the wait is
// back, less and less often, and then no more: some servers do not heed it at all.
constexpr uint32_t kFirstPatience = 250;
constexpr uint32_t kMostFlushes = 8;

}  // namespace

bool EventWaiter::ask(Owned<bridge::Question> question) {
  Failure failure;
  {
    const Held held(doorbell_->lock);
    if (isClosed_ || taken_ != nullptr || question_ != nullptr) return false;
    if (!isRunning_) {
      if (counters.leftWaiters.value() >= kMostLeft) {
        failure = {"CreateThread", kBusy};
      } else {
        isRunning_ = start(waiterMain);
        if (!isRunning_) failure = {"CreateThread", static_cast<uint32_t>(::GetLastError())};
      }
    }
    if (!failure) {
      ++waits_;
      question_ = question.take();
      ::WakeAllConditionVariable(&changed_);
      return true;
    }
  }
  bridge::PackWriter writer;
  bridge::Answer answer(writer, *question);
  bridge::writeFailure(answer.pack, failure);
  handIn(*question, answer);
  return true;
}

void EventWaiter::flush() {
  const Held held(doorbell_->lock);
  if (taken_ == nullptr && question_ == nullptr) return;
  flushed_ = waits_;
  startFlusher();
}

void EventWaiter::close() {
  Owned<bridge::Question> dropped;
  const Held held(doorbell_->lock);
  if (isClosed_) return;
  isClosed_ = true;
  dropped = Owned<bridge::Question>(std::exchange(question_, nullptr));
  if (taken_ != nullptr) taken_->isStopped.store(true, std::memory_order_relaxed);
  flushed_ = waits_;
  startFlusher();
  if (threads_ > 0) {
    isLeft_ = true;
    counters.leftWaiters.up();
  }
  ::WakeAllConditionVariable(&changed_);
}

bool EventWaiter::start(DWORD(WINAPI* main)(void*)) {
  retain();
  ++threads_;
  if (startThread(kStackBytes, main, this)) return true;
  --threads_;
  // The caller holds a reference of its own, so this is not the last one.
  references_.fetch_sub(1, std::memory_order_acq_rel);
  return false;
}

void EventWaiter::startFlusher() {
  // Without a thread for it the wait goes on until the server ends it.
  if (isInside_ && !isFlushing_) isFlushing_ = start(flusherMain);
}

DWORD WINAPI EventWaiter::waiterMain(void* self) {
  auto* const waiter = static_cast<EventWaiter*>(self);
  waiter->serve();
  waiter->leave();
  waiter->release();
  leaveThread();
}

DWORD WINAPI EventWaiter::flusherMain(void* self) {
  auto* const waiter = static_cast<EventWaiter*>(self);
  waiter->flushUntilBack();
  waiter->leave();
  waiter->release();
  leaveThread();
}

void EventWaiter::serve() {
  bridge::PackWriter writer;
  while (Owned<bridge::Question> question = next()) {
    bridge::Answer answer(writer, *question);
    uint32_t flags = 0;
    Failure failure = server_.open(answer);
    const HANDLE handle = server_.handle();
    if (!failure && enter(handle)) failure = wts::WTSWaitSystemEvent.call(handle, question->words[0], &flags);
    back();
    bridge::writeAnswer(answer.pack, failure, flags);
    handIn(*question, answer);
  }
}

Owned<bridge::Question> EventWaiter::next() {
  Held held(doorbell_->lock);
  while (question_ == nullptr && !isClosed_) held.wait(changed_, INFINITE);
  taken_ = std::exchange(question_, nullptr);
  return Owned<bridge::Question>(taken_);
}

bool EventWaiter::enter(HANDLE handle) {
  const Held held(doorbell_->lock);
  handle_ = handle;
  // Flushed before it began: it returns at once, as if it had been inside.
  isInside_ = !isClosed_ && flushed_ != waits_;
  return isInside_;
}

void EventWaiter::back() {
  const Held held(doorbell_->lock);
  taken_ = nullptr;
  isInside_ = false;
  ::WakeAllConditionVariable(&changed_);
}

void EventWaiter::flushUntilBack() {
  HANDLE handle;
  {
    const Held held(doorbell_->lock);
    handle = handle_;
  }
  uint32_t patience = kFirstPatience;
  for (uint32_t flushes = 1;; ++flushes) {
    uint32_t ignored = 0;
    wts::WTSWaitSystemEvent.call(handle, wts::kEventFlush, &ignored);
    Held held(doorbell_->lock);
    const uint64_t until = ::GetTickCount64() + patience;
    for (uint64_t time = ::GetTickCount64(); isOverdue() && time < until; time = ::GetTickCount64()) {
      held.wait(changed_, static_cast<uint32_t>(until - time));
    }
    if (!isOverdue() || flushes == kMostFlushes) {
      isFlushing_ = false;
      return;
    }
    patience *= 2;
  }
}

void EventWaiter::leave() {
  Server::Handle last;
  bool wasLeft = false;
  {
    const Held held(doorbell_->lock);
    if (--threads_ > 0) return;
    last = server_.take();
    wasLeft = isLeft_;
  }
  last = Server::Handle();
  if (wasLeft) counters.leftWaiters.down();
}

}  // namespace winstation::terminal
