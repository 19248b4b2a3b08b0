#pragma once

#include "base/types.h"

namespace winstation::windows {

/**
 * Enables a privilege on a token of the calling thread's own, which goes with the thread; or on the process' token, for
 * the few calls that look there. A token that does not have it is a failure with 1300.
 */
Failure enablePrivilege(const char16_t* name, bool ofProcess);

}  // namespace winstation::windows
