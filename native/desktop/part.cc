#include "desktop/part.h"

#include "desktop/handlers.h"
#include "desktop/questions.h"

namespace winstation::desktop {
namespace {

constexpr bridge::Exported kExports[] = {bridge::exported<setRenderHint>("setRenderHint")};
constexpr const bridge::Names* kNames[] = {&kCalls};
constexpr bridge::CallThreads kThreads[] = {{"desktop", openThread}};

}  // namespace

constinit const bridge::Part kPart = {kExports, kNames, {}, kThreads};

}  // namespace winstation::desktop
