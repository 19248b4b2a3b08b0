#include "kernel.h"

#include <time.h>

#include <condition_variable>
#include <cstring>
#include <utility>

#include "trouble.h"

using trouble::outstanding;

namespace {

enum class Kind { event, thread };

struct Object {
  Kind kind;
  bool isManual;
  bool isSet;
};

thread_local DWORD lastError = 0;
thread_local kernel::Thread* thisThread = nullptr;

// Never destroyed: threads may still leave when `main` has.
std::mutex& objects = *new std::mutex;
std::condition_variable& changes = *new std::condition_variable;

int64_t nanoseconds() {
  timespec time;
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

Object* make(Kind kind, bool isManual, bool isSet) {
  ++outstanding.objects;
  return new Object{kind, isManual, isSet};
}

char ownModule;

struct Start {
  DWORD (*main)(void*);
  void* argument;
};

/** As on Windows, where the pages of a stack are there when they are touched. */
void* runThread(void* started) {
  const Start start = *static_cast<Start*>(started);
  delete static_cast<Start*>(started);
  thisThread = new kernel::Thread;
  start.main(start.argument);
  trouble::fault("a thread of the addon leaves by FreeLibraryAndExitThread");
}

}  // namespace

namespace kernel {

std::mutex& lock() { return objects; }
void changed() { changes.notify_all(); }
Thread* current() {
  if (thisThread == nullptr) trouble::fault("a thread of its own is needed");
  return thisThread;
}

DWORD wait(DWORD count, const HANDLE* handles, DWORD milliseconds, bool isAlertable, bool forMessages) {
  const int64_t until = nanoseconds() + static_cast<int64_t>(milliseconds * (1'000'000 / kSpeed));
  std::unique_lock<std::mutex> held(objects);
  for (;;) {
    if (isAlertable && thisThread != nullptr && !thisThread->calls.empty()) {
      while (!thisThread->calls.empty()) {
        const std::function<void()> call = std::move(thisThread->calls.front());
        thisThread->calls.pop_front();
        held.unlock();
        call();
        held.lock();
      }
      return WAIT_IO_COMPLETION;
    }
    for (DWORD i = 0; i < count; ++i) {
      auto* const object = static_cast<Object*>(handles[i]);
      if (object->kind != Kind::event) trouble::fault("a wait for what is no event");
      if (!object->isSet) continue;
      if (!object->isManual) object->isSet = false;
      return WAIT_OBJECT_0 + i;
    }
    if (forMessages && !thisThread->messages.empty()) return WAIT_OBJECT_0 + count;
    if (milliseconds == INFINITE) {
      changes.wait(held);
      continue;
    }
    const int64_t left = until - nanoseconds();
    if (left <= 0) return WAIT_TIMEOUT;
    changes.wait_for(held, std::chrono::nanoseconds(left));
  }
}

int threads() { return outstanding.threads; }

}  // namespace kernel

void AcquireSRWLockExclusive(SRWLOCK* lock) { ::pthread_mutex_lock(&lock->mutex); }
void ReleaseSRWLockExclusive(SRWLOCK* lock) { ::pthread_mutex_unlock(&lock->mutex); }

BOOL SleepConditionVariableSRW(CONDITION_VARIABLE* condition, SRWLOCK* lock, DWORD milliseconds, DWORD) {
  if (milliseconds == INFINITE) return ::pthread_cond_wait(&condition->condition, &lock->mutex) == 0;
  const int64_t until = nanoseconds() + static_cast<int64_t>(milliseconds * (1'000'000 / kernel::kSpeed));
  const timespec time = {static_cast<time_t>(until / 1'000'000'000), static_cast<long>(until % 1'000'000'000)};
  return ::pthread_cond_clockwait(&condition->condition, &lock->mutex, CLOCK_MONOTONIC, &time) == 0;
}

void WakeConditionVariable(CONDITION_VARIABLE* condition) { ::pthread_cond_signal(&condition->condition); }
void WakeAllConditionVariable(CONDITION_VARIABLE* condition) { ::pthread_cond_broadcast(&condition->condition); }

DWORD GetLastError() { return lastError; }
void SetLastError(DWORD code) { lastError = code; }

uint64_t GetTickCount64() { return static_cast<uint64_t>(nanoseconds()) / (1'000'000 / kernel::kSpeed); }
DWORD GetTickCount() { return static_cast<DWORD>(GetTickCount64()); }
BOOL QueryPerformanceCounter(LARGE_INTEGER* ticks) {
  ticks->QuadPart = nanoseconds();
  return TRUE;
}
BOOL QueryPerformanceFrequency(LARGE_INTEGER* frequency) {
  frequency->QuadPart = 1'000'000'000;
  return TRUE;
}
void GetSystemTimePreciseAsFileTime(FILETIME* time) {
  const int64_t ticks = 134'000'000'000'000'000 + nanoseconds() / 100;
  time->dwLowDateTime = static_cast<DWORD>(ticks);
  time->dwHighDateTime = static_cast<DWORD>(ticks >> 32);
}

void GetSystemTimeAsFileTime(FILETIME* time) { GetSystemTimePreciseAsFileTime(time); }

HANDLE CreateThread(void*, size_t stackBytes, DWORD (*main)(void*), void* argument, DWORD, DWORD*) {
  if (stackBytes < 1024 * 1024) trouble::fault("a thread has at least 1 MiB", static_cast<long>(stackBytes));
  if (trouble::happens(trouble::plan.noThread)) {
    SetLastError(8);
    return nullptr;
  }
  ++outstanding.threads;
  pthread_attr_t attributes;
  ::pthread_attr_init(&attributes);
  ::pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  auto* const start = new Start{main, argument};
  const int failed = ::pthread_create(&thread, &attributes, runThread, start);
  ::pthread_attr_destroy(&attributes);
  if (failed != 0) trouble::fault("no thread of this machine", failed);
  return make(Kind::thread, true, false);
}

void FreeLibraryAndExitThread(HMODULE, DWORD) {
  {
    const std::lock_guard<std::mutex> held(objects);
    delete std::exchange(thisThread, nullptr);
  }
  --outstanding.modules;
  --outstanding.threads;
  ::pthread_exit(nullptr);
}

HANDLE CreateEventW(void*, BOOL isManual, BOOL isSet, const wchar_t*) {
  if (trouble::happens(trouble::plan.noObject)) {
    SetLastError(8);
    return nullptr;
  }
  return make(Kind::event, isManual != FALSE, isSet != FALSE);
}

HANDLE OpenEventW(DWORD, BOOL, const wchar_t*) {
  if (trouble::below(3) == 0) {
    SetLastError(2);
    return nullptr;
  }
  return make(Kind::event, true, trouble::below(2) == 0);
}

BOOL SetEvent(HANDLE event) {
  const std::lock_guard<std::mutex> held(objects);
  static_cast<Object*>(event)->isSet = true;
  changes.notify_all();
  return TRUE;
}

BOOL ResetEvent(HANDLE event) {
  const std::lock_guard<std::mutex> held(objects);
  static_cast<Object*>(event)->isSet = false;
  return TRUE;
}

BOOL CloseHandle(HANDLE handle) {
  const std::lock_guard<std::mutex> held(objects);
  delete static_cast<Object*>(handle);
  --outstanding.objects;
  return TRUE;
}

DWORD WaitForMultipleObjectsEx(DWORD count, const HANDLE* handles, BOOL, DWORD milliseconds, BOOL alertable) {
  return kernel::wait(count, handles, milliseconds, alertable != FALSE, false);
}

DWORD WaitForMultipleObjects(DWORD count, const HANDLE* handles, BOOL, DWORD milliseconds) {
  return kernel::wait(count, handles, milliseconds, false, false);
}

DWORD WaitForSingleObject(HANDLE handle, DWORD milliseconds) {
  return kernel::wait(1, &handle, milliseconds, false, false);
}

DWORD SleepEx(DWORD milliseconds, BOOL alertable) {
  return kernel::wait(0, nullptr, milliseconds, alertable != FALSE, false) == WAIT_IO_COMPLETION ? WAIT_IO_COMPLETION
                                                                                                 : 0;
}

HANDLE GetCurrentProcess() { return reinterpret_cast<HANDLE>(intptr_t{-1}); }
DWORD GetCurrentProcessId() { return 4321; }

BOOL IsWow64Process(HANDLE, BOOL* is) {
  *is = FALSE;
  return TRUE;
}

BOOL GetModuleHandleExW(DWORD flags, const wchar_t*, HMODULE* module) {
  *module = reinterpret_cast<HMODULE>(&ownModule);
  constexpr DWORD uncounted = GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT | GET_MODULE_HANDLE_EX_FLAG_PIN;
  if ((flags & uncounted) == 0) ++outstanding.modules;
  return TRUE;
}

/** Of none of them is it asked here. */
HMODULE GetModuleHandleW(const wchar_t*) { return nullptr; }

/** DLLs of Windows are never let go; only the addon's own references are counted. */
BOOL FreeLibrary(HMODULE module) {
  if (module == reinterpret_cast<HMODULE>(&ownModule)) --outstanding.modules;
  return TRUE;
}
