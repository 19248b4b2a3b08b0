// What is told of the service TermService: its changes of state, and that it is ready.
#include <cstddef>
#include <vector>

#include "hook/exports.h"
#include "locked.h"
#include "notice_line.h"
#include "question.h"
#include "terminal/hook/patches.h"
#include "terminal/notices.h"

namespace lab {
namespace {

constexpr wchar_t kReadyEvent[] = L"Global\\TermSrvReadyEvent";
constexpr DWORD kVersion2 = 2;           // SERVICE_NOTIFY_STATUS_CHANGE
constexpr DWORD kStoppedAndRunning = 9;  // SERVICE_NOTIFY_STOPPED | SERVICE_NOTIFY_RUNNING

struct ServiceNotify {  // SERVICE_NOTIFY_2W
  DWORD version;
  void(WINAPI* callback)(void*);
  void* context;
  DWORD status;
  DWORD service[9];  // SERVICE_STATUS_PROCESS: type, state, ...
  DWORD triggered;
  wchar_t* names;
};
static_assert(sizeof(ServiceNotify) == (sizeof(void*) == 8 ? 80 : 60));
static_assert(offsetof(ServiceNotify, status) == 3 * sizeof(void*));
static_assert(offsetof(ServiceNotify, service) == offsetof(ServiceNotify, status) + 4);
static_assert(offsetof(ServiceNotify, triggered) == offsetof(ServiceNotify, status) + 40);

// One call to be made when the service changes.
struct Armed {
  SC_HANDLE service;
  std::uint32_t window;
  HANDLE thread;
  DWORD mask;
  ServiceNotify* notify;
};

SRWLOCK g_lock = SRWLOCK_INIT;
std::vector<Armed>* g_armed = nullptr;
std::vector<HANDLE>* g_events = nullptr;  // handed out before the service was ready

decltype(OpenEventW)* g_openEvent = nullptr;
BOOL(WINAPI* g_closeService)(SC_HANDLE) = nullptr;

template <class Match>
bool disarm(Match match, Armed* found = nullptr) {
  if (g_armed == nullptr) return false;
  for (auto it = g_armed->begin(); it != g_armed->end(); ++it) {
    if (!match(*it)) continue;
    if (found != nullptr) {
      *found = *it;
    } else {
      CloseHandle(it->thread);
    }
    g_armed->erase(it);
    return true;
  }
  return false;
}

// As on Windows the callback runs on the thread that asked, when that waits alertably.
void tellService(std::uint32_t window, DWORD state) {
  const Locked lock(g_lock);
  Armed armed;
  if (!disarm([&](const Armed& it) { return it.window == window; }, &armed)) return;
  armed.notify->status = ERROR_SUCCESS;
  armed.notify->service[1] = state;
  armed.notify->triggered = DWORD{1} << (state - 1);
  QueueUserAPC(reinterpret_cast<PAPCFUNC>(reinterpret_cast<void*>(armed.notify->callback)), armed.thread,
               reinterpret_cast<ULONG_PTR>(armed.notify));
  CloseHandle(armed.thread);
}

void tellReady() {
  const Locked lock(g_lock);
  if (g_events == nullptr) return;
  for (const HANDLE event : *g_events) {
    SetEvent(event);
    CloseHandle(event);
  }
  g_events->clear();
}

void take(std::uint8_t number, Reader& reader) {
  const auto kind = static_cast<Notice>(number);
  if (kind == Notice::ready) return tellReady();
  if (kind != Notice::service) return;
  const std::uint32_t window = reader.u32();
  tellService(window, reader.u32());
}

DWORD WINAPI notifyServiceStatusChange(SC_HANDLE service, DWORD mask, void* buffer) {
  Question question = onMachine("NotifyServiceStatusChangeW");
  auto* notify = static_cast<ServiceNotify*>(buffer);
  const bool wrong = notify == nullptr || notify->version != kVersion2 || notify->callback == nullptr ||
                     (mask & kStoppedAndRunning) != kStoppedAndRunning;
  if (question.misused(wrong)) return ERROR_INVALID_PARAMETER;
  if (!listenForNotices(take)) return RPC_S_SERVER_UNAVAILABLE;
  const std::uint32_t window = windowOfThisThread();
  HANDLE thread = nullptr;
  DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &thread, 0, FALSE,
                  DUPLICATE_SAME_ACCESS);
  {
    // Before the world is asked: it may tell at once.
    const Locked lock(g_lock);
    if (g_armed == nullptr) g_armed = new std::vector<Armed>;
    g_armed->push_back({service, window, thread, mask, notify});
  }
  const Answer answer = question.text("service", L"TermService").lab("window", window).ask();
  if (answer.ok) return ERROR_SUCCESS;
  const Locked lock(g_lock);
  disarm([&](const Armed& it) { return it.notify == notify; });
  return answer.code;
}

BOOL WINAPI closeServiceHandle(SC_HANDLE service) {
  {
    const LastErrorKeeper error;
    const Locked lock(g_lock);
    while (disarm([&](const Armed& it) { return it.service == service; })) {
    }
  }
  return g_closeService(service);
}

HANDLE WINAPI openEvent(DWORD access, BOOL inherit, LPCWSTR name) {
  if (name == nullptr || lstrcmpiW(name, kReadyEvent) != 0 || !LAB_CALLED_BY_ADDON()) {
    return g_openEvent(access, inherit, name);
  }
  Question question = onMachine("OpenEventW");
  const HANDLE event = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  HANDLE own = nullptr;
  DuplicateHandle(GetCurrentProcess(), event, GetCurrentProcess(), &own, 0, FALSE, DUPLICATE_SAME_ACCESS);
  const bool listening = listenForNotices(take);
  {
    const Locked lock(g_lock);
    if (g_events == nullptr) g_events = new std::vector<HANDLE>;
    g_events->push_back(own);
  }
  const Answer answer = question.text("name", name).lab("window", windowOfThisThread()).ask();
  if (listening && answer.ok) {
    if (answer.value().flag()) SetEvent(event);
    return event;
  }
  CloseHandle(event);
  question.fail(answer.code);
  return nullptr;
}

}  // namespace

bool redirectService() {
  decltype(&notifyServiceStatusChange) unused = nullptr;
  return redirect(L"kernel32.dll", "OpenEventW", openEvent, &g_openEvent) &&
         redirect(L"advapi32.dll", "NotifyServiceStatusChangeW", notifyServiceStatusChange, &unused) &&
         redirect(L"advapi32.dll", "CloseServiceHandle", closeServiceHandle, &g_closeService);
}

}  // namespace lab
