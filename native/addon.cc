// What the addon is made of: each room's part, a line each. `lib/native/bridge/addon-types.ts` describes the functions.

#include <node_api.h>

#include "bridge/host.h"
#include "bridge/part.h"
#include "desktop/part.h"
#include "iscsi/part.h"
#include "logon/part.h"
#include "moniker/part.h"
#include "terminal/part.h"
#include "vss/part.h"

namespace winstation {
namespace {

constexpr const bridge::Part* kParts[] = {
    &bridge::kPart, &desktop::kPart, &iscsi::kPart, &logon::kPart, &moniker::kPart, &terminal::kPart, &vss::kPart,
};

}  // namespace
}  // namespace winstation

NAPI_MODULE_INIT() {
  // JavaScript sees that nothing is exported, and says why.
  if (!winstation::bridge::isHostComplete()) return exports;
  return winstation::bridge::load(env, exports, winstation::kParts);
}
