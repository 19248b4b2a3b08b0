#pragma once

#include <windows.h>

#include <deque>
#include <functional>
#include <mutex>

/** What the other parts of the fake Windows need of its kernel. */
namespace kernel {

/** How much faster the time runs than it says, so that the ten seconds of an idle thread are over soon. */
inline constexpr uint64_t kSpeed = 200;

/** A thread as Windows sees it. */
struct Thread {
  std::deque<std::function<void()>> calls;
  std::deque<MSG> messages;
};

/** Guards threads and objects. */
std::mutex& lock();
/** Under the lock: something changed that a thread may wait for. */
void changed();
/** The calling one. */
Thread* current();

DWORD wait(DWORD count, const HANDLE* handles, DWORD milliseconds, bool isAlertable, bool forMessages);

/** How many threads are there. */
int threads();

}  // namespace kernel
