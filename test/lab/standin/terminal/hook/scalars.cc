// Calls that give one number. They may block JavaScript, so no world holds them.
#include <array>

#include "hook/patch.h"
#include "question.h"
#include "terminal/hook/patches.h"

namespace lab {
namespace {

constexpr int kMetrics = 128;
std::array<int, kMetrics> g_metrics;

DWORD WINAPI activeConsole() {
  const Answer answer = onMachine("WTSGetActiveConsoleSessionId").neverHeld().ask();
  return answer.ok ? answer.value().u32() : 0xFFFFFFFF;
}

// The pid of this process means nothing in the world, which has a caller of its own.
BOOL WINAPI processIdToSessionId(DWORD pid, DWORD* session) {
  Question question = onMachine("ProcessIdToSessionId");
  if (session == nullptr) return question.fail(ERROR_INVALID_PARAMETER);
  question.neverHeld().u32("pid", pid).lab("isOwnPid", pid == GetCurrentProcessId());
  const Answer answer = question.ask();
  if (!answer.ok) return question.fail(answer.code);
  *session = answer.value().u32();
  return TRUE;
}

int WINAPI systemMetric(int index) {
  if (index != SM_REMOTESESSION) return index >= 0 && index < kMetrics ? g_metrics[static_cast<std::size_t>(index)] : 0;
  const Answer answer = onMachine("GetSystemMetrics").neverHeld().u32("index", static_cast<std::uint32_t>(index)).ask();
  return answer.ok ? static_cast<int>(answer.value().u32()) : 0;
}

BOOL WINAPI lastInput(PLASTINPUTINFO info) {
  Question question = onMachine("GetLastInputInfo");
  if (info == nullptr || info->cbSize != sizeof *info) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.neverHeld().ask();
  if (!answer.ok) return question.fail(answer.code);
  info->dwTime = GetTickCount() - answer.value().u32();
  return TRUE;
}

}  // namespace

bool patchScalars() {
  for (int i = 0; i < kMetrics; ++i) g_metrics[static_cast<std::size_t>(i)] = GetSystemMetrics(i);
  return patch(L"kernel32.dll", "WTSGetActiveConsoleSessionId", activeConsole) &&
         patch(L"kernel32.dll", "ProcessIdToSessionId", processIdToSessionId) &&
         patch(L"user32.dll", "GetSystemMetrics", systemMetric) && patch(L"user32.dll", "GetLastInputInfo", lastInput);
}

}  // namespace lab
