#pragma once

#include "base/owned.h"
#include "windows/advapi32.h"

namespace winstation::terminal {

/**
 * What Windows tells of a service, by a call on the thread that asked when that waits alertably. Lives on that thread
 * alone.
 */
class ServiceWatch {
 public:
  ServiceWatch() = default;
  ServiceWatch(const ServiceWatch&) = delete;
  ServiceWatch& operator=(const ServiceWatch&) = delete;
  ~ServiceWatch() { stop(); }

  /** From now on its changes are told. Does nothing when they are already. */
  Failure start(const char16_t* name);

  struct Change {
    /** Some changes were missed before this one. */
    bool isAfterLoss = false;
    /** `dwCurrentState`; 0 for none. */
    uint32_t state = 0;
    /** Asking again has failed: nothing more is told. */
    bool isLast = false;
  };
  /** Once Windows has called: what it told. Asks to be called again, which is needed after each time. */
  bool take(Change* change);

 private:
  Failure open();
  Failure arm();
  void stop();
  static void WINAPI called(void* notify);

  const char16_t* name_ = nullptr;
  OwnedHandle<windows::advapi32::CloseServiceHandle> service_;
  /** Windows writes into it until it has called, or the handle is closed. */
  windows::advapi32::ServiceNotify notify_ = {};
  bool isArmed_ = false;
  bool isCalled_ = false;
};

}  // namespace winstation::terminal
