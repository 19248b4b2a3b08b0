#include "moniker/holder.h"

#include "base/counters.h"

namespace winstation::moniker {

namespace com = windows::ole32;

Holder::~Holder() {
  hold(nullptr);
  if (!isInside_) return;
  if (const auto leave = com::CoUninitialize.find()) leave();
}

Failure Holder::enter() {
  if (isInside_) return {};
  // S_FALSE is a success, too: somebody has entered before, and each one leaves once.
  const Failure failure = com::CoInitializeEx.call(nullptr, com::kMultithreaded);
  isInside_ = !failure;
  return failure;
}

void Holder::hold(com::Unknown* object) {
  if (object_ != nullptr) {
    object_->functions->release(object_);
    counters.handles.down();
  }
  object_ = object;
  if (object_ != nullptr) counters.handles.up();
}

}  // namespace winstation::moniker
