#include "terminal/notice_window.h"

#include "base/process.h"
#include "terminal/counters.h"
#include "terminal/facts.h"
#include "terminal/notice_loop.h"

namespace winstation::terminal {
namespace {

/** How many closed windows may have threads that Windows still holds, before new ones are refused. */
constexpr int32_t kMostLeft = 64;
/** How many questions may queue up for a window whose thread Windows holds. */
constexpr size_t kMostWaiting = 64;

}  // namespace

NoticeWindow::~NoticeWindow() {
  for (bridge::Question* question : waiting_) winstation::dispose(question);
}

bool NoticeWindow::isComplete(const bridge::Question& question) const {
  const auto& handlers = NoticeLoop::kHandlers;
  return question.kind < std::size(handlers) && question.words.size() == handlers[question.kind].words;
}

bool NoticeWindow::ask(Owned<bridge::Question> question) {
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
  answer(*question, failure);
  return true;
}

Failure NoticeWindow::start() {
  if (counters.leftWindows.value() >= kMostLeft) return {"CreateThread", kBusy};
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

void NoticeWindow::close() {
  Array<bridge::Question*> dropped;
  {
    const Held held(doorbell_->lock);
    if (closed_) return;
    closed_ = true;
    dropped = std::move(waiting_);
    ring_.clear();
    if (running_) {
      counters.leftWindows.up();
      ::SetEvent(wake_.get());
    }
  }
  for (bridge::Question* question : dropped) winstation::dispose(question);
}

bool NoticeWindow::writeNews(bridge::PackWriter& pack) {
  const Held held(doorbell_->lock);
  if (ring_.isEmpty()) return false;
  pack.clear();
  ring_.write(pack, bridge::kRowsPerPack);
  return true;
}

DWORD WINAPI NoticeWindow::main(void* self) {
  auto* const window = static_cast<NoticeWindow*>(self);
  {
    NoticeLoop loop(*window);
    loop.run();
  }
  window->release();
  counters.leftWindows.down();
  leaveThread();
}

bool NoticeWindow::isClosed() {
  const Held held(doorbell_->lock);
  return closed_;
}

Owned<bridge::Question> NoticeWindow::next() {
  const Held held(doorbell_->lock);
  const size_t count = waiting_.size();
  if (count == 0) return {};
  bridge::Question* const oldest = waiting_[0];
  for (size_t i = 1; i < count; ++i) waiting_[i - 1] = waiting_[i];
  waiting_.cut(count - 1);
  return Owned<bridge::Question>(oldest);
}

void NoticeWindow::answer(const bridge::Question& question, const Failure& failure) {
  bridge::PackWriter writer;
  bridge::Answer answer(writer, question);
  bridge::writeAnswer(answer.pack, failure);
  handIn(question, answer);
}

void NoticeWindow::answer(const bridge::Question& question, const Failure& failure, uint32_t value) {
  bridge::PackWriter writer;
  bridge::Answer answer(writer, question);
  bridge::writeAnswer(answer.pack, failure, value);
  handIn(question, answer);
}

void NoticeWindow::tell(const Notice& notice) {
  const Held held(doorbell_->lock);
  // Nobody empties the ring any more.
  if (closed_ || doorbell_->closed) return;
  ring_.push(notice);
  doorbell_->ring();
}

void NoticeWindow::tellLoss() {
  const Held held(doorbell_->lock);
  if (closed_ || doorbell_->closed) return;
  ring_.pushLoss();
  doorbell_->ring();
}

}  // namespace winstation::terminal
