#pragma once

#include "bridge/answer.h"
#include "windows/vssapi.h"

namespace winstation::vss {

/** A thread is opened for this machine, with nothing. */
struct Nothing {};

/**
 * What the thread of a session keeps: its place in an apartment, and the object whose methods are the session. All of
 * them are called on that thread.
 */
class Requester {
 public:
  explicit Requester(const Nothing&) {}
  Requester(const Requester&) = delete;
  Requester& operator=(const Requester&) = delete;
  /** Nobody has ended the session: Windows is told, or its writers would wait. */
  ~Requester();

  Failure make();
  /** NULL before it is made, and when it is given back. */
  void* components() const { return components_; }
  void giveBack();

  /** Calls a method and waits until Windows has done in the background what it began. */
  Failure await(const windows::vssapi::Begin& begin, const bridge::Answer& answer);
  /** The object belongs to the thread, which does not leave it by being idle. */
  bool keeps() const { return components_ != nullptr; }
  /** Whether the writers have been told of a backup that they must see an end of. */
  void oweAbort(bool isOwed) { isAbortOwed_ = isOwed; }

 private:
  windows::Apartment apartment_;
  void* components_ = nullptr;
  bool isAbortOwed_ = false;
};

}  // namespace winstation::vss
