#pragma once

#include <node_api.h>

#include <atomic>

#include "base/lock.h"
#include "bridge/answer.h"

namespace winstation::bridge {

/** What a thread hands in: the packs of its answer, or, when nobody waits any more, nothing but its end. */
struct Finished {
  Finished* next;
  uint32_t ticket;
  int64_t stampedAt;
  Packs packs;
};

/**
 * Where the threads of one environment hand in their answers, and the one bell that tells its loop of them. The
 * thread-safe function carries no data and at most one ring is under way; the answers wait here.
 *
 * Threads and the loop hold references. Once `close` has run, nothing touches the thread-safe function any more, and
 * what threads still hand in is dropped: this is what makes it safe for an environment to end under its threads.
 */
class Doorbell {
 public:
  void retain() { references_.fetch_add(1, std::memory_order_relaxed); }
  void release();

  /** For the loop: makes the bell that calls `ring`. It does not keep the process alive by itself. */
  bool open(napi_env env, napi_value ring);
  void ref(napi_env env, bool keepAlive);
  /** For the loop, when its environment ends. */
  void close();
  /** For the loop: the oldest answer, or nothing. */
  Owned<Finished> take();

  /** For threads. */
  void handIn(Owned<Finished> finished);
  /** For threads, under the lock: there is something to be taken. */
  void ring();

  Lock lock;
  /** Under the lock: the environment has ended. */
  bool closed = false;

 private:
  friend Doorbell* winstation::make<Doorbell>();
  friend void winstation::dispose<Doorbell>(Doorbell*);
  Doorbell() = default;
  ~Doorbell() = default;

  static void rung(napi_env env, napi_value ring, void* context, void* data);

  std::atomic<int32_t> references_{1};
  napi_threadsafe_function bell_ = nullptr;
  bool underWay_ = false;
  Finished* first_ = nullptr;
  Finished* last_ = nullptr;
};

}  // namespace winstation::bridge
