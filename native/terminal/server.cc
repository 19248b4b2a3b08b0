#include "terminal/server.h"

#include "terminal/facts.h"

namespace winstation::terminal {

windows::Failure Server::open(HANDLE* handle) {
  namespace wts = windows::wtsapi32;
  *handle = handle_.get();
  if (name() == nullptr || handle_) return {};
  HANDLE opened = nullptr;
  windows::Failure failure = wts::WTSOpenServerExW.call(opened, name());
  if (failure && isFallback(fallbackOn_, failure.code)) failure = wts::WTSOpenServerW.call(opened, name());
  if (failure) return failure;
  handle_ = Handle(opened);
  *handle = opened;
  return {};
}

}  // namespace winstation::terminal
