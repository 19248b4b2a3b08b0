// The forms that a value may have on the wire. `../wire/forms.ts` has the same list.
#pragma once
#include <cstdint>

namespace lab {

enum class Form : std::uint8_t {
  nothing = 0,
  u32 = 1,
  i32 = 2,
  flag = 3,
  text = 4,
  textOrNull = 5,
  bytes = 6,
  ticks = 7,
  sid = 8,
  record = 9,
  list = 10,
};

}  // namespace lab
