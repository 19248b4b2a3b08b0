#include "moniker/part.h"

#include "moniker/handlers.h"

namespace winstation::moniker {
namespace {

constexpr const bridge::Names* kNames[] = {&kCalls};
constexpr bridge::CallThreads kThreads[] = {{"moniker", openThread}};

}  // namespace

constinit const bridge::Part kPart = {{}, kNames, {}, kThreads};

}  // namespace winstation::moniker
