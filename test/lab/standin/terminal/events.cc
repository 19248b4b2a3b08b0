// The exports of the stand-in that tell of events.
#include "export.h"
#include "notice_line.h"
#include "question.h"
#include "snapshot.h"
#include "terminal/burst.h"
#include "terminal/notices.h"
#include "terminal/registrations.h"
#include "terminal/window_notes.h"

namespace {

using lab::Answer;
using lab::Notice;
using lab::numberOf;
using lab::onServer;
using lab::Question;
using lab::Reader;

constexpr DWORD kAllSessions = 1;
// A sent message is waited for, but not for ever: the thread of the window may be gone.
constexpr UINT kSendMilliseconds = 5'000;

enum class Delivery : std::uint8_t { posted = 0, sent = 1 };

DWORD WINAPI runBurst(void* parameter) {
  auto* burst = static_cast<lab::Burst*>(parameter);
  const lab::BurstResult result = lab::post(*burst);
  delete burst;
  lab::note::burstDone(result.posted, result.refused);
  return 0;
}

void startBurst(Reader& reader) {
  auto* burst = new lab::Burst;
  burst->event = reader.u32();
  burst->count = reader.u32();
  burst->room = reader.u32();
  burst->insist = reader.u8() != 0;
  burst->stall = reader.u8() != 0;
  const HANDLE thread = CreateThread(nullptr, 0, runBurst, burst, 0, nullptr);
  if (thread != nullptr) CloseHandle(thread);
}

void take(std::uint8_t number, Reader& reader) {
  const auto kind = static_cast<Notice>(number);
  if (kind == Notice::burst) return startBurst(reader);
  if (kind != Notice::session) return;
  const auto delivery = static_cast<Delivery>(reader.u8());
  const auto window = reinterpret_cast<HWND>(static_cast<std::uintptr_t>(reader.u32()));
  const DWORD event = reader.u32();
  const auto session = static_cast<LPARAM>(reader.u32());
  if (!lab::isRegistered(window)) return;
  if (delivery == Delivery::posted) {
    PostMessageW(window, lab::kSessionChange, event, session);
  } else {
    DWORD_PTR ignored = 0;
    SendMessageTimeoutW(window, lab::kSessionChange, event, session, SMTO_NORMAL, kSendMilliseconds, &ignored);
  }
}

BOOL registerWindow(Question question, HWND window, DWORD flags) {
  if (question.misused(!IsWindow(window))) return question.fail(ERROR_INVALID_WINDOW_HANDLE);
  if (question.misused(flags > kAllSessions)) return question.fail(ERROR_INVALID_PARAMETER);
  if (lab::isFrozen()) {
    lab::addRegistration(window);
    return TRUE;
  }
  if (!lab::listenForNotices(take)) return question.fail(RPC_S_INVALID_BINDING);
  // The first notice may come before the answer does.
  lab::addRegistration(window);
  if (!question.u32("flags", flags).lab("window", numberOf(window)).succeeds()) {
    lab::removeRegistration(window);
    return FALSE;
  }
  lab::note::registered(numberOf(window));
  return TRUE;
}

BOOL unregisterWindow(Question question, HWND window) {
  lab::removeRegistration(window);
  if (lab::isFrozen()) return TRUE;
  lab::note::unregistered(numberOf(window));
  return question.lab("window", numberOf(window)).succeeds();
}

// The older calls are the same with the local server.
constexpr char kRegister[] = "WTSRegisterSessionNotificationEx";
constexpr char kUnregister[] = "WTSUnRegisterSessionNotificationEx";

}  // namespace

STANDIN_LATER_EXPORT(BOOL, WTSRegisterSessionNotificationEx)(HANDLE server, HWND window, DWORD flags) {
  return registerWindow(onServer(server, kRegister), window, flags);
}

STANDIN_EXPORT(BOOL, WTSRegisterSessionNotification)(HWND window, DWORD flags) {
  return registerWindow(onServer(nullptr, kRegister), window, flags);
}

STANDIN_LATER_EXPORT(BOOL, WTSUnRegisterSessionNotificationEx)(HANDLE server, HWND window) {
  return unregisterWindow(onServer(server, kUnregister), window);
}

STANDIN_EXPORT(BOOL, WTSUnRegisterSessionNotification)(HWND window) {
  return unregisterWindow(onServer(nullptr, kUnregister), window);
}

STANDIN_EXPORT(BOOL, WTSWaitSystemEvent)(HANDLE server, DWORD mask, DWORD* flags) {
  Question question = onServer(server, __func__);
  if (question.misused(flags == nullptr)) return question.fail(ERROR_INVALID_USER_BUFFER);
  const Answer answer = question.u32("mask", mask).ask();
  // The world is gone as a server is that was switched off.
  if (!answer.ok) return question.fail(answer.code == ERROR_NOT_CONNECTED ? RPC_S_SERVER_UNAVAILABLE : answer.code);
  *flags = answer.value().u32();
  return TRUE;
}

// Not an export of Windows: for benchmarks, which have no world. Gives how many were posted.
STANDIN_EXPORT(DWORD, LabPostNotices)(DWORD event, DWORD count, BOOL insist) {
  return lab::post({event, count, count, insist != FALSE, false}).posted;
}
