#pragma once

#include <cstdint>

namespace winstation::vss {

/** `CoInitializeSecurity` with one of the two documented settings; 0, or its code. */
uint32_t initializeComSecurity(bool impersonates);

}  // namespace winstation::vss
