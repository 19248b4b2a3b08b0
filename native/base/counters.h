#pragma once

#include <atomic>
#include <cstdint>

namespace winstation {

class Counter {
 public:
  void up() { value_.fetch_add(1, std::memory_order_relaxed); }
  void down() { value_.fetch_sub(1, std::memory_order_relaxed); }
  /** Counts one up, unless there are `most` already. */
  bool upTo(int32_t most) {
    int32_t value = value_.load(std::memory_order_relaxed);
    while (value < most) {
      if (value_.compare_exchange_weak(value, value + 1, std::memory_order_relaxed)) return true;
    }
    return false;
  }
  int32_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<int32_t> value_{0};
};

/** A counter as JavaScript knows it. */
struct Counted {
  const char* name;
  const Counter* counter;
};

/** What is alive in this process, over all environments; every one comes back to zero. A domain may have more. */
struct Counters {
  Counter threads;
  Counter handles;
  Counter buffers;
  Counter packs;
  /** Threads of lanes that were written off and have not left yet. */
  Counter writtenOff;
  /** Other threads of lanes that are on their way out: closed, of an environment that has ended, or idle for long. */
  Counter leftThreads;
};

inline constinit Counters counters;

}  // namespace winstation
