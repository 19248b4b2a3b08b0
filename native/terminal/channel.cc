#include "terminal/channel.h"

#include "base/process.h"
#include "terminal/calls.h"
#include "terminal/counters.h"
#include "terminal/facts.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

/** How many closed channels may have threads that Windows still holds, before new ones are refused. */
constexpr int32_t kMostLeft = 64;

/**
 * Windows gives pieces of 1,600 bytes, and 8 more where headers are shown. With more room nothing is cut should it give
 * larger ones.
 */
constexpr size_t kBufferBytes = 64 * 1024;
/** When so much waits for JavaScript nothing more is read, and Windows holds up the client. */
constexpr size_t kReadAheadBytes = 256 * 1024;
constexpr size_t kReadAheadPieces = 1024;

/** A channel that gives nothing again and again, at once, would keep a processor busy. */
constexpr uint32_t kMostEmptyReads = 16;
constexpr uint32_t kPauseMilliseconds = 10;

/** How long cancelled calls may take to end, before the channel is closed under them. */
constexpr uint32_t kCancelMilliseconds = 2'000;

const char* const kReadFile = "ReadFile";
const char* const kWriteFile = "WriteFile";

uint32_t lastError() { return static_cast<uint32_t>(::GetLastError()); }

}  // namespace

Channel::~Channel() {
  for (bridge::Question* question : questions_) winstation::dispose(question);
}

bool Channel::isComplete(const bridge::Question& question) const {
  const auto& words = question.words;
  switch (question.kind) {
    case kOpen:
      return words.size() == 2 && question.textCount() == 1;
    case kWrite:
      return words.size() >= 1 && words.size() == 1 + (uint64_t{words[0]} + 3) / 4;
    default:
      return question.kind < kKinds;
  }
}

bool Channel::ask(Owned<bridge::Question> question) {
  const auto kind = static_cast<Kind>(question->kind);
  Failure failure;
  {
    const Held held(doorbell_->lock);
    if (isClosed_ || questions_[kind] != nullptr || isRunning_ == (kind == kOpen)) return false;
    if (kind == kOpen) failure = start();
    if (!failure) {
      questions_[kind] = question.take();
      ::SetEvent(wake_.get());
      return true;
    }
  }
  answer(*question, failure);
  return true;
}

Failure Channel::start() {
  if (counters.leftChannels.value() >= kMostLeft) return {"CreateThread", kBusy};
  if (!wake_) wake_ = KernelHandle(::CreateEventW(nullptr, FALSE, FALSE, nullptr));
  if (!wake_) return {"CreateEventW", lastError()};
  retain();
  isRunning_ = startThread(kStackBytes, main, this);
  if (isRunning_) return {};
  const uint32_t code = lastError();
  // The loop holds a reference of its own, so this is not the last one.
  references_.fetch_sub(1, std::memory_order_acq_rel);
  return {"CreateThread", code};
}

void Channel::stop() {
  const Held held(doorbell_->lock);
  if (questions_[kWrite] == nullptr) return;
  isStopAsked_ = true;
  ::SetEvent(wake_.get());
}

void Channel::close() {
  const Held held(doorbell_->lock);
  if (isClosed_) return;
  isClosed_ = true;
  if (!isRunning_) return;
  counters.leftChannels.up();
  ::SetEvent(wake_.get());
}

DWORD WINAPI Channel::main(void* self) {
  auto* const channel = static_cast<Channel*>(self);
  channel->serve();
  channel->release();
  leaveThread();
}

void Channel::serve() {
  const Owned<bridge::Question> question = take(kOpen);
  const Failure failure = open(*question);
  if (failure) shut();
  answer(*question, failure);
  if (!failure) {
    while (goOn()) {
      // Each step looks for more to do before the thread waits.
      const bool hasWritten = advanceWrite();
      const bool hasRead = advanceRead();
      answerRead();
      if (!hasWritten && !hasRead) wait();
    }
    shut();
    answer(kClose, {});
  }
  const Held held(doorbell_->lock);
  isRunning_ = false;
  if (isClosed_) counters.leftChannels.down();
}

Failure Channel::open(const bridge::Question& question) {
  Array<char> name;
  // JavaScript lets only ASCII through.
  for (size_t i = 0; i < question.textLength(0); ++i) name.push(static_cast<char>(question.text(0)[i]));
  name.push('\0');
  HANDLE handle = nullptr;
  const Failure failure = wts::WTSVirtualChannelOpenEx.call(handle, question.words[0], name.data(), question.words[1]);
  if (failure) return failure;
  // Documents and programs disagree about which of the two says that it failed.
  if (handle == INVALID_HANDLE_VALUE) return {wts::WTSVirtualChannelOpenEx.name(), lastError()};
  channel_ = OwnedHandle<wts::WTSVirtualChannelClose>(handle);
  if (!isWanted()) return {wts::WTSVirtualChannelQuery.name(), kCancelled};
  if (const Failure none = findFile()) return none;
  if (!reading_.make() || !writing_.make()) return {"CreateEventW", lastError()};
  buffer_.extend(kBufferBytes);
  return {};
}

/** Reads and writes of the channel itself may not run at the same time; those of its file may. */
Failure Channel::findFile() {
  const void* buffer = nullptr;
  ByteLength length{0};
  const Failure failure = wts::WTSVirtualChannelQuery.call(channel_.get(), wts::kVirtualFileHandle, &buffer, &length);
  if (failure) return failure;
  const wts::Memory memory(buffer);
  if (buffer == nullptr || static_cast<uint32_t>(length) != sizeof(HANDLE)) {
    return {wts::WTSVirtualChannelQuery.name(), kInvalidData};
  }
  std::memcpy(&file_, buffer, sizeof(HANDLE));
  if (file_ == nullptr || file_ == INVALID_HANDLE_VALUE) return {wts::WTSVirtualChannelQuery.name(), kInvalidData};
  return {};
}

bool Channel::isWanted() {
  const Held held(doorbell_->lock);
  return !isClosed_;
}

/** Takes over what the loop has asked for. False when the channel is to be closed. */
bool Channel::goOn() {
  const Held held(doorbell_->lock);
  if (isClosed_ || questions_[kClose] != nullptr) return false;
  isReadAsked_ = questions_[kRead] != nullptr;
  isWriteStopped_ = isStopAsked_;
  return true;
}

bool Channel::hasRoom() const { return pieces_.byteLength() < kReadAheadBytes && pieces_.count() < kReadAheadPieces; }

bool Channel::advanceRead() {
  if (broken_) return false;
  uint32_t code = 0;
  if (!reading_.isUnderWay()) {
    if (!hasRoom()) return false;
    const BOOL isDone =
        ::ReadFile(file_, buffer_.data(), static_cast<DWORD>(buffer_.size()), nullptr, reading_.fresh());
    code = isDone ? 0 : lastError();
    reading_.isUnderWay(code == ERROR_IO_PENDING);
  }
  if (reading_.isUnderWay() && !reading_.await(0)) return false;
  uint32_t length = 0;
  if (code == 0 || code == ERROR_IO_PENDING || code == ERROR_MORE_DATA) code = reading_.result(file_, &length);
  if (code != 0 && code != ERROR_MORE_DATA) {
    broken_ = {kReadFile, code};
    return true;
  }
  emptyReads_ = length == 0 ? emptyReads_ + 1 : 0;
  pieces_.add(buffer_.data(), length, code == 0);
  return emptyReads_ < kMostEmptyReads;
}

bool Channel::advanceWrite() {
  const bridge::Question* question;
  {
    const Held held(doorbell_->lock);
    question = questions_[kWrite];
  }
  if (question == nullptr) return false;
  uint32_t code = 0;
  if (!writing_.isUnderWay()) {
    if (isWriteStopped_) {
      answer(kWrite, {kWriteFile, ERROR_OPERATION_ABORTED});
      return true;
    }
    const BOOL isDone = ::WriteFile(file_, question->words.data() + 1, question->words[0], nullptr, writing_.fresh());
    code = isDone ? 0 : lastError();
    writing_.isUnderWay(code == ERROR_IO_PENDING);
  } else if (isWriteStopped_) {
    writing_.cancel(file_);
  }
  if (writing_.isUnderWay() && !writing_.await(0)) return false;
  uint32_t length = 0;
  if (code == 0 || code == ERROR_IO_PENDING) code = writing_.result(file_, &length);
  if (code != 0) {
    answer(kWrite, {kWriteFile, code});
    return true;
  }
  const Owned<bridge::Question> written = take(kWrite);
  bridge::PackWriter writer;
  bridge::Answer answer(writer, *written);
  bridge::writeAnswer(answer.pack, {}, length);
  handIn(*written, answer);
  return true;
}

void Channel::answerRead() {
  if (!isReadAsked_ || (pieces_.isEmpty() && !broken_)) return;
  const Owned<bridge::Question> question = take(kRead);
  if (!question) return;
  bridge::PackWriter writer;
  bridge::Answer answer(writer, *question);
  if (pieces_.isEmpty()) {
    bridge::writeFailure(answer.pack, broken_);
  } else {
    bridge::writeSuccess(answer.pack);
    pieces_.write(answer.pack);
  }
  handIn(*question, answer);
}

void Channel::wait() {
  HANDLE handles[3] = {wake_.get()};
  DWORD count = 1;
  if (reading_.isUnderWay()) handles[count++] = reading_.event();
  if (writing_.isUnderWay()) handles[count++] = writing_.event();
  const bool isPausing = emptyReads_ >= kMostEmptyReads && !reading_.isUnderWay() && !broken_ && hasRoom();
  ::WaitForMultipleObjects(count, handles, FALSE, isPausing ? kPauseMilliseconds : INFINITE);
}

/** The memory of a call must stay until Windows has let go of it. */
void Channel::shut() {
  if (reading_.isUnderWay()) reading_.cancel(file_);
  if (writing_.isUnderWay()) writing_.cancel(file_);
  reading_.await(kCancelMilliseconds);
  writing_.await(kCancelMilliseconds);
  channel_ = OwnedHandle<wts::WTSVirtualChannelClose>();
  reading_.await(INFINITE);
  writing_.await(INFINITE);
  pieces_.clear();
  buffer_.clear(0);
}

Owned<bridge::Question> Channel::take(Kind kind) {
  const Held held(doorbell_->lock);
  if (kind == kWrite) isStopAsked_ = false;
  return Owned<bridge::Question>(std::exchange(questions_[kind], nullptr));
}

void Channel::answer(Kind kind, const Failure& failure) {
  if (const Owned<bridge::Question> question = take(kind)) answer(*question, failure);
}

void Channel::answer(const bridge::Question& question, const Failure& failure) {
  bridge::PackWriter writer;
  bridge::Answer answer(writer, question);
  bridge::writeAnswer(answer.pack, failure);
  handIn(question, answer);
}

uint32_t openChannel(bridge::Environment& environment) { return environment.open<Channel>(); }

}  // namespace winstation::terminal
