// Many notices at once, made here: no world could send each of them so fast.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>

namespace lab {

struct Burst {
  DWORD event = 0;
  std::uint32_t count = 0;
  // How many the queue is to hold; at most as many as on Windows.
  std::uint32_t room = 0;
  // Tries again while the queue is full; else what is refused is lost, as Windows loses it.
  bool insist = false;
  // The thread of the window takes nothing until all are posted.
  bool stall = false;
};

struct BurstResult {
  std::uint32_t posted = 0;
  std::uint32_t refused = 0;
};

// Posts to each registered window; the number of a notice is its session id. Returns when the windows have taken what
// found room, or after a while.
BurstResult post(const Burst& burst);

}  // namespace lab
