#include "poster.h"

#include <windows.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "clock.h"

namespace bench {
namespace {

constexpr UINT kSessionChange = 0x02B1;
constexpr WPARAM kLock = 7;

constexpr uint32_t kOnTheirWay = 5'000;

std::thread g_thread;
std::atomic<bool> g_isPosting = false;
std::atomic<uint32_t> g_taken = 0;
/** By the number of the notice, which is its session id. Written before the notice is posted. */
std::vector<double> g_postedAt;

/** The message-only window of this process whose class has such a name. */
HWND windowOf(const std::wstring& wanted) {
  HWND window = nullptr;
  while ((window = FindWindowExW(HWND_MESSAGE, window, nullptr, nullptr)) != nullptr) {
    DWORD process = 0;
    GetWindowThreadProcessId(window, &process);
    wchar_t name[256] = {};
    GetClassNameW(window, name, 256);
    if (process == GetCurrentProcessId() && std::wstring(name).starts_with(wanted)) return window;
  }
  return nullptr;
}

template <typename Work>
void begin(Work work) {
  if (g_thread.joinable()) g_thread.join();
  g_isPosting = true;
  g_thread = std::thread([work] {
    work();
    g_isPosting = false;
  });
}

/** Classes of windows, how many notices, milliseconds between two: one by one, to each window in turn. */
Napi::Value postOneByOne(const Napi::CallbackInfo& info) {
  const auto classes = info[0].As<Napi::Array>();
  std::vector<HWND> windows;
  for (uint32_t i = 0; i < classes.Length(); ++i) {
    const std::u16string name = classes.Get(i).As<Napi::String>().Utf16Value();
    windows.push_back(windowOf(std::wstring(name.begin(), name.end())));
    if (windows.back() == nullptr) return Napi::Boolean::New(info.Env(), false);
  }
  const uint32_t count = info[1].As<Napi::Number>();
  const uint32_t milliseconds = info[2].As<Napi::Number>();
  g_postedAt.assign(count, 0);
  begin([windows, count, milliseconds] {
    for (uint32_t i = 0; i < count; ++i) {
      Sleep(milliseconds);
      g_postedAt[i] = microseconds();
      PostMessageW(windows[i % windows.size()], kSessionChange, kLock, static_cast<LPARAM>(i));
    }
  });
  return Napi::Boolean::New(info.Env(), true);
}

/** As fast as they are taken, with so many on their way at most: Windows' queue holds 10,000. */
Napi::Value postBurst(const Napi::CallbackInfo& info) {
  const std::u16string name = info[0].As<Napi::String>().Utf16Value();
  const HWND window = windowOf(std::wstring(name.begin(), name.end()));
  if (window == nullptr) return Napi::Boolean::New(info.Env(), false);
  const uint32_t count = info[1].As<Napi::Number>();
  g_postedAt.assign(1, 0);
  g_taken = 0;
  begin([window, count] {
    g_postedAt[0] = microseconds();
    for (uint32_t i = 0; i < count; ++i) {
      while (i - g_taken >= kOnTheirWay && IsWindow(window)) Sleep(1);
      PostMessageW(window, kSessionChange, kLock, static_cast<LPARAM>(i));
    }
  });
  return Napi::Boolean::New(info.Env(), true);
}

/** JavaScript has had another one of the burst. */
napi_value took(napi_env, napi_callback_info) {
  ++g_taken;
  return nullptr;
}

Napi::Value postedAt(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), g_postedAt[info[0].As<Napi::Number>().Uint32Value()]);
}

Napi::Value isPosting(const Napi::CallbackInfo& info) {
  if (!g_isPosting && g_thread.joinable()) g_thread.join();
  return Napi::Boolean::New(info.Env(), g_isPosting);
}

napi_value now(napi_env env, napi_callback_info) {
  napi_value value;
  napi_create_double(env, microseconds(), &value);
  return value;
}

}  // namespace

void addPoster(Napi::Env env, Napi::Object exports) {
  exports.Set("postOneByOne", Napi::Function::New(env, postOneByOne));
  exports.Set("postBurst", Napi::Function::New(env, postBurst));
  exports.Set("postedAt", Napi::Function::New(env, postedAt));
  exports.Set("isPosting", Napi::Function::New(env, isPosting));
  napi_value function;
  napi_create_function(env, "now", NAPI_AUTO_LENGTH, now, nullptr, &function);
  exports.Set("now", Napi::Value(env, function));
  napi_create_function(env, "took", NAPI_AUTO_LENGTH, took, nullptr, &function);
  exports.Set("took", Napi::Value(env, function));
}

}  // namespace bench
