// What the calling process may, which Wine grants to everybody: privileges. And when a process of the world began.
#include <map>

#include "hook/exports.h"
#include "locked.h"
#include "question.h"
#include "terminal/hook/patches.h"

namespace lab {
namespace {

constexpr DWORD kLimited = 0x101000;  // PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE

decltype(AdjustTokenPrivileges)* g_adjust = nullptr;
decltype(OpenProcess)* g_openProcess = nullptr;
decltype(GetProcessTimes)* g_times = nullptr;

// For which process of the world a handle is. CloseHandle closes it, so that another one may get its value later.
SRWLOCK g_lock = SRWLOCK_INIT;
std::map<HANDLE, DWORD>* g_opened = nullptr;

bool pidOf(HANDLE process, DWORD* pid) {
  const Locked lock(g_lock);
  if (g_opened == nullptr) return false;
  const auto found = g_opened->find(process);
  if (found == g_opened->end()) return false;
  *pid = found->second;
  return true;
}

bool isOfThread(HANDLE token) {
  TOKEN_TYPE type = TokenPrimary;
  DWORD size = 0;
  return GetTokenInformation(token, TokenType, &type, sizeof type, &size) && type == TokenImpersonation;
}

// TRUE with 1300 is how Windows says that the token lacks it.
BOOL WINAPI adjust(HANDLE token, BOOL disableAll, PTOKEN_PRIVILEGES state, DWORD length, PTOKEN_PRIVILEGES before,
                   PDWORD needed) {
  if (!LAB_CALLED_BY_ADDON()) return g_adjust(token, disableAll, state, length, before, needed);
  Question question = onMachine("AdjustTokenPrivileges");
  const bool wrong = disableAll != FALSE || state == nullptr || state->PrivilegeCount != 1 ||
                     state->Privileges[0].Attributes != SE_PRIVILEGE_ENABLED;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  wchar_t name[128];
  DWORD units = 128;
  if (!LookupPrivilegeNameW(nullptr, &state->Privileges[0].Luid, name, &units)) return question.fail(GetLastError());
  const Answer answer = question.text("privilege", name).flag("ofProcess", isOfThread(token) ? FALSE : TRUE).ask();
  if (answer.ok) return question.fail(ERROR_SUCCESS), TRUE;
  question.fail(answer.code);
  return answer.code == ERROR_NOT_ALL_ASSIGNED ? TRUE : FALSE;
}

HANDLE WINAPI openProcess(DWORD access, BOOL inherit, DWORD pid) {
  if (!LAB_CALLED_BY_ADDON() || access != kLimited) return g_openProcess(access, inherit, pid);
  const HANDLE process = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  const Locked lock(g_lock);
  if (g_opened == nullptr) g_opened = new std::map<HANDLE, DWORD>;
  (*g_opened)[process] = pid;
  return process;
}

FILETIME filetime(std::uint64_t ticks) { return {static_cast<DWORD>(ticks), static_cast<DWORD>(ticks >> 32)}; }

// The clock of the world is another one than that of this machine, which the addon asks next.
BOOL WINAPI processTimes(HANDLE process, LPFILETIME began, LPFILETIME exited, LPFILETIME kernel, LPFILETIME user) {
  DWORD pid = 0;
  if (!LAB_CALLED_BY_ADDON() || !pidOf(process, &pid)) return g_times(process, began, exited, kernel, user);
  Question question = onMachine("GetProcessTimes");
  const bool wrong = began == nullptr || exited == nullptr || kernel == nullptr || user == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.u32("pid", pid).ask();
  if (!answer.ok) return question.fail(answer.code);
  const Record times = answer.value().record();
  const std::uint64_t age = times.ticks("now") - times.ticks("began");
  FILETIME now;
  GetSystemTimeAsFileTime(&now);
  const std::uint64_t shown = (std::uint64_t{now.dwHighDateTime} << 32) + now.dwLowDateTime;
  *began = filetime(age > shown ? 0 : shown - age);
  *exited = *kernel = *user = filetime(0);
  return TRUE;
}

}  // namespace

bool redirectRights() {
  return redirect(L"advapi32.dll", "AdjustTokenPrivileges", adjust, &g_adjust) &&
         redirect(L"kernel32.dll", "OpenProcess", openProcess, &g_openProcess) &&
         redirect(L"kernel32.dll", "GetProcessTimes", processTimes, &g_times);
}

}  // namespace lab
