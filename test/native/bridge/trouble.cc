#include "trouble.h"

#include <time.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace trouble {

Plan plan;
Outstanding outstanding;

namespace {

std::atomic<uint32_t> threadsSeen{0};

std::mutex hangs;
std::condition_variable gone;
uint64_t round = 0;
uint32_t hanging = 0;

}  // namespace

uint32_t random() {
  thread_local uint64_t state = 0;
  thread_local uint32_t seed = 0;
  if (const uint32_t now = plan.seed; now != seed) {
    seed = now;
    state = (uint64_t{seed} << 32) + threadsSeen.fetch_add(1) * 7919u + 1;
  }
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  return static_cast<uint32_t>(state >> 33);
}

bool happens(uint32_t perMille) { return perMille != 0 && below(1000) < perMille; }

void dawdle() {
  if (happens(plan.hang)) return hang();
  if (!happens(plan.delay)) return;
  const timespec time = {0, static_cast<long>(below(300'000))};
  ::nanosleep(&time, nullptr);
}

void hang() {
  std::unique_lock<std::mutex> held(hangs);
  const uint64_t entered = round;
  ++hanging;
  gone.notify_all();
  gone.wait(held, [&] { return round != entered; });
  --hanging;
}

void awaitHanging(uint32_t calls) {
  std::unique_lock<std::mutex> held(hangs);
  if (!gone.wait_for(held, std::chrono::seconds(20), [&] { return hanging == calls; })) {
    held.unlock();
    fault("so many calls hang", hanging);
  }
}

void letGo() {
  const std::lock_guard<std::mutex> held(hangs);
  ++round;
  gone.notify_all();
}

void fault(const char* what, long detail) {
  std::fprintf(stderr, "failed: %s (%ld), seed %u\n", what, detail, plan.seed.load());
  std::_Exit(1);
}

}  // namespace trouble
