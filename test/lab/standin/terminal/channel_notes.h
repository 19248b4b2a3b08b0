// One-way messages of this domain about virtual channels.
#pragma once
#include "notes.h"

namespace lab::note {

inline constexpr std::uint8_t kChannelOpened = 16;
inline constexpr std::uint8_t kChannelClosed = 17;

inline void channelOpened(std::uint32_t number) { tell(begin(kChannelOpened).u32(number)); }

// A number of 0 is a channel that was not open.
inline void channelClosed(std::uint32_t number) { tell(begin(kChannelClosed).u32(number)); }

}  // namespace lab::note
