#include "vss/security.h"

#include <atomic>

#include "windows/com.h"

namespace winstation::vss {
namespace {

namespace ole32 = windows::ole32;

/** Without it the security would go with the last thread that has used COM. Nobody gives it back. */
void keepApartment() {
  static std::atomic<bool> isKept{false};
  if (isKept.exchange(true, std::memory_order_acq_rel)) return;
  void* cookie = nullptr;
  ole32::CoIncrementMTAUsage.call(&cookie);
}

}  // namespace

uint32_t initializeComSecurity(bool impersonates) {
  keepApartment();
  constexpr int32_t chosenByCom = -1;
  return ole32::CoInitializeSecurity
      .call(nullptr, chosenByCom, nullptr, nullptr, ole32::kPacketPrivacy,
            impersonates ? ole32::kImpersonate : ole32::kIdentify, nullptr,
            impersonates ? ole32::kStaticCloaking : uint32_t{0}, nullptr)
      .code;
}

}  // namespace winstation::vss
