#include "logon/part.h"

#include "logon/handlers.h"

namespace winstation::logon {
namespace {

constexpr const bridge::Names* kNames[] = {&kCalls};
constexpr bridge::CallThreads kThreads[] = {{"logon", openThread}};

}  // namespace

constinit const bridge::Part kPart = {{}, kNames, {}, kThreads};

}  // namespace winstation::logon
