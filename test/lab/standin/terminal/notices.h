// The kinds of notices of this domain. `../../wire/notices.ts` has the same.
#pragma once
#include <cstdint>

namespace lab {

enum class Notice : std::uint8_t { session = 1, service = 2, ready = 3, burst = 4 };

}  // namespace lab
