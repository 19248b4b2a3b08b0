// The threads and windows of the addon under test.
#include <algorithm>
#include <vector>

#include "hook/exports.h"
#include "locked.h"
#include "question.h"
#include "terminal/hook/patches.h"
#include "terminal/window_notes.h"

namespace lab {
namespace {

struct Made {
  DWORD thread;
  std::uint32_t window;
};

SRWLOCK g_lock = SRWLOCK_INIT;
std::vector<Made>* g_made = nullptr;

decltype(CreateThread)* g_createThread = nullptr;
decltype(CreateWindowExW)* g_createWindow = nullptr;
decltype(DestroyWindow)* g_destroyWindow = nullptr;

HANDLE WINAPI createThread(LPSECURITY_ATTRIBUTES security, SIZE_T stack, LPTHREAD_START_ROUTINE start, LPVOID parameter,
                           DWORD flags, LPDWORD id) {
  if (LAB_CALLED_BY_ADDON() && !onMachine("CreateThread").succeeds()) return nullptr;
  return g_createThread(security, stack, start, parameter, flags, id);
}

HWND WINAPI createWindow(DWORD exStyle, LPCWSTR name, LPCWSTR title, DWORD style, int x, int y, int width, int height,
                         HWND parent, HMENU menu, HINSTANCE instance, LPVOID parameter) {
  const bool byAddon = LAB_CALLED_BY_ADDON();
  if (byAddon && !onMachine("CreateWindowExW").succeeds()) return nullptr;
  const HWND window =
      g_createWindow(exStyle, name, title, style, x, y, width, height, parent, menu, instance, parameter);
  if (byAddon && window != nullptr) {
    const LastErrorKeeper error;
    note::windowMade(numberOf(window));
    const Locked lock(g_lock);
    if (g_made == nullptr) g_made = new std::vector<Made>;
    g_made->push_back({GetCurrentThreadId(), numberOf(window)});
  }
  return window;
}

BOOL WINAPI destroyWindow(HWND window) {
  const bool byAddon = LAB_CALLED_BY_ADDON();
  const BOOL destroyed = g_destroyWindow(window);
  if (byAddon && destroyed) {
    const LastErrorKeeper error;
    note::windowGone(numberOf(window));
    const Locked lock(g_lock);
    if (g_made != nullptr) std::erase_if(*g_made, [&](const Made& it) { return it.window == numberOf(window); });
  }
  return destroyed;
}

}  // namespace

std::uint32_t windowOfThisThread() {
  std::uint32_t window = 0;
  AcquireSRWLockShared(&g_lock);
  if (g_made != nullptr) {
    for (const Made& it : *g_made) {
      if (it.thread == GetCurrentThreadId()) window = it.window;
    }
  }
  ReleaseSRWLockShared(&g_lock);
  return window;
}

bool redirectWindows() {
  return redirect(L"kernel32.dll", "CreateThread", createThread, &g_createThread) &&
         redirect(L"user32.dll", "CreateWindowExW", createWindow, &g_createWindow) &&
         redirect(L"user32.dll", "DestroyWindow", destroyWindow, &g_destroyWindow);
}

}  // namespace lab
