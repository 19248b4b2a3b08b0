// Session events as one writes them with node-addon-api: a thread with a message-only window, and one call of a
// threadsafe function for each message.
#include "plain-events.h"

#include <windows.h>

#include <future>
#include <string>
#include <thread>

#include "poster.h"

namespace bench {
namespace {

constexpr UINT kSessionChange = 0x02B1;
constexpr DWORD kAllSessions = 1;

using Register = BOOL(WINAPI*)(HWND window, DWORD flags);
using Unregister = BOOL(WINAPI*)(HWND window);

struct Notice {
  WPARAM type;
  DWORD sessionId;
};

const char* nameOf(WPARAM type) {
  switch (type) {
    case 7:
      return "lock";
    case 8:
      return "unlock";
    default:
      return "other";
  }
}

class PlainWatch {
 public:
  PlainWatch(Napi::Env env, const Napi::Function& handler)
      : handler_(Napi::ThreadSafeFunction::New(env, handler, "plain", 0, 1)) {
    std::promise<HWND> made;
    std::future<HWND> window = made.get_future();
    thread_ = std::thread([this, &made] { run(made); });
    window_ = window.get();
  }

  ~PlainWatch() {
    if (window_ != nullptr) PostMessageW(window_, WM_CLOSE, 0, 0);
    thread_.join();
    handler_.Release();
  }

  HWND window() const { return window_; }

 private:
  static LRESULT CALLBACK heard(HWND window, UINT message, WPARAM word, LPARAM value) {
    if (message == kSessionChange) {
      auto* const self = reinterpret_cast<PlainWatch*>(GetWindowLongPtrW(window, GWLP_USERDATA));
      self->tell(new Notice{word, static_cast<DWORD>(value)});
      return 0;
    }
    if (message == WM_DESTROY) PostQuitMessage(0);
    return DefWindowProcW(window, message, word, value);
  }

  void tell(Notice* notice) {
    const auto call = [](Napi::Env env, Napi::Function handler, Notice* told) {
      Napi::Object event = Napi::Object::New(env);
      event.Set("type", nameOf(told->type));
      event.Set("sessionId", Napi::Number::New(env, told->sessionId));
      delete told;
      handler.Call({event});
    };
    if (handler_.NonBlockingCall(notice, call) != napi_ok) delete notice;
  }

  void run(std::promise<HWND>& made) {
    const HMODULE terminal = LoadLibraryExW(L"wtsapi32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    const auto enter =
        reinterpret_cast<Register>(reinterpret_cast<void*>(GetProcAddress(terminal, "WTSRegisterSessionNotification")));
    const auto leave = reinterpret_cast<Unregister>(
        reinterpret_cast<void*>(GetProcAddress(terminal, "WTSUnRegisterSessionNotification")));
    WNDCLASSW type = {};
    type.lpfnWndProc = heard;
    type.hInstance = GetModuleHandleW(nullptr);
    type.lpszClassName = L"bench.plain";
    RegisterClassW(&type);
    const HWND window =
        CreateWindowExW(0, type.lpszClassName, L"", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr, type.hInstance, nullptr);
    if (window == nullptr || !enter(window, kAllSessions)) return made.set_value(nullptr);
    SetWindowLongPtrW(window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
    made.set_value(window);
    MSG message;
    while (GetMessageW(&message, nullptr, 0, 0) > 0) DispatchMessageW(&message);
    leave(window);
  }

  Napi::ThreadSafeFunction handler_;
  HWND window_ = nullptr;
  std::thread thread_;
};

PlainWatch* g_watch = nullptr;

/** Begins to call the handler; false where no window could be registered. */
Napi::Value plainWatch(const Napi::CallbackInfo& info) {
  g_watch = new PlainWatch(info.Env(), info[0].As<Napi::Function>());
  return Napi::Boolean::New(info.Env(), g_watch->window() != nullptr);
}

void plainClose(const Napi::CallbackInfo&) {
  delete g_watch;
  g_watch = nullptr;
}

}  // namespace

void addEvents(Napi::Env env, Napi::Object exports) {
  exports.Set("plainWatch", Napi::Function::New(env, plainWatch));
  exports.Set("plainClose", Napi::Function::New(env, plainClose));
  addPoster(env, exports);
}

}  // namespace bench
