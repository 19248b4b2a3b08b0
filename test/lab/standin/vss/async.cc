// IVssAsync: a question to the world that is asked on a thread of its own. Windows may refuse at once or later, and a
// program must take both, so every second requester is refused at once where it is refused.
#include <atomic>
#include <string>

#include "notes.h"
#include "vss/requester.h"
#include "vss/values.h"

namespace lab::vss {
namespace {

// How long a call waits for a refusal that comes at once.
constexpr DWORD kAtOnceMs = 250;

struct Async {
  const Requester* requester;
  DWORD thread;
  std::uint32_t handle;
  std::string call;
  HANDLE done = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  std::atomic<long> outcome = kPending;
  // How often it is still under way, whatever there is to say.
  std::uint32_t pending;
  std::atomic<int> references = 2;

  Async(const Requester& it, std::string name)
      : requester(&it), thread(it.thread), handle(it.handle), call(std::move(name)), pending(it.handle % 4) {}
  ~Async() { CloseHandle(done); }
};

void leave(Async* async) {
  if (--async->references == 0) delete async;
}

DWORD WINAPI run(void* given) {
  auto* async = static_cast<Async*>(given);
  const Answer answer = onObject(async->handle, async->call).ask();
  async->outcome = answer.ok ? kFinished : resultOf(answer);
  SetEvent(async->done);
  leave(async);
  return 0;
}

bool isDone(const Async& async) { return WaitForSingleObject(async.done, 0) == WAIT_OBJECT_0; }

Async& of(void* given, const char* method) {
  auto& async = *static_cast<Async*>(given);
  checkThread({async.handle, async.thread}, std::string("IVssAsync.") + method);
  return async;
}

}  // namespace
}  // namespace lab::vss

using lab::onObject;
using namespace lab::vss;

long labBegin(void* given, const char* method, void** async) {
  const auto& requester = *static_cast<const Requester*>(given);
  const std::string call = std::string("IVssBackupComponents.") + method;
  checkThread(requester, call);
  auto* made = new Async(requester, call);
  const HANDLE thread = CreateThread(nullptr, 0, run, made, 0, nullptr);
  if (thread == nullptr) {
    leave(made);
    leave(made);
    return result(0x8007000E);
  }
  CloseHandle(thread);
  const bool refusesAtOnce = requester.handle % 2 == 1;
  if (refusesAtOnce && WaitForSingleObject(made->done, kAtOnceMs) == WAIT_OBJECT_0) {
    const long outcome = made->outcome;
    made->pending = 0;
    if (outcome < 0) {
      leave(made);
      return outcome;
    }
  }
  *async = made;
  return kOk;
}

long labAsyncWait(void* given, unsigned long ms) {
  const Async& async = of(given, "Wait");
  WaitForSingleObject(async.done, ms);
  // Of the operation it says nothing.
  return kOk;
}

long labAsyncStatus(void* given, long* outcome, int* reserved) {
  Async& async = of(given, "QueryStatus");
  if (reserved != nullptr) lab::note::broken("IVssAsync.QueryStatus is given what is reserved");
  const bool isPending = async.pending > 0 || !isDone(async);
  if (async.pending > 0) --async.pending;
  *outcome = isPending ? kPending : async.outcome.load();
  return kOk;
}

long labAsyncCancel(void* given) {
  const Async& async = of(given, "Cancel");
  if (isDone(async)) return async.outcome;
  return resultOf(onObject(async.handle, "Lab.Cancel").ask());
}

void labAsyncGone(void* given) {
  Async& async = of(given, "Release");
  if (!isDone(async)) lab::note::broken(async.call + ": its IVssAsync was released while it was under way");
  leave(&async);
}
