#include "bridge/thread.h"

#include "base/process.h"

namespace winstation::bridge {

bool Thread::ask(Owned<Question> question) {
  Failure failure;
  {
    const Held held(doorbell_->lock);
    if (question_ != nullptr || closed_) return false;
    if (!running_) failure = start();
    if (!failure) {
      question_ = question.take();
      ::WakeConditionVariable(&wake_);
      return true;
    }
  }
  PackWriter writer;
  Answer answer(writer, *question);
  fail(*question, failure, answer);
  handIn(*question, answer);
  return true;
}

Failure Thread::start() {
  if (counters.leftThreads.value() >= kMostLeftThreads) return {"CreateThread", kBusy};
  retain();
  running_ = startThread(kStackBytes, main, this);
  if (running_) return {};
  const auto code = static_cast<uint32_t>(::GetLastError());
  // The loop holds a reference of its own, so this is not the last one.
  references_.fetch_sub(1, std::memory_order_acq_rel);
  return {"CreateThread", code};
}

void Thread::stop() {
  const Held held(doorbell_->lock);
  stopQuestion();
}

bool Thread::writeOff() {
  const Held held(doorbell_->lock);
  if (question_ != nullptr && counted_ == nullptr) {
    if (!counters.writtenOff.upTo(kMostWrittenOff)) return false;
    counted_ = &counters.writtenOff;
  }
  stopQuestion();
  closeNow();
  return true;
}

void Thread::close() {
  const Held held(doorbell_->lock);
  closeNow();
}

void Thread::abandon() {
  const Held held(doorbell_->lock);
  stopQuestion();
  closeNow();
}

void Thread::stopQuestion() {
  if (question_ != nullptr) question_->isStopped.store(true, std::memory_order_relaxed);
}

void Thread::closeNow() {
  closed_ = true;
  if (question_ != nullptr && counted_ == nullptr) {
    counted_ = &counters.leftThreads;
    counted_->up();
  }
  ::WakeConditionVariable(&wake_);
}

DWORD WINAPI Thread::main(void* self) {
  auto* const thread = static_cast<Thread*>(self);
  thread->serve();
  thread->release();
  leaveThread();
}

void Thread::serve() {
  Answerer* const answerer = makeAnswerer();
  PackWriter writer;
  Counter* leaving = nullptr;
  while (const Question* const question = next(*answerer, &leaving)) {
    Answer answer(writer, *question);
    if (answer.isWanted()) answerer->answer(*question, answer);
    const Owned<Question> ended = end(&leaving);
    if (answer.isWanted()) {
      handIn(*ended, answer);
    } else if (leaving == nullptr) {
      handInNothing(ended->ticket);
    } else {
      // The handle goes first, then the place among those that leave, then JavaScript is told.
      answerer->dispose();
      leaving->down();
      handInNothing(ended->ticket);
      return;
    }
  }
  answerer->dispose();
  leaving->down();
}

/** Nothing when the thread is to leave; then `leaving` counts it. */
Question* Thread::next(const Answerer& answerer, Counter** leaving) {
  Held held(doorbell_->lock);
  while (question_ == nullptr && !closed_) {
    const uint32_t most = answerer.keeps() ? kForever : kIdleMilliseconds;
    if (!held.wait(wake_, most) && question_ == nullptr && most != kForever) break;
  }
  if (question_ == nullptr) *leaving = depart();
  return question_;
}

/** From now on the next question may come. When nobody waited for this one and none will come, the thread leaves. */
Owned<Question> Thread::end(Counter** leaving) {
  const Held held(doorbell_->lock);
  Owned<Question> ended(std::exchange(question_, nullptr));
  if (closed_ && ended->isStopped.load(std::memory_order_relaxed)) *leaving = depart();
  return ended;
}

/** A question that comes now starts a new Windows thread. To close the handle may take this one as long as any call. */
Counter* Thread::depart() {
  running_ = false;
  if (counted_ == nullptr) {
    counted_ = &counters.leftThreads;
    counted_->up();
  }
  return std::exchange(counted_, nullptr);
}

}  // namespace winstation::bridge
