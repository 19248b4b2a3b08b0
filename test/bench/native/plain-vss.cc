// Three VSS writers are called in turn, as Windows calls a writer, by the stand-in of vssapi.dll: winstation's, one of
// a plain addon, and one in C++, which is what no other can be faster than. The plain addon is what one writes first:
// one call of a threadsafe function for each call of Windows, which waits until JavaScript has returned.
#include "plain-vss.h"

#include <windows.h>
// After windows.h.
#include <objbase.h>

#include <string>
#include <vector>

#include "clock.h"
#include "plain-writer.h"

namespace bench {
namespace {

using Create = long (*)(void* writer, void** impl);
using Call = int (*)(const GUID* id, const char* handler, LARGE_INTEGER* before, LARGE_INTEGER* after);

constexpr GUID kPlainId = {0x2f9d3c71, 0x5a0e, 0x4b8d, {0x8c, 0x64, 0x1e, 0x07, 0xb5, 0xd2, 0x93, 0x4a}};
constexpr GUID kCppId = {0x93b64e08, 0xc1f7, 0x4d25, {0xa9, 0x3b, 0x70, 0x5e, 0xd8, 0x16, 0x42, 0xfc}};

constexpr const char* kPhaseNames[] = {"freeze", "postSnapshot"};

/** One call of Windows, in microseconds. */
struct Called {
  double before;
  double after;
};

/** What of the calls of one writer is noted, by their phase. */
struct Notes {
  std::vector<Called> calls[2];
  std::vector<double> heard[2];
};

template <class F>
F find(const char* name) {
  static const HMODULE library = LoadLibraryExW(L"vssapi.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  return reinterpret_cast<F>(reinterpret_cast<void*>(GetProcAddress(library, name)));
}

bool noteTime(void* notes, BenchPhase phase) {
  static_cast<Notes*>(notes)->heard[phase].push_back(microseconds());
  return true;
}

/** The handler in JavaScript of the plain addon, as the thread sees it that Windows calls. */
class JavaScript {
 public:
  JavaScript(Napi::Env env, const Napi::Function& handler)
      : handler_(Napi::ThreadSafeFunction::New(env, handler, "plain", 0, 1)) {}
  ~JavaScript() { handler_.Release(); }

  static bool hear(void* self, BenchPhase phase) { return static_cast<JavaScript*>(self)->wait(phase); }

 private:
  struct Waiting {
    BenchPhase phase;
    SRWLOCK lock = SRWLOCK_INIT;
    CONDITION_VARIABLE changed = CONDITION_VARIABLE_INIT;
    bool hasReturned = false;
  };

  bool wait(BenchPhase phase) {
    Waiting waiting{phase};
    const auto call = [](Napi::Env env, Napi::Function handler, Waiting* heard) {
      Napi::Object event = Napi::Object::New(env);
      event.Set("phase", kPhaseNames[heard->phase]);
      handler.Call({event});
      AcquireSRWLockExclusive(&heard->lock);
      heard->hasReturned = true;
      WakeConditionVariable(&heard->changed);
      ReleaseSRWLockExclusive(&heard->lock);
    };
    if (handler_.NonBlockingCall(&waiting, call) != napi_ok) return false;
    AcquireSRWLockExclusive(&waiting.lock);
    while (!waiting.hasReturned) SleepConditionVariableSRW(&waiting.changed, &waiting.lock, INFINITE, 0);
    ReleaseSRWLockExclusive(&waiting.lock);
    return true;
  }

  Napi::ThreadSafeFunction handler_;
};

/** Calls all three on a thread of its own, and resolves with what it has noted. */
class Caller : public Napi::AsyncWorker {
 public:
  Caller(Napi::Env env, const GUID& ours, uint32_t count, uint32_t everyMs, const Napi::Function& plain)
      : Napi::AsyncWorker(env),
        deferred_(Napi::Promise::Deferred::New(env)),
        ours_(ours),
        count_(count),
        everyMs_(everyMs),
        plain_(env, plain) {}

  Napi::Promise promise() const { return deferred_.Promise(); }

  void Execute() override {
    CoInitializeEx(nullptr, COINIT_MULTITHREADED);
    const auto create = find<Create>("CreateWriterEx");
    BenchWriter plain, cpp;
    if (benchSubscribe(&plain, create, &kPlainId, L"plain", JavaScript::hear, &plain_) != 0 ||
        benchSubscribe(&cpp, create, &kCppId, L"C++", noteTime, &notes_[2]) != 0) {
      return SetError("a writer in C++ could not subscribe");
    }
    const GUID writers[] = {ours_, kPlainId, kCppId};
    for (uint32_t i = 0; i < count_; ++i) {
      // In another order each time, since a loop that was idle for longer is slower to wake.
      for (uint32_t turn = 0; turn < 3; ++turn) callOnce(writers[(i + turn) % 3], notes_[(i + turn) % 3]);
    }
    benchUnsubscribe(&plain);
    benchUnsubscribe(&cpp);
    CoUninitialize();
  }

  void OnOK() override {
    const char* const names[] = {"winstation", "plain", "c"};
    Napi::Object all = Napi::Object::New(Env());
    for (int i = 0; i < 3; ++i) all.Set(names[i], toJavaScript(notes_[i]));
    deferred_.Resolve(all);
  }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

 private:
  /** A freeze, which is thawed, and what comes after the snapshot. */
  void callOnce(const GUID& writer, Notes& notes) {
    Sleep(everyMs_);
    notes.calls[kBenchFreeze].push_back(call(writer, "OnFreeze"));
    call(writer, "OnThaw");
    Sleep(everyMs_);
    notes.calls[kBenchPostSnapshot].push_back(call(writer, "OnPostSnapshot"));
  }

  Called call(const GUID& writer, const char* handler) {
    static const auto callWriter = find<Call>("LabCallWriter");
    LARGE_INTEGER before = {}, after = {};
    if (callWriter(&writer, handler, &before, &after) != 1) SetError(std::string(handler) + " did not return true");
    return {microsecondsAt(before), microsecondsAt(after)};
  }

  Napi::Object toJavaScript(const Notes& notes) {
    Napi::Object phases = Napi::Object::New(Env());
    for (const BenchPhase phase : {kBenchFreeze, kBenchPostSnapshot}) {
      const std::vector<Called>& calls = notes.calls[phase];
      const std::vector<double>& heard = notes.heard[phase];
      Napi::Array rows = Napi::Array::New(Env(), calls.size());
      for (uint32_t i = 0; i < calls.size(); ++i) {
        Napi::Object row = Napi::Object::New(Env());
        row.Set("before", calls[i].before);
        if (i < heard.size()) row.Set("heard", heard[i]);
        row.Set("after", calls[i].after);
        rows.Set(i, row);
      }
      phases.Set(kPhaseNames[phase], rows);
    }
    return phases;
  }

  const Napi::Promise::Deferred deferred_;
  const GUID ours_;
  const uint32_t count_;
  const uint32_t everyMs_;
  JavaScript plain_;
  Notes notes_[3];
};

/** The class of winstation's writer, how often, milliseconds between two calls, the handler of the plain addon. */
Napi::Value callWriters(const Napi::CallbackInfo& info) {
  std::u16string id = u"{";
  id.append(info[0].As<Napi::String>().Utf16Value()).append(u"}");
  GUID ours = {};
  CLSIDFromString(reinterpret_cast<const wchar_t*>(id.c_str()), &ours);
  auto* const caller = new Caller(info.Env(), ours, info[1].As<Napi::Number>(), info[2].As<Napi::Number>(),
                                  info[3].As<Napi::Function>());
  const Napi::Promise promise = caller->promise();
  caller->Queue();
  return promise;
}

}  // namespace

void addVss(Napi::Env env, Napi::Object exports) { exports.Set("callWriters", Napi::Function::New(env, callWriters)); }

}  // namespace bench
