#pragma once

#include <cstdint>

#include "base/system.h"

namespace winstation {

/** Needs no destructor, so it may stand in memory that ends with the process. */
class Lock {
 public:
  constexpr Lock() = default;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  friend class Held;
  SRWLOCK lock_ = SRWLOCK_INIT;
};

/** Holds a lock as long as it lives. */
class Held {
 public:
  explicit Held(Lock& lock) : lock_(lock) { ::AcquireSRWLockExclusive(&lock_.lock_); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() { ::ReleaseSRWLockExclusive(&lock_.lock_); }

  /** Lets go of the lock until woken; false when the time ran out first. */
  bool wait(CONDITION_VARIABLE& wake, uint32_t milliseconds) {
    return ::SleepConditionVariableSRW(&wake, &lock_.lock_, milliseconds, 0) != 0;
  }

 private:
  Lock& lock_;
};

}  // namespace winstation
