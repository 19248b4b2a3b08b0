#pragma once

#include "base/owned.h"
#include "bridge/resident.h"
#include "terminal/notice_ring.h"

namespace winstation::terminal {

/**
 * A window for notices as JavaScript sees it. Its thread is started by the first question, and leaves when the window
 * is closed: `notice_loop.h` is what runs there. Questions queue up and are answered in order; notices go into the
 * ring.
 */
class NoticeWindow final : public bridge::Resident {
 public:
  using Resident::Resident;

  bool isComplete(const bridge::Question& question) const override;
  /** False when it is closed, or when too many wait already. */
  bool ask(Owned<bridge::Question> question) override;
  void close() override;
  bool writeNews(bridge::PackWriter& pack) override;

  // For its thread.

  HANDLE wake() const { return wake_.get(); }
  bool isClosed();
  /** The oldest question, or nothing. */
  Owned<bridge::Question> next();
  /** Without a value. */
  void answer(const bridge::Question& question, const Failure& failure);
  void answer(const bridge::Question& question, const Failure& failure, uint32_t value);
  void tell(const Notice& notice);
  /** Notices may have been lost here. */
  void tellLoss();

 private:
  friend void winstation::dispose<NoticeWindow>(NoticeWindow*);
  ~NoticeWindow();
  void destroy() override { winstation::dispose(this); }

  static DWORD WINAPI main(void* window);
  Failure start();

  KernelHandle wake_;

  // Under the doorbell's lock.
  Array<bridge::Question*> waiting_;
  NoticeRing ring_;
  bool running_ = false;
  bool closed_ = false;
};

}  // namespace winstation::terminal
