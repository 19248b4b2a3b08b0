// An addon that tests load before the one under test. It makes functions outside of replaceable DLLs ask the world, and
// marks the thread that loads it as one that runs JavaScript.
#include <array>

#include "../wire.h"
#include "accounts.h"
#include "network.h"
#include "patch.h"
#include "service.h"
#include "windows.h"

namespace {

using lab::LastErrorKeeper;
using lab::Reply;

constexpr int kMetrics = 128;
std::array<int, kMetrics> g_metrics;

DWORD WINAPI activeConsole() {
  const LastErrorKeeper error;
  auto question = lab::question("WTSGetActiveConsoleSessionId", nullptr, true);
  const Reply reply = lab::ask(question);
  return reply.ok ? reply.value().u32() : 0xFFFFFFFF;
}

// The pid of this process means nothing in the world, which has a caller of its own.
BOOL WINAPI processIdToSessionId(DWORD pid, DWORD* session) {
  LastErrorKeeper error;
  if (session == nullptr) return error.fail(ERROR_INVALID_PARAMETER);
  auto question = lab::question("ProcessIdToSessionId", nullptr, true);
  const Reply reply = lab::ask(question.u8(pid == GetCurrentProcessId()).u32(pid));
  if (!reply.ok) return error.fail(reply.code);
  *session = reply.value().u32();
  return TRUE;
}

int WINAPI systemMetric(int index) {
  if (index != SM_REMOTESESSION) return index >= 0 && index < kMetrics ? g_metrics[static_cast<std::size_t>(index)] : 0;
  const LastErrorKeeper error;
  auto question = lab::question("GetSystemMetrics", nullptr, true);
  const Reply reply = lab::ask(question.u32(static_cast<std::uint32_t>(index)));
  return reply.ok ? static_cast<int>(reply.value().u32()) : 0;
}

LSTATUS WINAPI registryValue(HKEY, LPCWSTR, LPCWSTR name, DWORD, LPDWORD type, void* data, LPDWORD size) {
  const LastErrorKeeper error;
  if (name == nullptr || lstrcmpiW(name, L"GlassSessionId") != 0) return ERROR_FILE_NOT_FOUND;
  auto question = lab::question("RegGetValueW", nullptr, true);
  const Reply reply = lab::ask(question.text(name));
  if (!reply.ok) return static_cast<LSTATUS>(reply.code);
  const DWORD value = reply.value().u32();
  if (type != nullptr) *type = REG_DWORD;
  if (data != nullptr && (size == nullptr || *size < sizeof value)) return ERROR_MORE_DATA;
  if (data != nullptr) std::memcpy(data, &value, sizeof value);
  if (size != nullptr) *size = sizeof value;
  return ERROR_SUCCESS;
}

BOOL WINAPI lastInput(PLASTINPUTINFO info) {
  LastErrorKeeper error;
  if (info == nullptr || info->cbSize != sizeof *info) return error.fail(ERROR_INVALID_PARAMETER);
  auto question = lab::question("GetLastInputInfo", nullptr, true);
  const Reply reply = lab::ask(question);
  if (!reply.ok) return error.fail(reply.code);
  info->dwTime = GetTickCount() - reply.value().u32();
  return TRUE;
}

bool patchAll() {
  for (int i = 0; i < kMetrics; ++i) g_metrics[static_cast<std::size_t>(i)] = GetSystemMetrics(i);
  return lab::patch(L"kernel32.dll", "WTSGetActiveConsoleSessionId", activeConsole) &&
         lab::patch(L"kernel32.dll", "ProcessIdToSessionId", processIdToSessionId) &&
         lab::patch(L"user32.dll", "GetSystemMetrics", systemMetric) &&
         lab::patch(L"advapi32.dll", "RegGetValueW", registryValue) &&
         lab::patch(L"user32.dll", "GetLastInputInfo", lastInput) && lab::patchAccounts() && lab::redirectWindows() &&
         lab::redirectService() && lab::redirectNetwork();
}

// Threads are marked in the stand-in, which has a copy of the mark of its own.
void markThread() {
  lab::markJavaScriptThread();
  const HMODULE standin = LoadLibraryExW(L"wtsapi32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  if (standin == nullptr) return;
  const auto mark =
      reinterpret_cast<void(WINAPI*)()>(reinterpret_cast<void*>(GetProcAddress(standin, "LabMarkJavaScriptThread")));
  if (mark != nullptr) mark();
}

volatile LONG g_patched = 0;

}  // namespace

// Without Node-API calls of its own the hook needs no import of the host. An absent answer is a failed start.
extern "C" __declspec(dllexport) void* napi_register_module_v1(void*, void* exports) {
  if (InterlockedCompareExchange(&g_patched, 1, 0) == 0 && !patchAll()) {
    OutputDebugStringA("the lab's hook could not patch a function\n");
    ExitProcess(86);
  }
  markThread();
  return exports;
}
