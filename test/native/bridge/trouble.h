#pragma once

#include <atomic>
#include <cstdint>

/** What goes wrong, and when. All of it is drawn from one seed, each thread by itself. */
namespace trouble {

/** Chances in a thousand. */
struct Plan {
  std::atomic<uint32_t> seed{1};
  std::atomic<uint32_t> noThread{0};
  std::atomic<uint32_t> noObject{0};
  std::atomic<uint32_t> failedCall{0};
  std::atomic<uint32_t> delay{0};
  std::atomic<uint32_t> hang{0};
  /** A call of Node-API fails. */
  std::atomic<uint32_t> noValue{0};
};
extern Plan plan;

uint32_t random();
inline uint32_t below(uint32_t limit) { return random() % limit; }
bool happens(uint32_t perMille);

/** What a call of Windows does before it answers: nothing, or it takes a while, or it hangs until `letGo`. */
void dawdle();
/** Calls that hang now go on. */
void letGo();
/** Waits until so many calls hang. */
void awaitHanging(uint32_t calls);
/** Hangs the calling thread until `letGo`, whatever the plan says. */
void hang();

/** Ends the program with a report. */
[[noreturn]] void fault(const char* what, long detail = 0);

/** What Windows gave and has not got back. */
struct Outstanding {
  std::atomic<int32_t> threads{0};
  std::atomic<int32_t> modules{0};
  std::atomic<int32_t> objects{0};
  std::atomic<int32_t> buffers{0};
  std::atomic<int32_t> servers{0};
  std::atomic<int32_t> services{0};
  std::atomic<int32_t> windows{0};
  std::atomic<int32_t> registrations{0};
  std::atomic<int32_t> classes{0};
  std::atomic<int32_t> channels{0};
};
extern Outstanding outstanding;

}  // namespace trouble
