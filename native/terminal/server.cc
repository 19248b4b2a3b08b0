#include "terminal/server.h"

#include "terminal/facts.h"

namespace winstation::terminal {

Failure Server::open(const bridge::Answer& answer) {
  namespace wts = windows::wtsapi32;
  if (name() == nullptr || handle_) return {};
  HANDLE opened = nullptr;
  Failure failure = wts::WTSOpenServerExW.call(opened, name());
  if (failure && isFallback(fallbackOn(), failure, answer)) {
    failure = wts::WTSOpenServerW.call(opened, name());
  }
  if (failure) return failure;
  handle_ = Handle(opened);
  // What is asked next is another raw call.
  if (!answer.isWanted()) return {wts::WTSOpenServerExW.name(), kCancelled};
  return {};
}

}  // namespace winstation::terminal
