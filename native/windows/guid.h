#pragma once

#include "base/types.h"

namespace winstation::windows {

/** `GUID`, which is also `IID`, `CLSID` and `VSS_ID`. Its first three fields are numbers of the machine's byte order.
 */
struct Guid {
  uint32_t data1;
  uint16_t data2;
  uint16_t data3;
  uint8_t data4[8];

  bool operator==(const Guid&) const = default;
};
static_assert(sizeof(Guid) == 16 && alignof(Guid) == 4);
static_assert(offsetof(Guid, data2) == 4 && offsetof(Guid, data3) == 6 && offsetof(Guid, data4) == 8);

}  // namespace winstation::windows
