// The way by which the world reports something to this process unasked. `../wire/notices.ts` has the other side.
#pragma once
#include <cstdint>

#include "bytes.h"

namespace lab {

// Listens from now on: when this has returned, the world reports all that happens. Notices come one at a time, in
// order, on a thread of their own. Only the first call of a module does anything. False when there is no world. What
// the kinds are is the domain's affair.
bool listenForNotices(void (*take)(std::uint8_t kind, Reader& reader));

}  // namespace lab
