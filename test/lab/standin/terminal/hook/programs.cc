// What starts programs, and what ends them. The world says what becomes of each call; where it succeeds, a program of
// the lab's own is started, which plays what the world has scripted.
#include <cstring>
#include <cwchar>
#include <map>
#include <string>
#include <vector>

#include "hook/exports.h"
#include "locked.h"
#include "player/command_line.h"
#include "question.h"
#include "terminal/hook/patches.h"
#include "terminal/objects.h"
#include "terminal/owners.h"

namespace lab {
namespace {

using CreateBlock = BOOL WINAPI(void**, HANDLE, BOOL);
using DestroyBlock = BOOL WINAPI(void*);
using CreateAsUser = BOOL WINAPI(HANDLE, const wchar_t*, wchar_t*, SECURITY_ATTRIBUTES*, SECURITY_ATTRIBUTES*, BOOL,
                                 DWORD, void*, const wchar_t*, STARTUPINFOW*, PROCESS_INFORMATION*);

CreateBlock* g_createBlock = nullptr;
DestroyBlock* g_destroyBlock = nullptr;
CreateAsUser* g_createAsUser = nullptr;
decltype(CreateNamedPipeW)* g_createPipe = nullptr;
decltype(CreateJobObjectW)* g_createJob = nullptr;
decltype(SetInformationJobObject)* g_setJob = nullptr;
decltype(AssignProcessToJobObject)* g_assign = nullptr;
decltype(ResumeThread)* g_resume = nullptr;
decltype(TerminateJobObject)* g_terminateJob = nullptr;
decltype(TerminateProcess)* g_terminateProcess = nullptr;

SRWLOCK g_lock = SRWLOCK_INIT;
// The handles that were given, each with the process of the world that it has to do with; 0 for none.
std::map<HANDLE, std::uint32_t>* g_given = nullptr;

HANDLE give(HANDLE handle, std::uint32_t pid) {
  const LastErrorKeeper error;
  note::opened(numberOf(handle));
  const Locked lock(g_lock);
  if (g_given == nullptr) g_given = new std::map<HANDLE, std::uint32_t>;
  (*g_given)[handle] = pid;
  return handle;
}

std::uint32_t processOf(HANDLE handle) {
  const Locked lock(g_lock);
  if (g_given == nullptr) return 0;
  const auto found = g_given->find(handle);
  return found == g_given->end() ? 0 : found->second;
}

BOOL WINAPI createBlock(void** block, HANDLE token, BOOL inherit) {
  if (!isObject(token)) return g_createBlock(block, token, inherit);
  Question question = onMachine("CreateEnvironmentBlock");
  if (question.misused(block == nullptr)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.flag("inherit", inherit).lab("handle", objectNumber(token)).ask();
  if (!answer.ok) return question.fail(answer.code);
  std::wstring all;
  List variables = answer.value().list();
  for (std::uint32_t i = 0; i < variables.count(); ++i) {
    const Text text = variables.next().text();
    all.append(reinterpret_cast<const wchar_t*>(text.units), text.length);
    all.push_back(L'\0');
  }
  all.push_back(L'\0');
  const auto pieces = allocate({all.size() * sizeof(wchar_t)});
  std::memcpy(pieces[0], all.data(), all.size() * sizeof(wchar_t));
  given(pieces[0], Owner::environment, 0);
  *block = pieces[0];
  return TRUE;
}

BOOL WINAPI destroyBlock(void* block) {
  if (!LAB_CALLED_BY_ADDON()) return g_destroyBlock(block);
  const LastErrorKeeper error;
  freed(block, Owner::environment, 0);
  return TRUE;
}

HANDLE WINAPI createPipe(LPCWSTR name, DWORD openMode, DWORD mode, DWORD instances, DWORD out, DWORD in, DWORD timeout,
                         LPSECURITY_ATTRIBUTES security) {
  // Others of the addon's pipes are no program's.
  if (!LAB_CALLED_BY_ADDON()) return g_createPipe(name, openMode, mode, instances, out, in, timeout, security);
  Question question = onMachine("CreateNamedPipeW");
  if (question.misused(instances != 1 || (mode & PIPE_REJECT_REMOTE_CLIENTS) == 0)) return INVALID_HANDLE_VALUE;
  if (!question.u32("openMode", openMode).succeeds()) return INVALID_HANDLE_VALUE;
  const HANDLE made = g_createPipe(name, openMode, mode, instances, out, in, timeout, security);
  return made == INVALID_HANDLE_VALUE ? made : give(made, 0);
}

HANDLE WINAPI createJob(LPSECURITY_ATTRIBUTES security, LPCWSTR name) {
  if (!LAB_CALLED_BY_ADDON()) return g_createJob(security, name);
  if (!onMachine("CreateJobObjectW").succeeds()) return nullptr;
  const HANDLE made = g_createJob(security, name);
  return made == nullptr ? made : give(made, 0);
}

BOOL WINAPI setJob(HANDLE job, JOBOBJECTINFOCLASS infoClass, void* info, DWORD size) {
  if (!LAB_CALLED_BY_ADDON()) return g_setJob(job, infoClass, info, size);
  Question question = onMachine("SetInformationJobObject");
  const bool wrong =
      infoClass != JobObjectExtendedLimitInformation || info == nullptr || size != (sizeof(void*) == 8 ? 144 : 112);
  if (question.misused(wrong)) return question.fail(ERROR_BAD_LENGTH);
  // LimitFlags, behind two times of eight bytes.
  std::uint32_t flags = 0;
  std::memcpy(&flags, static_cast<const std::uint8_t*>(info) + 16, sizeof flags);
  return question.u32("limitFlags", flags).succeeds() && g_setJob(job, infoClass, info, size);
}

// The program of the lab lies beside this library.
std::wstring player() {
  wchar_t file[1024];
  HMODULE self = nullptr;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                     reinterpret_cast<LPCWSTR>(&player), &self);
  const DWORD length = GetModuleFileNameW(self, file, 1024);
  const std::wstring path(file, length);
  return path.substr(0, path.find_last_of(L"\\/") + 1) + L"player.exe";
}

std::size_t unitsOf(const wchar_t* block) {
  std::size_t units = 0;
  while (block[units] != 0) units += std::wcslen(block + units) + 1;
  return units;
}

BOOL WINAPI createAsUser(HANDLE token, const wchar_t* file, wchar_t* line, SECURITY_ATTRIBUTES* process,
                         SECURITY_ATTRIBUTES* thread, BOOL inherit, DWORD flags, void* environment,
                         const wchar_t* directory, STARTUPINFOW* startup, PROCESS_INFORMATION* made) {
  if (!isObject(token)) {
    return g_createAsUser(token, file, line, process, thread, inherit, flags, environment, directory, startup, made);
  }
  Question question = onMachine("CreateProcessAsUserW");
  const bool wrong = file == nullptr || line == nullptr || environment == nullptr || startup == nullptr ||
                     made == nullptr || startup->cb != (sizeof(void*) == 8 ? 112 : 72) ||
                     startup->lpDesktop == nullptr || (flags & CREATE_UNICODE_ENVIRONMENT) == 0;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  const auto* const block = static_cast<const wchar_t*>(environment);
  question.text("applicationName", file).text("commandLine", line).flag("inheritHandles", inherit);
  question.u32("creationFlags", flags).text("environment", block, unitsOf(block));
  question.textOrNull("currentDirectory", directory).text("desktop", startup->lpDesktop);
  question.u32("startupFlags", startup->dwFlags).u32("showWindow", startup->wShowWindow);
  const Answer answer = question.lab("handle", objectNumber(token)).ask();
  if (!answer.ok) return question.fail(answer.code);
  const std::uint32_t pid = answer.value().u32();
  const std::wstring path = player();
  std::wstring own = playerLine(path, pid);
  startup->lpDesktop = nullptr;
  const DWORD ownFlags = flags & ~static_cast<DWORD>(CREATE_UNICODE_ENVIRONMENT);
  if (!CreateProcessW(path.c_str(), own.data(), nullptr, nullptr, inherit, ownFlags, nullptr, nullptr, startup, made)) {
    note::unfit("CreateProcessAsUserW", "could not start the program of the lab");
    return question.fail(ERROR_GEN_FAILURE);
  }
  give(made->hProcess, pid);
  give(made->hThread, pid);
  made->dwProcessId = pid;
  return TRUE;
}

BOOL WINAPI assign(HANDLE job, HANDLE process) {
  const std::uint32_t pid = processOf(process);
  if (pid == 0) return g_assign(job, process);
  if (!onMachine("AssignProcessToJobObject").lab("handle", pid).succeeds()) return FALSE;
  const Locked lock(g_lock);
  (*g_given)[job] = pid;
  return g_assign(job, process);
}

DWORD WINAPI resume(HANDLE thread) {
  const std::uint32_t pid = processOf(thread);
  if (pid != 0 && !onMachine("ResumeThread").lab("handle", pid).succeeds()) return static_cast<DWORD>(-1);
  return g_resume(thread);
}

BOOL WINAPI terminateJob(HANDLE job, UINT exitCode) {
  const std::uint32_t pid = processOf(job);
  if (pid != 0 && !onMachine("TerminateJobObject").u32("exitCode", exitCode).lab("handle", pid).succeeds())
    return FALSE;
  return g_terminateJob(job, exitCode);
}

BOOL WINAPI terminateProcess(HANDLE process, UINT exitCode) {
  const std::uint32_t pid = processOf(process);
  if (pid != 0 && !onMachine("TerminateProcess").u32("exitCode", exitCode).lab("handle", pid).succeeds()) return FALSE;
  return g_terminateProcess(process, exitCode);
}

}  // namespace

void forgetHandle(HANDLE handle) {
  bool wasGiven = false;
  {
    const Locked lock(g_lock);
    wasGiven = g_given != nullptr && g_given->erase(handle) > 0;
  }
  if (wasGiven) note::closed(numberOf(handle));
}

bool redirectPrograms() {
  return redirect(L"userenv.dll", "CreateEnvironmentBlock", createBlock, &g_createBlock) &&
         redirect(L"userenv.dll", "DestroyEnvironmentBlock", destroyBlock, &g_destroyBlock) &&
         redirect(L"kernel32.dll", "CreateNamedPipeW", createPipe, &g_createPipe) &&
         redirect(L"kernel32.dll", "CreateJobObjectW", createJob, &g_createJob) &&
         redirect(L"kernel32.dll", "SetInformationJobObject", setJob, &g_setJob) &&
         redirect(L"kernel32.dll", "AssignProcessToJobObject", assign, &g_assign) &&
         redirect(L"kernel32.dll", "ResumeThread", resume, &g_resume) &&
         redirect(L"kernel32.dll", "TerminateJobObject", terminateJob, &g_terminateJob) &&
         redirect(L"kernel32.dll", "TerminateProcess", terminateProcess, &g_terminateProcess) &&
         redirect(L"advapi32.dll", "CreateProcessAsUserW", createAsUser, &g_createAsUser);
}

}  // namespace lab
