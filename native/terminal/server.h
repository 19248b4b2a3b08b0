#pragma once

#include "bridge/answer.h"
#include "windows/wtsapi32.h"

namespace winstation::terminal {

/** The server handle of one thread, opened when first needed. This machine has none to open. */
class Server {
 public:
  Server(const Text& host, const Array<uint32_t>& fallbackOn) : host_(host), fallbackOn_(fallbackOn) {}

  using Handle = OwnedHandle<windows::wtsapi32::WTSCloseServer>;

  /** Once it has succeeded there is a handle. Fails when nobody waits for the answer any more. */
  Failure open(const bridge::Answer& answer);
  /** NULL, which means this machine, for a host without a name. */
  HANDLE handle() const { return handle_.get(); }
  /** The next call opens anew. */
  Handle take() { return std::move(handle_); }

  /** The host's name, NULL for this machine: for calls that take it instead of a handle. */
  const char16_t* name() const { return host_.size() == 0 ? nullptr : host_.data(); }

  const Array<uint32_t>& fallbackOn() const { return fallbackOn_; }

 private:
  // Of the thread, which outlives this.
  const Text& host_;
  const Array<uint32_t>& fallbackOn_;
  Handle handle_;
};

}  // namespace winstation::terminal
