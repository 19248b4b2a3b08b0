#pragma once

#include "base/owned.h"

namespace winstation::terminal {

/** One overlapped call of a file at a time. While it is under way Windows writes into it, so it stays where it is. */
class Overlapped {
 public:
  Overlapped() = default;
  Overlapped(const Overlapped&) = delete;
  Overlapped& operator=(const Overlapped&) = delete;

  /** False with the last error. */
  bool make() {
    if (!event_) event_ = KernelHandle(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
    return static_cast<bool>(event_);
  }

  /** For the call that begins now. */
  OVERLAPPED* fresh() {
    state_ = {};
    state_.hEvent = event_.get();
    return &state_;
  }

  /** The call has begun, and answers later. */
  void isUnderWay(bool is) { isUnderWay_ = is; }
  bool isUnderWay() const { return isUnderWay_; }

  /** Of a call that has ended: how it ended, 0 for well; and how many bytes it moved. */
  uint32_t result(HANDLE file, uint32_t* bytes) {
    DWORD moved = 0;
    const uint32_t code =
        ::GetOverlappedResult(file, &state_, &moved, FALSE) ? 0 : static_cast<uint32_t>(::GetLastError());
    *bytes = moved;
    return code;
  }

  void cancel(HANDLE file) { ::CancelIoEx(file, &state_); }

  HANDLE event() const { return event_.get(); }

  /** Waits until it has ended; false when it has not by then. */
  bool await(uint32_t milliseconds) {
    if (isUnderWay_ && ::WaitForSingleObject(event_.get(), milliseconds) == WAIT_OBJECT_0) isUnderWay_ = false;
    return !isUnderWay_;
  }

 private:
  KernelHandle event_;
  OVERLAPPED state_ = {};
  bool isUnderWay_ = false;
};

}  // namespace winstation::terminal
