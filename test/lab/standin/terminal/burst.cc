#include "terminal/burst.h"

#include <algorithm>
#include <vector>

#include "terminal/registrations.h"

namespace lab {
namespace {

// How many posted messages the queue of a thread holds on Windows. Wine's holds any number, so this is counted here:
// the thread of the window runs a hook at each message that it takes.
constexpr LONG kQueueRoom = 10'000;
constexpr int kMostQueues = 32;
constexpr DWORD kDrainMilliseconds = 20'000;

struct Queue {
  HWND window;
  DWORD thread;
  HHOOK hook;
  volatile LONG waiting;
};

SRWLOCK g_one = SRWLOCK_INIT;  // one burst at a time
Queue g_queues[kMostQueues];
volatile LONG g_queueCount = 0;
HANDLE g_open = nullptr;  // signalled unless the windows are stalled

LRESULT CALLBACK taken(int code, WPARAM removed, LPARAM message) {
  const auto* it = reinterpret_cast<const MSG*>(message);
  if (code == HC_ACTION && removed == PM_REMOVE && it->message == kSessionChange) {
    WaitForSingleObject(g_open, INFINITE);
    for (LONG i = 0; i < g_queueCount; ++i) {
      if (g_queues[i].window == it->hwnd) InterlockedDecrement(&g_queues[i].waiting);
    }
  }
  return CallNextHookEx(nullptr, code, removed, message);
}

void watchQueues() {
  if (g_open == nullptr) g_open = CreateEventW(nullptr, TRUE, TRUE, nullptr);
  LONG count = 0;
  for (const HWND window : registeredWindows()) {
    if (count == kMostQueues) break;
    const DWORD thread = GetWindowThreadProcessId(window, nullptr);
    if (thread == 0) continue;
    g_queues[count] = {window, thread, nullptr, 0};
    ++count;
  }
  InterlockedExchange(&g_queueCount, count);
  for (LONG i = 0; i < count; ++i) {
    g_queues[i].hook = SetWindowsHookExW(WH_GETMESSAGE, taken, nullptr, g_queues[i].thread);
  }
}

bool drained() {
  for (LONG i = 0; i < g_queueCount; ++i) {
    if (g_queues[i].waiting > 0 && IsWindow(g_queues[i].window)) return false;
  }
  return true;
}

void leaveQueues() {
  for (DWORD waited = 0; !drained() && waited < kDrainMilliseconds; waited += 5) Sleep(5);
  for (LONG i = 0; i < g_queueCount; ++i) {
    if (g_queues[i].hook != nullptr) UnhookWindowsHookEx(g_queues[i].hook);
  }
  InterlockedExchange(&g_queueCount, 0);
}

// As PostMessageW on Windows: FALSE with 1816 when there is no room.
bool postOne(Queue& queue, const Burst& burst, std::uint32_t session) {
  if (queue.waiting >= std::min(static_cast<LONG>(burst.room), kQueueRoom)) {
    SetLastError(ERROR_NOT_ENOUGH_QUOTA);
    return false;
  }
  InterlockedIncrement(&queue.waiting);
  if (PostMessageW(queue.window, kSessionChange, burst.event, static_cast<LPARAM>(session))) return true;
  InterlockedDecrement(&queue.waiting);
  return false;
}

}  // namespace

BurstResult post(const Burst& burst) {
  BurstResult result;
  AcquireSRWLockExclusive(&g_one);
  watchQueues();
  if (burst.stall) ResetEvent(g_open);
  for (std::uint32_t session = 0; session < burst.count; ++session) {
    for (LONG i = 0; i < g_queueCount; ++i) {
      bool room = postOne(g_queues[i], burst, session);
      while (!room && burst.insist && GetLastError() == ERROR_NOT_ENOUGH_QUOTA && IsWindow(g_queues[i].window)) {
        Sleep(1);
        room = postOne(g_queues[i], burst, session);
      }
      room ? ++result.posted : ++result.refused;
    }
  }
  SetEvent(g_open);
  leaveQueues();
  ReleaseSRWLockExclusive(&g_one);
  return result;
}

}  // namespace lab
