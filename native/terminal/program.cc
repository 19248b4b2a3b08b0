#include "terminal/program.h"

#include "base/process.h"
#include "terminal/counters.h"
#include "terminal/facts.h"
#include "terminal/program_loop.h"

namespace winstation::terminal {
namespace {

/**
 * How many closed programs may have threads that have not left, before new ones are refused. Twice as many as may be
 * under way: when all of them end at once, their threads take a moment to leave, and that is no reason to refuse the
 * next ones.
 */
constexpr int32_t kMostLeft = 128;
/** How many questions may queue up for a program whose thread Windows holds. */
constexpr size_t kMostWaiting = 64;

}  // namespace

Program::~Program() {
  for (bridge::Question* question : waiting_) winstation::dispose(question);
}

bool Program::isComplete(const bridge::Question& question) const {
  const size_t words = question.words.size();
  const size_t texts = question.textCount();
  switch (static_cast<ProgramQuestion>(question.kind)) {
    case ProgramQuestion::prepare:
    case ProgramQuestion::terminate:
      return words == 2 && texts == 0;
    case ProgramQuestion::create:
      return words == 5 && texts == 4;
    case ProgramQuestion::write:
    case ProgramQuestion::text:
      // The count of bytes, then the bytes.
      return words >= 1 && texts == 0 && question.words[0] <= (words - 1) * sizeof(uint32_t);
    default:
      return question.kind < std::size(kQuestions) && words == 0 && texts == 0;
  }
}

bool Program::ask(Owned<bridge::Question> question) {
  Failure failure;
  {
    const Held held(doorbell_->lock);
    if (closed_ || waiting_.size() >= kMostWaiting) return false;
    if (!running_) failure = start();
    if (!failure) {
      waiting_.push(question.take());
      ::SetEvent(wake_.get());
      return true;
    }
  }
  bridge::PackWriter writer;
  bridge::Answer answer(writer, *question);
  bridge::writeFailure(answer.pack, failure);
  handIn(*question, answer);
  return true;
}

Failure Program::start() {
  if (counters.leftPrograms.value() >= kMostLeft) return {"CreateThread", kBusy};
  if (!wake_) wake_ = KernelHandle(::CreateEventW(nullptr, FALSE, FALSE, nullptr));
  if (!wake_) return {"CreateEventW", static_cast<uint32_t>(::GetLastError())};
  retain();
  running_ = startThread(kStackBytes, main, this);
  if (running_) return {};
  const auto code = static_cast<uint32_t>(::GetLastError());
  // The loop holds a reference of its own, so this is not the last one.
  references_.fetch_sub(1, std::memory_order_acq_rel);
  return {"CreateThread", code};
}

void Program::stop() {
  const Held held(doorbell_->lock);
  if (taken_ != nullptr) taken_->isStopped.store(true, std::memory_order_relaxed);
  for (bridge::Question* question : waiting_) question->isStopped.store(true, std::memory_order_relaxed);
}

void Program::close() {
  Array<bridge::Question*> dropped;
  {
    const Held held(doorbell_->lock);
    if (closed_) return;
    closed_ = true;
    dropped = std::move(waiting_);
    if (taken_ != nullptr) taken_->isStopped.store(true, std::memory_order_relaxed);
    if (running_) {
      counters.leftPrograms.up();
      ::SetEvent(wake_.get());
    }
  }
  for (bridge::Question* question : dropped) winstation::dispose(question);
}

DWORD WINAPI Program::main(void* self) {
  auto* const program = static_cast<Program*>(self);
  {
    ProgramLoop loop(*program);
    loop.run();
  }
  program->release();
  counters.leftPrograms.down();
  leaveThread();
}

bool Program::isClosed() {
  const Held held(doorbell_->lock);
  return closed_;
}

bridge::Question* Program::next() {
  const Held held(doorbell_->lock);
  const size_t count = waiting_.size();
  if (count == 0) return nullptr;
  taken_ = waiting_[0];
  for (size_t i = 1; i < count; ++i) waiting_[i - 1] = waiting_[i];
  waiting_.cut(count - 1);
  return taken_;
}

void Program::asked() {
  const Held held(doorbell_->lock);
  taken_ = nullptr;
}

}  // namespace winstation::terminal
