// NetWkstaGetInfo, answered by the world, and NetApiBufferFree.
#pragma once

namespace lab {

bool redirectNetwork();

}  // namespace lab
