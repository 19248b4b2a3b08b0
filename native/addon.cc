// What the addon exports, a line each. `lib/native/addon-types.ts` describes it.

#include <node_api.h>

#include "bridge/calls.h"
#include "bridge/environment.h"
#include "bridge/host.h"
#include "terminal/calls.h"

namespace winstation {
namespace {

struct Exported {
  const char* name;
  napi_callback call;
};

constexpr Exported kExports[] = {
    {"activeConsoleSessionId", terminal::activeConsoleSessionId},
    {"currentSessionId", terminal::currentSessionId},
    {"sessionIdOf", terminal::sessionIdOf},
    {"remoteSigns", terminal::remoteSigns},
    {"sessionsSync", terminal::sessionsSync},
    {"fallBackOn", bridge::fallBackOn},
    {"mailbox", bridge::mailbox},
    {"listen", bridge::listen},
    {"keepAlive", bridge::keepAlive},
    {"openThread", terminal::openThread},
    {"ask", bridge::ask},
    {"stop", bridge::stop},
    {"writeOff", bridge::writeOff},
    {"openNoticeWindow", terminal::openNoticeWindow},
    {"openEventWaiter", terminal::openEventWaiter},
    {"lastInputAge", terminal::lastInputAge},
    {"flush", bridge::flush},
    {"close", bridge::close},
    {"takeAnswer", bridge::takeAnswer},
    {"takeNews", bridge::takeNews},
    {"more", bridge::more},
    {"drop", bridge::drop},
    {"counts", bridge::counts},
};

}  // namespace
}  // namespace winstation

NAPI_MODULE_INIT() {
  // JavaScript sees that nothing is exported, and says why.
  if (!winstation::bridge::isHostComplete()) return exports;
  auto* const environment = winstation::bridge::Environment::of(env);
  if (environment == nullptr) return nullptr;
  for (const auto& each : winstation::kExports) {
    napi_value function;
    if (napi_create_function(env, each.name, NAPI_AUTO_LENGTH, each.call, environment, &function) != napi_ok ||
        napi_set_named_property(env, exports, each.name, function) != napi_ok) {
      return nullptr;
    }
  }
  return exports;
}
