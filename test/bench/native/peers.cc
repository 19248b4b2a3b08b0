// The peers that are written in C++: a no-op, the bare call, a loop that copies everything out, and an addon as one
// writes it with node-addon-api, property by property. And what of this process only Windows knows.
#include <napi.h>

#include "plain-channel.h"
#include "plain-events.h"
#include "plain-iscsi.h"
#include "plain-vss.h"
#include "record.h"

// After windows.h.
#include <psapi.h>

namespace {

using bench::Record;

/** What the console's id costs without asking for it. */
napi_value noop(napi_env env, napi_callback_info) {
  napi_value value;
  napi_create_uint32(env, 1, &value);
  return value;
}

/** The call and the release: what no peer can be faster than. */
Napi::Value bare(const Napi::CallbackInfo& info) {
  const bench::Rows rows;
  return Napi::Number::New(info.Env(), rows.count());
}

Napi::Value copyLoop(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(bench::copyOut().size()));
}

const char* const kStates[] = {"active", "connected", "connectQuery", "shadow", "disconnected",
                               "idle",   "listen",    "reset",        "down",   "init"};

const char* kindOf(const Record& row) {
  if (!row.userName.empty()) return "user";
  if (row.sessionId == 0) return "services";
  return row.state == 6 ? "listener" : "free";
}

Napi::Value optional(Napi::Env env, const std::u16string& text) {
  return text.empty() ? env.Undefined() : Napi::String::New(env, text);
}

/** The same finished objects as winstation's, from the same facts. */
Napi::Array build(Napi::Env env, const std::vector<Record>& rows, const Napi::Value& host, const Napi::Value& takenAt) {
  const DWORD console = WTSGetActiveConsoleSessionId();
  DWORD own = 0;
  ProcessIdToSessionId(GetCurrentProcessId(), &own);
  Napi::Array list = Napi::Array::New(env, rows.size());
  for (uint32_t i = 0; i < rows.size(); ++i) {
    const Napi::HandleScope scope(env);
    const Record& row = rows[i];
    Napi::Object session = Napi::Object::New(env);
    session.Set("host", host);
    session.Set("id", Napi::Number::New(env, row.sessionId));
    session.Set("name", Napi::String::New(env, row.sessionName));
    session.Set("state", row.state >= 0 && row.state < 10 ? kStates[row.state] : "unknown");
    session.Set("kind", kindOf(row));
    session.Set("user", optional(env, row.userName));
    session.Set("domain", optional(env, row.domainName));
    session.Set("account", row.userName.empty() || row.domainName.empty()
                               ? optional(env, row.userName)
                               : Napi::String::New(env, row.domainName + u"\\" + row.userName));
    session.Set("isConsole", Napi::Boolean::New(env, row.sessionId == console));
    session.Set("isCurrent", Napi::Boolean::New(env, row.sessionId == own));
    session.Set("takenAt", takenAt);
    session.Freeze();
    list.Set(i, session);
  }
  return list;
}

Napi::Value plain(const Napi::CallbackInfo& info) { return build(info.Env(), bench::copyOut(), info[0], info[1]); }

class PlainWorker : public Napi::AsyncWorker {
 public:
  explicit PlainWorker(const Napi::CallbackInfo& info)
      : Napi::AsyncWorker(info.Env()),
        deferred_(Napi::Promise::Deferred::New(info.Env())),
        host_(info[0].As<Napi::String>().Utf16Value()),
        takenAt_(Napi::Persistent(info[1].As<Napi::Object>())) {}

  Napi::Promise promise() const { return deferred_.Promise(); }
  void Execute() override { rows_ = bench::copyOut(); }
  void OnOK() override { deferred_.Resolve(build(Env(), rows_, Napi::String::New(Env(), host_), takenAt_.Value())); }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

 private:
  Napi::Promise::Deferred deferred_;
  const std::u16string host_;
  const Napi::ObjectReference takenAt_;
  std::vector<Record> rows_;
};

Napi::Value plainAsync(const Napi::CallbackInfo& info) {
  auto* const worker = new PlainWorker(info);
  const Napi::Promise promise = worker->promise();
  worker->Queue();
  return promise;
}

/** What this process has committed for itself alone. Wine 8 knows no such counter, so the regions are summed up there.
 */
Napi::Value privateBytes(const Napi::CallbackInfo& info) {
  PROCESS_MEMORY_COUNTERS_EX counters = {};
  GetProcessMemoryInfo(GetCurrentProcess(), reinterpret_cast<PROCESS_MEMORY_COUNTERS*>(&counters), sizeof(counters));
  size_t bytes = counters.PrivateUsage;
  if (bytes == 0) {
    MEMORY_BASIC_INFORMATION region;
    for (const char* at = nullptr; VirtualQuery(at, &region, sizeof(region)) != 0; at += region.RegionSize) {
      if (region.State == MEM_COMMIT && region.Type == MEM_PRIVATE) bytes += region.RegionSize;
    }
  }
  return Napi::Number::New(info.Env(), static_cast<double>(bytes));
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  napi_value function;
  napi_create_function(env, "noop", NAPI_AUTO_LENGTH, noop, nullptr, &function);
  exports.Set("noop", Napi::Value(env, function));
  exports.Set("bare", Napi::Function::New(env, bare));
  exports.Set("copyLoop", Napi::Function::New(env, copyLoop));
  exports.Set("plain", Napi::Function::New(env, plain));
  exports.Set("plainAsync", Napi::Function::New(env, plainAsync));
  exports.Set("privateBytes", Napi::Function::New(env, privateBytes));
  bench::addEvents(env, exports);
  bench::addChannel(env, exports);
  bench::addIscsi(env, exports);
  bench::addVss(env, exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(peers, init)
