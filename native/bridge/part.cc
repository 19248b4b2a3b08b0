#include "bridge/part.h"

#include "bridge/calls.h"

namespace winstation::bridge {
namespace {

constexpr Exported kExports[] = {
    exported<mailbox>("mailbox"),
    exported<listen>("listen"),
    exported<keepAlive>("keepAlive"),
    exported<openCallThread>("openCallThread"),
    exported<ask>("ask"),
    exported<stop>("stop"),
    exported<writeOff>("writeOff"),
    exported<flush>("flush"),
    exported<close>("close"),
    exported<takeAnswer>("takeAnswer"),
    exported<takeNews>("takeNews"),
    exported<more>("more"),
    exported<drop>("drop"),
    exported<names>("names"),
    exported<counts>("counts"),
};

constexpr Counted kCounted[] = {
    {"threads", &counters.threads}, {"writtenOff", &counters.writtenOff}, {"writtenOff", &counters.leftThreads},
    {"handles", &counters.handles}, {"buffers", &counters.buffers},       {"packs", &counters.packs},
};

}  // namespace

constinit const Part kPart = {kExports, {}, kCounted};

napi_value load(napi_env env, napi_value exports, Parts parts) {
  auto* const environment = Environment::of(env, parts);
  if (environment == nullptr) return nullptr;
  for (const Part* const part : parts) {
    for (const Exported& each : part->exports) {
      napi_value function;
      if (napi_create_function(env, each.name, NAPI_AUTO_LENGTH, each.call, environment, &function) != napi_ok ||
          napi_set_named_property(env, exports, each.name, function) != napi_ok) {
        return nullptr;
      }
    }
  }
  return exports;
}

}  // namespace winstation::bridge
