#pragma once

#include "bridge/answer.h"
#include "terminal/host.h"
#include "windows/wtsapi32.h"

namespace winstation::terminal {

/** The server handle of one thread, opened when first needed. This machine has none to open. */
class Server {
 public:
  /** The host outlives it. */
  explicit Server(const Host& host) : host_(host) {}

  using Handle = OwnedHandle<windows::wtsapi32::WTSCloseServer>;

  /** Once it has succeeded there is a handle. Fails when nobody waits for the answer any more. */
  Failure open(const bridge::Answer& answer);
  /** NULL, which means this machine, for a host without a name. */
  HANDLE handle() const { return handle_.get(); }
  /** The next call opens anew. */
  Handle take() { return std::move(handle_); }

  /** The host's name, NULL for this machine: for calls that take it instead of a handle. */
  const char16_t* name() const { return host_.name.size() == 0 ? nullptr : host_.name.data(); }

  Words fallbackOn() const { return host_.fallbackOn; }

 private:
  const Host& host_;
  Handle handle_;
};

}  // namespace winstation::terminal
