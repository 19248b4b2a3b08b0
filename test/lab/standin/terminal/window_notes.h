// One-way messages of this domain: about windows, registrations and bursts.
#pragma once
#include "notes.h"

namespace lab::note {

inline constexpr std::uint8_t kRegistered = 7;
inline constexpr std::uint8_t kUnregistered = 8;
inline constexpr std::uint8_t kWindowMade = 9;
inline constexpr std::uint8_t kWindowGone = 10;
inline constexpr std::uint8_t kBurstDone = 11;

// Windows wants one call to unregister for each that registered, whether or not the service has forgotten meanwhile.
inline void registered(std::uint32_t window) { tell(begin(kRegistered).u32(window)); }
inline void unregistered(std::uint32_t window) { tell(begin(kUnregistered).u32(window)); }

inline void windowMade(std::uint32_t window) { tell(begin(kWindowMade).u32(window)); }
inline void windowGone(std::uint32_t window) { tell(begin(kWindowGone).u32(window)); }

// How many notices of a burst found room in the queue, and how many were refused.
inline void burstDone(std::uint32_t posted, std::uint32_t refused) { tell(begin(kBurstDone).u32(posted).u32(refused)); }

}  // namespace lab::note
