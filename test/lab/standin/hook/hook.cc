// An addon that tests load before the one under test. It makes functions outside of replaceable DLLs ask the world, and
// marks the thread that loads it as one that runs JavaScript.
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "desktop/hook/patches.h"
#include "hook/memory.h"
#include "javascript_threads.h"
#include "logon/hook/patches.h"
#include "moniker/hook/patches.h"
#include "terminal/hook/patches.h"
#include "vss/hook/patches.h"

namespace {

// Where time is measured, the pages behind each piece of memory would be measured, too.
bool isGuarded() { return GetEnvironmentVariableW(L"LAB_GUARDED", nullptr, 0) != 0; }

// What each domain asks.
bool patchAll() {
  return (!isGuarded() || lab::redirectMemory()) && lab::patchScalars() && lab::patchAccounts() &&
         lab::redirectWindows() && lab::redirectService() && lab::redirectNetwork() && lab::redirectTokens() &&
         lab::redirectRegistry() && lab::redirectRights() && lab::redirectPrograms() && lab::redirectLogons() &&
         lab::redirectDesktops() && lab::redirectMonikers() && lab::redirectVss();
}

constexpr const wchar_t* kStandins[] = {L"wtsapi32.dll"};

// Threads are marked in each stand-in, which has a copy of the mark of its own.
void markThread() {
  lab::markJavaScriptThread();
  for (const wchar_t* name : kStandins) {
    const HMODULE standin = LoadLibraryExW(name, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (standin == nullptr) continue;
    const auto mark =
        reinterpret_cast<void(WINAPI*)()>(reinterpret_cast<void*>(GetProcAddress(standin, "LabMarkJavaScriptThread")));
    if (mark != nullptr) mark();
  }
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
