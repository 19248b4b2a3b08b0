// The way by which the world tells this process something unasked. `../wire/notices.ts` has the other side.
#pragma once
#include <cstdint>

#include "bytes.h"

namespace lab {

enum class Notice : std::uint8_t { listening = 0, session = 1, service = 2, ready = 3, burst = 4 };

// Listens from now on: when this has returned, the world tells all that happens. Notices come one at a time, in order,
// on a thread of their own. Only the first call of a module does anything. False when there is no world.
bool listenForNotices(void (*take)(Notice kind, Reader& reader));

}  // namespace lab
