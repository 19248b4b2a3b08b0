#pragma once

#include "windows/ole32.h"

namespace winstation::moniker {

struct Nothing {};

/** What a thread has of COM: its apartment, and the one object that it holds. Both go with the thread. */
class Holder {
 public:
  explicit Holder(const Nothing&) {}
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;
  ~Holder();

  /** The thread joins the apartment of all threads that have none of their own. */
  Failure enter();
  void hold(windows::ole32::Unknown* object);
  /** A thread that is in its apartment does not leave it by being idle. */
  bool keeps() const { return isInside_; }

 private:
  windows::ole32::Unknown* object_ = nullptr;
  bool isInside_ = false;
};

}  // namespace winstation::moniker
