#pragma once

#include "terminal/backlog.h"
#include "terminal/notice_window.h"
#include "terminal/service_watch.h"

namespace winstation::terminal {

/**
 * The thread of a notice window: a message-only window, its registrations, and the loop that serves messages, calls of
 * the service manager and questions. An idle one waits without a time limit; nothing wakes it but these.
 */
class NoticeLoop {
 public:
  explicit NoticeLoop(NoticeWindow& window);
  NoticeLoop(const NoticeLoop&) = delete;
  NoticeLoop& operator=(const NoticeLoop&) = delete;
  /** Gives back registrations and window. */
  ~NoticeLoop();

  /** A question of the window, by its name. */
  struct Handler {
    const char* name;
    size_t words;
    /** Begins it, once there is a window. */
    Failure (NoticeLoop::*begin)(const bridge::Question& question);
    /** Whether the answer is to be waited for. */
    bool isAwaited;
  };
  static const Handler kHandlers[4];

  /** Until the window is closed. */
  void run();

  /** The window procedure: messages that are sent come here past the loop, and posted ones through it. */
  static LRESULT CALLBACK heard(HWND window, UINT message, WPARAM word, LPARAM value);

 private:
  void takeMessages();
  void takeServiceChanges();
  void begin(Owned<bridge::Question> question);
  void wait();
  DWORD waitFor(DWORD milliseconds) const;
  void endAwait(const Failure& failure, bool isReady);

  Failure open();
  Failure registerWindow(const bridge::Question& question);
  Failure unregisterWindow(const bridge::Question& question);
  Failure beginAwait(const bridge::Question& question);
  Failure watchService(const bridge::Question& question);

  NoticeWindow& window_;
  HWND handle_ = nullptr;
  uint32_t registrations_ = 0;
  Backlog backlog_;
  ServiceWatch service_;

  /** The question whose answer is being waited for, and what ends the wait. */
  Owned<bridge::Question> awaiting_;
  KernelHandle ready_;
  uint64_t deadline_ = 0;
};

inline constexpr NoticeLoop::Handler NoticeLoop::kHandlers[] = {
    {"register", 0, &NoticeLoop::registerWindow, false},
    {"unregister", 0, &NoticeLoop::unregisterWindow, false},
    {"awaitReady", 1, &NoticeLoop::beginAwait, true},
    {"watchService", 0, &NoticeLoop::watchService, false},
};

}  // namespace winstation::terminal
