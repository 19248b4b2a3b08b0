#include "vss/gate.h"

#include <cstring>

#include "base/system.h"

namespace winstation::vss {
namespace {

constexpr uint32_t kNotSupported = 50;         // ERROR_NOT_SUPPORTED
constexpr uint32_t kCallNotImplemented = 120;  // ERROR_CALL_NOT_IMPLEMENTED
/** Stands behind the DOS header of each DLL that is Wine's own. */
constexpr char kWine[] = "Wine builtin DLL";
constexpr size_t kDosHeaderBytes = 64;

}  // namespace

Failure refusalOfProcess() {
  BOOL isWow64 = FALSE;
  if (::IsWow64Process(::GetCurrentProcess(), &isWow64) && isWow64) return {"IsWow64Process", kNotSupported};
  return {};
}

Failure refusalOfLibrary(const char* syscall) {
  const auto* const module = reinterpret_cast<const char*>(::GetModuleHandleW(L"vssapi.dll"));
  if (module == nullptr) return {syscall, kModuleNotFound};
  if (std::memcmp(module + kDosHeaderBytes, kWine, sizeof kWine) != 0) return {};
  return {syscall, kCallNotImplemented};
}

}  // namespace winstation::vss
