// The exports of the stand-in that tell of events.
#include "burst.h"
#include "handles.h"
#include "notes.h"
#include "notice_line.h"
#include "registrations.h"
#include "snapshot.h"
#include "wire.h"

namespace {

using lab::Host;
using lab::LastErrorKeeper;
using lab::Notice;
using lab::Reader;

constexpr DWORD kAllSessions = 1;
// A sent message is waited for, but not for ever: the thread of the window may be gone.
constexpr UINT kSendMilliseconds = 5'000;

enum class Delivery : std::uint8_t { posted = 0, sent = 1 };

std::uint32_t numberOf(const void* handle) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(handle));
}

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

void take(Notice kind, Reader& reader) {
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

BOOL registerWindow(const Host& host, HWND window, DWORD flags) {
  LastErrorKeeper error;
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  if (!IsWindow(window)) {
    lab::note::misuse("WTSRegisterSessionNotificationEx");
    return error.fail(ERROR_INVALID_WINDOW_HANDLE);
  }
  if (flags > kAllSessions) {
    lab::note::misuse("WTSRegisterSessionNotificationEx");
    return error.fail(ERROR_INVALID_PARAMETER);
  }
  if (lab::frozen()) {
    lab::addRegistration(window);
    return TRUE;
  }
  if (!lab::listenForNotices(take)) return error.fail(RPC_S_INVALID_BINDING);
  // The first notice may come before the answer does.
  lab::addRegistration(window);
  auto question = lab::question("WTSRegisterSessionNotificationEx", host.wire(), false);
  const lab::Reply reply = lab::ask(question.u32(flags).u32(numberOf(window)));
  if (!reply.ok) {
    lab::removeRegistration(window);
    return error.fail(reply.code);
  }
  lab::note::registered(numberOf(window));
  return TRUE;
}

BOOL unregisterWindow(const Host& host, HWND window) {
  LastErrorKeeper error;
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  lab::removeRegistration(window);
  if (lab::frozen()) return TRUE;
  lab::note::unregistered(numberOf(window));
  auto question = lab::question("WTSUnRegisterSessionNotificationEx", host.wire(), false);
  const lab::Reply reply = lab::ask(question.u32(numberOf(window)));
  return reply.ok ? TRUE : error.fail(reply.code);
}

}  // namespace

extern "C" {

BOOL WINAPI WTSRegisterSessionNotificationEx(HANDLE server, HWND window, DWORD flags) {
  return registerWindow(lab::hostOf(server), window, flags);
}

BOOL WINAPI WTSRegisterSessionNotification(HWND window, DWORD flags) { return registerWindow({}, window, flags); }

BOOL WINAPI WTSUnRegisterSessionNotificationEx(HANDLE server, HWND window) {
  return unregisterWindow(lab::hostOf(server), window);
}

BOOL WINAPI WTSUnRegisterSessionNotification(HWND window) { return unregisterWindow({}, window); }

BOOL WINAPI WTSWaitSystemEvent(HANDLE server, DWORD mask, DWORD* flags) {
  LastErrorKeeper error;
  if (flags == nullptr) {
    lab::note::misuse("WTSWaitSystemEvent");
    return error.fail(ERROR_INVALID_USER_BUFFER);
  }
  const Host host = lab::hostOf(server);
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  auto question = lab::question("WTSWaitSystemEvent", host.wire(), false);
  const lab::Reply reply = lab::ask(question.u32(mask).u32(numberOf(server)));
  // The world is gone as a server is that was switched off.
  if (!reply.ok) return error.fail(reply.code == ERROR_NOT_CONNECTED ? RPC_S_SERVER_UNAVAILABLE : reply.code);
  *flags = reply.value().u32();
  return TRUE;
}

// Not an export of Windows: for benchmarks, which have no world. Gives how many were posted.
DWORD WINAPI LabPostNotices(DWORD event, DWORD count, BOOL insist) {
  return lab::post({event, count, count, insist != FALSE, false}).posted;
}

}  // extern "C"
