#pragma once

#include <iterator>

#include "base/owned.h"
#include "bridge/resident.h"
#include "terminal/overlapped.h"
#include "terminal/pieces.h"
#include "windows/wtsapi32.h"

namespace winstation::terminal {

/**
 * A virtual channel of a session, on a thread of its own. To open one may take ten seconds; afterwards the thread reads
 * ahead and writes at the same time, by overlapped calls. It leaves when the channel is closed.
 *
 * The first question is to open it. After that one read, one write and a close may be under way at a time.
 */
class Channel final : public bridge::Resident {
 public:
  using Resident::Resident;

  static constexpr const char* kQuestions[] = {"open", "read", "write", "close"};

  bool isComplete(const bridge::Question& question) const override;
  /** False when one of that kind is under way. */
  bool ask(Owned<bridge::Question> question) override;
  /** Takes back the write under way. Its answer still comes. */
  void stop() override;
  void close() override;

 private:
  friend void winstation::dispose<Channel>(Channel*);
  ~Channel();
  void destroy() override { winstation::dispose(this); }

  enum Kind : uint32_t { kOpen, kRead, kWrite, kClose };
  static constexpr size_t kKinds = std::size(kQuestions);

  static DWORD WINAPI main(void* channel);
  Failure start();
  void serve();
  Failure open(const bridge::Question& question);
  Failure findFile();
  bool goOn();
  bool advanceRead();
  bool advanceWrite();
  void answerRead();
  void wait();
  void shut();
  bool hasRoom() const;
  /** Answers the question of that kind, if there is one, and takes it away. */
  void answer(Kind kind, const Failure& failure);
  void answer(const bridge::Question& question, const Failure& failure);
  Owned<bridge::Question> take(Kind kind);
  bool isWanted();

  // Of the thread alone.
  OwnedHandle<windows::wtsapi32::WTSVirtualChannelClose> channel_;
  /** Belongs to the channel. */
  HANDLE file_ = nullptr;
  Overlapped reading_;
  Overlapped writing_;
  Array<uint8_t> buffer_;
  Pieces pieces_;
  /** What ended the reading. */
  Failure broken_;
  bool isReadAsked_ = false;
  bool isWriteStopped_ = false;
  /** So many reads in a row gave nothing. */
  uint32_t emptyReads_ = 0;

  KernelHandle wake_;

  // Under the doorbell's lock.
  bridge::Question* questions_[kKinds] = {};
  bool isRunning_ = false;
  bool isClosed_ = false;
  bool isStopAsked_ = false;
};

}  // namespace winstation::terminal
