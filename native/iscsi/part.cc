#include "iscsi/part.h"

#include "iscsi/handlers.h"

namespace winstation::iscsi {
namespace {

constexpr const bridge::Names* kNames[] = {&kCalls};
constexpr bridge::CallThreads kThreads[] = {{"iscsi", openThread}};

}  // namespace

constinit const bridge::Part kPart = {{}, kNames, {}, kThreads};

}  // namespace winstation::iscsi
