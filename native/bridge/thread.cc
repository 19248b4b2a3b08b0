#include "bridge/thread.h"

#include "bridge/counters.h"

namespace winstation::bridge {
namespace {

// Room for the deepest call of ours and Windows' RPC; only touched pages cost memory.
constexpr size_t kStackBytes = 256 * 1024;

/** The addon's own module; without further flags, with one more reference on it. */
HMODULE ownModule(DWORD flags) {
  static const char anchor = 0;
  HMODULE module = nullptr;
  ::GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | flags, reinterpret_cast<const wchar_t*>(&anchor),
                       &module);
  return module;
}

Owned<Finished> finishedOf(const Question& question, Answer& answer) {
  return Owned<Finished>(make<Finished>(nullptr, question.ticket, false, answer.stampedAt(), answer.finish()));
}

}  // namespace

Thread::Thread(Doorbell* doorbell, uint32_t threadId, const Domain& threadDomain)
    : id(threadId), domain(threadDomain), doorbell_(doorbell) {
  doorbell_->retain();
}

void Thread::release() {
  if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) dispose(this);
}

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
  const HMODULE module = ownModule(0);
  retain();
  counters.threads.up();
  const HANDLE handle = ::CreateThread(nullptr, kStackBytes, main, this, STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr);
  if (handle != nullptr) {
    ::CloseHandle(handle);
    running_ = true;
    return true;
  }
  const DWORD code = ::GetLastError();
  counters.threads.down();
  // The loop holds a reference of its own, so this is not the last one.
  references_.fetch_sub(1, std::memory_order_acq_rel);
  if (module != nullptr) ::FreeLibrary(module);
  ::SetLastError(code);
  return false;
}

void Thread::answerFailed(Owned<Question> question, uint32_t code) {
  PackWriter writer;
  Answer answer(writer, false);
  Answerer* const answerer = domain.makeAnswerer(*this);
  answerer->fail(*question, answer, {"CreateThread", code});
  answerer->dispose();
  doorbell_->handIn(finishedOf(*question, answer));
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
  counters.threads.down();
  // Nothing is left on this stack that would have to be destroyed.
  ::FreeLibraryAndExitThread(ownModule(GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT), 0);
}

void Thread::serve() {
  Answerer* const answerer = domain.makeAnswerer(*this);
  PackWriter writer;
  while (Owned<Question> question = next()) {
    Answer answer(writer, false);
    answerer->answer(*question, answer);
    Owned<Finished> finished = finishedOf(*question, answer);
    bool writtenOff;
    {
      const Held held(doorbell_->lock);
      writtenOff = writtenOff_;
      if (!writtenOff) busy_ = false;
    }
    if (!writtenOff) {
      doorbell_->handIn(std::move(finished));
      continue;
    }
    // Its handle goes first, then the place among the written-off, then JavaScript is told.
    finished = Owned<Finished>(make<Finished>(nullptr, question->ticket, true, 0, Packs()));
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
