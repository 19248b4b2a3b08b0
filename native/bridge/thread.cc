#include "bridge/thread.h"

#include "bridge/counters.h"
#include "bridge/process.h"

namespace winstation::bridge {

bool Thread::ask(Owned<Question> question) {
  uint32_t code;
  {
    const Held held(doorbell_->lock);
    if (busy_ || waiting_ != nullptr || closed_) return false;
    if (running_ || start()) {
      waiting_ = question.take();
      ::WakeConditionVariable(&wake_);
      return true;
    }
    code = ::GetLastError();
  }
  answerFailed(std::move(question), code);
  return true;
}

bool Thread::start() {
  retain();
  running_ = startThread(kStackBytes, main, this);
  // The loop holds a reference of its own, so this is not the last one.
  if (!running_) references_.fetch_sub(1, std::memory_order_acq_rel);
  return running_;
}

void Thread::answerFailed(Owned<Question> question, uint32_t code) {
  PackWriter writer;
  Answer answer(writer, false);
  Answerer* const answerer = domain.makeAnswerer(*this);
  answerer->fail(*question, answer, {"CreateThread", code});
  answerer->dispose();
  handIn(*question, answer);
}

bool Thread::writeOff() {
  const Held held(doorbell_->lock);
  if ((busy_ || waiting_ != nullptr) && !writtenOff_) {
    if (!counters.writtenOff.upTo(kMostWrittenOff)) return false;
    writtenOff_ = true;
  }
  closed_ = true;
  ::WakeConditionVariable(&wake_);
  return true;
}

void Thread::close() {
  const Held held(doorbell_->lock);
  closed_ = true;
  ::WakeConditionVariable(&wake_);
}

void Thread::abandon() {
  Owned<Question> dropped;
  const Held held(doorbell_->lock);
  dropped = Owned<Question>(std::exchange(waiting_, nullptr));
  if (busy_ && !writtenOff_) {
    counters.writtenOff.up();
    writtenOff_ = true;
  }
  closed_ = true;
  ::WakeConditionVariable(&wake_);
}

DWORD WINAPI Thread::main(void* self) {
  auto* const thread = static_cast<Thread*>(self);
  thread->serve();
  thread->release();
  leaveThread();
}

void Thread::serve() {
  Answerer* const answerer = domain.makeAnswerer(*this);
  PackWriter writer;
  while (Owned<Question> question = next()) {
    Answer answer(writer, false);
    answerer->answer(*question, answer);
    bool writtenOff;
    {
      const Held held(doorbell_->lock);
      writtenOff = writtenOff_;
      if (!writtenOff) busy_ = false;
    }
    if (!writtenOff) {
      handIn(*question, answer);
      continue;
    }
    // Its handle goes first, then the place among the written-off, then JavaScript is told.
    Owned<Finished> finished(make<Finished>(nullptr, question->ticket, true, 0, Packs()));
    answerer->dispose();
    counters.writtenOff.down();
    doorbell_->handIn(std::move(finished));
    return;
  }
  answerer->dispose();
}

Owned<Question> Thread::next() {
  Held held(doorbell_->lock);
  while (waiting_ == nullptr && !closed_) {
    if (!held.wait(wake_, kIdleMilliseconds) && waiting_ == nullptr) break;
  }
  Question* const question = std::exchange(waiting_, nullptr);
  busy_ = question != nullptr;
  if (!busy_) running_ = false;
  return Owned<Question>(question);
}

}  // namespace winstation::bridge
