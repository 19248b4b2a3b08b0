#pragma once

#include "base/types.h"

namespace winstation::vss {

Failure refusalOfProcess();
Failure refusalOfLibrary(const char* syscall);

/**
 * Whether this export of vssapi.dll must not be called here, and why. A 32-bit process of a 64-bit Windows is refused
 * before the DLL is loaded: VSS does not support it. That of Wine is refused because some of its exports end the
 * process.
 */
template <class Exported>
Failure refusal(Exported& exported) {
  if (const Failure failure = refusalOfProcess()) return failure;
  uint32_t code = 0;
  if (exported.find(&code) == nullptr) return {exported.name(), code};
  return refusalOfLibrary(exported.name());
}

}  // namespace winstation::vss
