// user32.dll: message-only windows and their queues, and who is registered for notices.

#include <map>
#include <set>
#include <utility>

#include "dlls.h"
#include "kernel.h"
#include "trouble.h"

using trouble::outstanding;

struct HWND__ {
  kernel::Thread* thread;
  WNDPROC procedure;
  LONG_PTR data;
  uint32_t registrations;
};

namespace dlls {
namespace {

constexpr UINT kSessionChange = 0x02B1;
/** As on Windows, where the queue of a thread holds so many; here it is small enough to overflow. */
constexpr size_t kQueueRoom = 2'000;

// Under the kernel's lock.
std::set<HWND>& windows = *new std::set<HWND>;
WNDPROC classProcedure = nullptr;

BOOL failWith(DWORD code) {
  SetLastError(code);
  return FALSE;
}

ATOM registerClass(const WNDCLASSEXW* description) {
  if (trouble::happens(trouble::plan.noObject)) return static_cast<ATOM>(failWith(8));
  const std::lock_guard<std::mutex> held(kernel::lock());
  if (classProcedure != nullptr) trouble::fault("the class is registered twice");
  classProcedure = description->lpfnWndProc;
  ++outstanding.classes;
  return 0xC001;
}

BOOL unregisterClass(const wchar_t*, HINSTANCE) {
  const std::lock_guard<std::mutex> held(kernel::lock());
  if (!windows.empty()) trouble::fault("the class goes while there are windows of it");
  classProcedure = nullptr;
  --outstanding.classes;
  return TRUE;
}

HWND createWindow(DWORD, const wchar_t*, const wchar_t*, DWORD, int, int, int, int, HWND, HMENU, HINSTANCE,
                  void* parameter) {
  trouble::dawdle();
  if (trouble::happens(trouble::plan.noObject)) {
    SetLastError(8);
    return nullptr;
  }
  HWND window;
  {
    const std::lock_guard<std::mutex> held(kernel::lock());
    if (classProcedure == nullptr) trouble::fault("a window without a class");
    window = new HWND__{kernel::current(), classProcedure, 0, 0};
    windows.insert(window);
  }
  ++outstanding.windows;
  CREATESTRUCTW made = {parameter};
  window->procedure(window, WM_NCCREATE, 0, reinterpret_cast<LPARAM>(&made));
  return window;
}

BOOL destroyWindow(HWND window) {
  const std::lock_guard<std::mutex> held(kernel::lock());
  if (window->thread != kernel::current()) trouble::fault("a window is destroyed by its own thread");
  if (window->registrations != 0) trouble::fault("a window is unregistered before it is destroyed");
  windows.erase(window);
  delete window;
  --outstanding.windows;
  return TRUE;
}

LRESULT defaultProcedure(HWND, UINT message, WPARAM, LPARAM) { return message == WM_NCCREATE ? TRUE : 0; }

LONG_PTR setWindowLong(HWND window, int, LONG_PTR value) { return std::exchange(window->data, value); }
LONG_PTR getWindowLong(HWND window, int) { return window->data; }

BOOL peek(MSG* message, HWND, UINT, UINT, UINT) {
  const std::lock_guard<std::mutex> held(kernel::lock());
  auto& messages = kernel::current()->messages;
  if (messages.empty()) return FALSE;
  *message = messages.front();
  messages.pop_front();
  return TRUE;
}

LRESULT dispatch(const MSG* message) {
  return message->hwnd->procedure(message->hwnd, message->message, message->wParam, message->lParam);
}

DWORD msgWait(DWORD count, const HANDLE* handles, DWORD milliseconds, DWORD, DWORD) {
  return kernel::wait(count, handles, milliseconds, true, true);
}

int32_t metric(int32_t) { return 1; }

BOOL lastInput(LASTINPUTINFO* info) {
  if (trouble::happens(trouble::plan.failedCall)) return failWith(5);
  info->dwTime = GetTickCount() - 5'000;
  return TRUE;
}

}  // namespace

BOOL registerWindow(HANDLE, HWND window, uint32_t) {
  trouble::dawdle();
  if (trouble::happens(trouble::plan.failedCall)) return failWith(1702);
  const std::lock_guard<std::mutex> held(kernel::lock());
  ++window->registrations;
  ++outstanding.registrations;
  return TRUE;
}

BOOL unregisterWindow(HANDLE, HWND window) {
  trouble::dawdle();
  const std::lock_guard<std::mutex> held(kernel::lock());
  if (window->registrations == 0) return failWith(1400);
  --window->registrations;
  --outstanding.registrations;
  return TRUE;
}

void post(WPARAM event, LPARAM session) {
  const std::lock_guard<std::mutex> held(kernel::lock());
  for (const HWND window : windows) {
    auto& messages = window->thread->messages;
    if (window->registrations == 0 || messages.size() >= kQueueRoom) continue;
    messages.push_back({window, kSessionChange, event, session, GetTickCount()});
  }
  kernel::changed();
}

Table user32() {
  static const Entry entries[] = {
      {"GetSystemMetrics", function(metric)},         {"GetLastInputInfo", function(lastInput)},
      {"RegisterClassExW", function(registerClass)},  {"UnregisterClassW", function(unregisterClass)},
      {"CreateWindowExW", function(createWindow)},    {"DestroyWindow", function(destroyWindow)},
      {"DefWindowProcW", function(defaultProcedure)}, {"SetWindowLongPtrW", function(setWindowLong)},
      {"GetWindowLongPtrW", function(getWindowLong)}, {"PeekMessageW", function(peek)},
      {"DispatchMessageW", function(dispatch)},       {"MsgWaitForMultipleObjectsEx", function(msgWait)},
  };
  return {entries, sizeof(entries) / sizeof(entries[0])};
}

}  // namespace dlls
