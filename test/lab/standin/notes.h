// One-way messages about buffers, handles and what went wrong. They state what happened; the world server counts and
// judges. `../wire/ledger.ts` has the numbers of all, those of the domains among them.
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
inline constexpr std::uint8_t kUnfit = 12;
inline constexpr std::uint8_t kBroken = 30;

inline Writer begin(std::uint8_t kind) {
  Writer writer;
  writer.u8(kind);
  return writer;
}

inline void given(std::uint32_t serial, std::uint8_t owner, std::uint32_t count) {
  tell(begin(kGiven).u32(serial).u8(owner).u32(count));
}

// A serial of 0 is a pointer that was never given.
inline void freed(std::uint32_t serial, std::uint8_t as, std::uint32_t count) {
  tell(begin(kFreed).u32(serial).u8(as).u32(count));
}

inline void opened(std::uint32_t handle) { tell(begin(kOpened).u32(handle)); }

// A handle of 0 is one that was not open.
inline void closed(std::uint32_t handle) { tell(begin(kClosed).u32(handle)); }

// A call that breaks the rules of the export, such as a reserved argument that is not zero.
inline void misuse(std::string_view call) { tell(begin(kMisuse).ascii(call)); }

// A rule of Windows that is about more than the arguments of one call, such as the thread that an object may be used
// on.
inline void broken(std::string_view rule) { tell(begin(kBroken).ascii(rule.substr(0, 255))); }

// The stand-in reads from an answer what it does not hold: a mistake of the lab or of a description.
inline void unfit(std::string_view call, std::string_view what) { tell(begin(kUnfit).ascii(call).ascii(what)); }

}  // namespace lab::note
