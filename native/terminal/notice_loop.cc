#include "terminal/notice_loop.h"

#include "base/process.h"
#include "terminal/counters.h"
#include "windows/user32.h"
#include "windows/window_class.h"
#include "windows/wtsapi32.h"

namespace winstation::terminal {
namespace {

namespace user = windows::user32;
namespace wts = windows::wtsapi32;
namespace advapi = windows::advapi32;

/** After so many messages in a row, questions and a close get their turn. */
constexpr uint32_t kMessagesPerTurn = 1'000;
/** How many posted messages a queue of Windows holds; a machine may be set to another number. */
constexpr uint32_t kQueueRoom = 10'000;
/** How often messages are looked at where Windows can't wait for them. */
constexpr DWORD kWithoutWaitMilliseconds = 1'000;

constinit windows::WindowClass windowClass(L"winstation.notices", NoticeLoop::heard);

Ticks now() {
  FILETIME time;
  // The clock of `Date.now`: another one could tell an event to be older than a time taken before it.
  ::GetSystemTimePreciseAsFileTime(&time);
  return static_cast<Ticks>(uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime);
}

uint32_t queueRoom() {
  uint32_t room = 0;
  uint32_t byteLength = sizeof(room);
  const bool isSet =
      !advapi::RegGetValueW.call(HKEY_LOCAL_MACHINE, u"SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Windows",
                                 u"USERPostMessageLimit", RRF_RT_REG_DWORD, nullptr, &room, &byteLength);
  // A larger one is not relied on: to suspect a loss too early only costs a snapshot.
  return isSet && room > 0 && room < kQueueRoom ? room : kQueueRoom;
}

}  // namespace

NoticeLoop::NoticeLoop(NoticeWindow& window) : window_(window), backlog_(queueRoom()) {}

NoticeLoop::~NoticeLoop() {
  if (handle_ == nullptr) return;
  for (; registrations_ > 0; --registrations_) {
    wts::WTSUnRegisterSessionNotificationEx.call(nullptr, handle_);
    counters.registrations.down();
  }
  user::DestroyWindow.call(handle_);
  windowClass.release();
  counters.windows.down();
}

void NoticeLoop::run() {
  while (!window_.isClosed()) {
    takeMessages();
    takeServiceChanges();
    if (!awaiting_) {
      if (Owned<bridge::Question> question = window_.next()) {
        begin(std::move(question));
        continue;
      }
    }
    wait();
  }
}

void NoticeLoop::takeMessages() {
  const auto peek = user::PeekMessageW.find();
  const auto dispatch = user::DispatchMessageW.find();
  if (handle_ == nullptr || peek == nullptr || dispatch == nullptr) return;
  for (uint32_t taken = 0; taken < kMessagesPerTurn; ++taken) {
    MSG message;
    if (!peek(&message, nullptr, 0, 0, PM_REMOVE)) {
      if (backlog_.isLossAtEnd()) window_.tellLoss();
      return;
    }
    // The tick is read after the message was taken, never before: so a full queue can't be overlooked.
    if (backlog_.isLossBefore(::GetTickCount(), message.time)) window_.tellLoss();
    dispatch(&message);
    if (backlog_.isLossAfter()) window_.tellLoss();
  }
}

void NoticeLoop::takeServiceChanges() {
  ServiceWatch::Change change;
  while (service_.take(&change)) {
    if (change.isAfterLoss) window_.tellLoss();
    if (change.state != 0) window_.tell({noticeKind("service"), change.state, 0, now()});
    if (change.isLast) window_.tell({noticeKind("service"), kUntold, 0, now()});
  }
}

void NoticeLoop::begin(Owned<bridge::Question> question) {
  const Handler& handler = kHandlers[question->kind];
  Failure failure = open();
  if (!failure) failure = (this->*handler.begin)(*question);
  if (!failure && handler.isAwaited) {
    awaiting_ = std::move(question);
    return;
  }
  window_.answer(*question, failure);
}

void NoticeLoop::wait() {
  DWORD milliseconds = INFINITE;
  if (awaiting_) {
    const uint64_t time = ::GetTickCount64();
    milliseconds = deadline_ > time ? static_cast<DWORD>(deadline_ - time) : 0;
  }
  const DWORD result = waitFor(milliseconds);
  const auto code = static_cast<uint32_t>(::GetLastError());
  if (!awaiting_) {
    // It must not spin, and must not stop hearing.
    if (result == WAIT_FAILED) ::SleepEx(kWithoutWaitMilliseconds, TRUE);
  } else if (result == WAIT_OBJECT_0 + 1) {
    endAwait({}, true);
  } else if (result == WAIT_TIMEOUT) {
    endAwait({}, false);
  } else if (result == WAIT_FAILED) {
    endAwait({user::MsgWaitForMultipleObjectsEx.name(), code}, false);
  }
}

DWORD NoticeLoop::waitFor(DWORD milliseconds) const {
  const HANDLE handles[] = {window_.wake(), ready_.get()};
  const DWORD count = awaiting_ ? 2 : 1;
  const auto wait = user::MsgWaitForMultipleObjectsEx.find();
  // Before there is a window there are no messages; with one, the export is there.
  if (handle_ == nullptr || wait == nullptr) {
    return ::WaitForMultipleObjectsEx(count, handles, FALSE, milliseconds, TRUE);
  }
  // Also for messages that an earlier look has left in the queue.
  return wait(count, handles, milliseconds, QS_ALLINPUT, MWMO_ALERTABLE | MWMO_INPUTAVAILABLE);
}

void NoticeLoop::endAwait(const Failure& failure, bool isReady) {
  const Owned<bridge::Question> question = std::move(awaiting_);
  ready_ = KernelHandle();
  window_.answer(*question, failure, isReady ? 1 : 0);
}

Failure NoticeLoop::open() {
  if (handle_ != nullptr) return {};
  ATOM atom = 0;
  Failure failure = windowClass.retain(&atom);
  if (failure) return failure;
  // Message-only: it needs no desktop that anybody sees, so a service in session 0 has it too. Notices come from
  // Windows itself, which UIPI does not filter; for an elevated process the filter is left as it is, and keeps out
  // programs with fewer rights that would forge some.
  HWND made = nullptr;
  failure = user::CreateWindowExW.call(made, 0, reinterpret_cast<const wchar_t*>(static_cast<uintptr_t>(atom)), L"", 0,
                                       0, 0, 0, 0, HWND_MESSAGE, nullptr,
                                       ownModule(GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT), this);
  if (failure) {
    windowClass.release();
    return failure;
  }
  handle_ = made;
  counters.windows.up();
  return {};
}

Failure NoticeLoop::registerWindow(const bridge::Question&) {
  const Failure failure = wts::WTSRegisterSessionNotificationEx.call(nullptr, handle_, wts::kNotifyForAllSessions);
  if (failure) return failure;
  ++registrations_;
  counters.registrations.up();
  return {};
}

Failure NoticeLoop::unregisterWindow(const bridge::Question&) {
  const Failure failure = wts::WTSUnRegisterSessionNotificationEx.call(nullptr, handle_);
  if (failure || registrations_ == 0) return failure;
  --registrations_;
  counters.registrations.down();
  return {};
}

Failure NoticeLoop::beginAwait(const bridge::Question& question) {
  deadline_ = ::GetTickCount64() + question.words[0];
  ready_ = KernelHandle(::OpenEventW(SYNCHRONIZE, FALSE, L"Global\\TermSrvReadyEvent"));
  if (ready_) return {};
  return {"OpenEventW", static_cast<uint32_t>(::GetLastError())};
}

Failure NoticeLoop::watchService(const bridge::Question&) { return service_.start(u"TermService"); }

LRESULT CALLBACK NoticeLoop::heard(HWND window, UINT message, WPARAM word, LPARAM value) {
  switch (message) {
    case WM_NCCREATE: {
      const auto* const made = reinterpret_cast<const CREATESTRUCTW*>(value);
      if (const auto set = user::SetWindowLongPtrW.find()) {
        set(window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(made->lpCreateParams));
      }
      break;
    }
    case user::kSessionChange: {
      // Any program of the desktop may post this with any numbers, if it has the rights of this one. They go on as they
      // are: JavaScript drops ids that no session has, and no event is more than a reason to look.
      const auto get = user::GetWindowLongPtrW.find();
      auto* const loop = get == nullptr ? nullptr : reinterpret_cast<NoticeLoop*>(get(window, GWLP_USERDATA));
      if (loop == nullptr) return 0;
      loop->window_.tell({noticeKind("session"), static_cast<uint32_t>(word), static_cast<uint32_t>(value), now()});
      return 0;
    }
    case WM_CLOSE:
      // Whoever posts this may not destroy the window: it goes with its registrations.
      return 0;
    default:
      break;
  }
  const auto otherwise = user::DefWindowProcW.find();
  return otherwise == nullptr ? 0 : otherwise(window, message, word, value);
}

}  // namespace winstation::terminal
