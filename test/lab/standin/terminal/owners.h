// What a buffer of this domain must be freed as.
#pragma once
#include "buffers.h"

namespace lab {

// The values below 0xFC, which is of logons, are those of WTS_TYPE_CLASS.
enum class Owner : std::uint8_t {
  processes0 = 0,
  processes1 = 1,
  sessions1 = 2,
  environment = 0xFD,
  network = 0xFE,
  memory = 0xFF
};

inline void given(void* buffer, Owner owner, std::uint32_t count) {
  given(buffer, static_cast<std::uint8_t>(owner), count);
}

inline void freed(void* buffer, Owner as, std::uint32_t count) { freed(buffer, static_cast<std::uint8_t>(as), count); }

}  // namespace lab
