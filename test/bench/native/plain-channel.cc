#include "plain-channel.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>
#include <cstring>
#include <vector>

namespace bench {
namespace {

constexpr DWORD kDynamic = 1;
constexpr int kFileHandle = 1;
constexpr DWORD kHeader = 8;
constexpr DWORD kPiece = kHeader + 1600;

template <class F>
F* find(HMODULE library, const char* name) {
  return reinterpret_cast<F*>(reinterpret_cast<void*>(GetProcAddress(library, name)));
}

using OpenEx = HANDLE WINAPI(DWORD, char*, DWORD);
using Query = BOOL WINAPI(HANDLE, int, void**, DWORD*);
using Close = BOOL WINAPI(HANDLE);
using Free = void WINAPI(void*);

DWORD finish(HANDLE file, BOOL done, OVERLAPPED* call) {
  if (!done && GetLastError() == ERROR_IO_PENDING) WaitForSingleObject(call->hEvent, INFINITE);
  DWORD moved = 0;
  GetOverlappedResult(file, call, &moved, TRUE);
  return moved;
}

/** So many messages of so many bytes go out and come back, one after the other. Milliseconds; negative when it failed.
 */
double echoes(uint32_t rounds, uint32_t size) {
  const HMODULE library = LoadLibraryW(L"wtsapi32.dll");
  char name[] = "ECHO";
  const HANDLE channel = find<OpenEx>(library, "WTSVirtualChannelOpenEx")(1, name, kDynamic);
  void* buffer = nullptr;
  DWORD length = 0;
  if (channel == nullptr || !find<Query>(library, "WTSVirtualChannelQuery")(channel, kFileHandle, &buffer, &length)) {
    return -1;
  }
  HANDLE file = nullptr;
  std::memcpy(&file, buffer, sizeof(file));
  find<Free>(library, "WTSFreeMemory")(buffer);
  OVERLAPPED write = {};
  OVERLAPPED read = {};
  write.hEvent = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  read.hEvent = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  std::vector<uint8_t> message(size, 0x2A), back(size);
  uint8_t piece[kPiece];
  LARGE_INTEGER frequency, from, to;
  QueryPerformanceFrequency(&frequency);
  QueryPerformanceCounter(&from);
  for (uint32_t round = 0; round < rounds; ++round) {
    const BOOL isWritten = WriteFile(file, message.data(), size, nullptr, &write);
    const bool isPending = !isWritten && GetLastError() == ERROR_IO_PENDING;
    for (uint32_t at = 0; at < size;) {
      const DWORD moved = finish(file, ReadFile(file, piece, kPiece, nullptr, &read), &read);
      if (moved <= kHeader || at + moved - kHeader > size) return -1;
      std::memcpy(back.data() + at, piece + kHeader, moved - kHeader);
      at += moved - kHeader;
    }
    if (isPending) WaitForSingleObject(write.hEvent, INFINITE);
  }
  QueryPerformanceCounter(&to);
  find<Close>(library, "WTSVirtualChannelClose")(channel);
  CloseHandle(write.hEvent);
  CloseHandle(read.hEvent);
  return static_cast<double>(to.QuadPart - from.QuadPart) * 1000 / static_cast<double>(frequency.QuadPart);
}

Napi::Value channelEchoes(const Napi::CallbackInfo& info) {
  const double ms = echoes(info[0].As<Napi::Number>().Uint32Value(), info[1].As<Napi::Number>().Uint32Value());
  return Napi::Number::New(info.Env(), ms);
}

}  // namespace

void addChannel(Napi::Env env, Napi::Object exports) {
  exports.Set("channelEchoes", Napi::Function::New(env, channelEchoes));
}

}  // namespace bench
