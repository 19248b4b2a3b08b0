// One-way messages about buffers and handles. They state what happened; the world server counts and judges.
#pragma once
#include <cstdint>
#include <string_view>

#include "wire.h"

namespace lab::note {

inline constexpr std::uint8_t kGiven = 2;
inline constexpr std::uint8_t kFreed = 3;
inline constexpr std::uint8_t kOpened = 4;
inline constexpr std::uint8_t kClosed = 5;
inline constexpr std::uint8_t kMisuse = 6;

inline void given(std::uint32_t serial, std::uint8_t owner, std::uint32_t count) {
  tell(Writer(kGiven).u32(serial).u8(owner).u32(count));
}

// A serial of 0 is a pointer that was never given.
inline void freed(std::uint32_t serial, std::uint8_t as, std::uint32_t count) {
  tell(Writer(kFreed).u32(serial).u8(as).u32(count));
}

inline void opened(std::uint32_t handle) { tell(Writer(kOpened).u32(handle)); }

// A handle of 0 is one that was not open.
inline void closed(std::uint32_t handle) { tell(Writer(kClosed).u32(handle)); }

// A call that breaks the rules of the export, such as a reserved argument that is not zero.
inline void misuse(std::string_view what) { tell(Writer(kMisuse).ascii(what)); }

}  // namespace lab::note
