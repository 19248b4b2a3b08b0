#include "windows/privileges.h"

#include "base/owned.h"
#include "windows/advapi32.h"

namespace winstation::windows {
namespace {

constexpr uint32_t kAccess = 0x0020 | TOKEN_QUERY;  // TOKEN_ADJUST_PRIVILEGES
constexpr uint32_t kNoToken = 1008;                 // ERROR_NO_TOKEN
constexpr int32_t kImpersonation = 2;               // SecurityImpersonation
constexpr uint32_t kEnabled = 0x00000002;           // SE_PRIVILEGE_ENABLED

/** The thread's own token; one is made of the process' when there is none. */
Failure openOwnToken(HANDLE* token) {
  Failure failure = advapi32::OpenThreadToken.call(::GetCurrentThread(), kAccess, TRUE, token);
  if (!failure || failure.code != kNoToken) return failure;
  failure = advapi32::ImpersonateSelf.call(kImpersonation);
  return failure ? failure : advapi32::OpenThreadToken.call(::GetCurrentThread(), kAccess, TRUE, token);
}

}  // namespace

Failure enablePrivilege(const char16_t* name, bool ofProcess) {
  HANDLE opened = nullptr;
  Failure failure =
      ofProcess ? advapi32::OpenProcessToken.call(::GetCurrentProcess(), kAccess, &opened) : openOwnToken(&opened);
  if (failure) return failure;
  const KernelHandle token(opened);
  advapi32::OnePrivilege privilege{1, {}, kEnabled};
  failure = advapi32::LookupPrivilegeValueW.call(nullptr, name, &privilege.luid);
  if (failure) return failure;
  failure = advapi32::AdjustTokenPrivileges.call(token.get(), FALSE, &privilege, 0, nullptr, nullptr);
  if (failure) return failure;
  // It answers TRUE all the same: only the last error says that the token does not have it.
  if (const uint32_t code = static_cast<uint32_t>(::GetLastError())) {
    return {advapi32::AdjustTokenPrivileges.name(), code};
  }
  return {};
}

}  // namespace winstation::windows
