// The exports of the stand-in about virtual channels.
#include <cstring>
#include <string>
#include <vector>

#include "export.h"
#include "locked.h"
#include "question.h"
#include "snapshot.h"
#include "terminal/channel_notes.h"
#include "terminal/channel_pipe.h"
#include "terminal/owners.h"

namespace {

using lab::Answer;
using lab::ChannelPipe;
using lab::LastErrorKeeper;
using lab::onMachine;
using lab::Question;

// Far from any pointer or kernel handle, so that one mistaken for the other is noticed.
constexpr std::uintptr_t kFirst = 0x57C50000;
constexpr int kFileHandle = 1;
constexpr DWORD kLongestName = 260;

SRWLOCK g_lock = SRWLOCK_INIT;
std::vector<ChannelPipe*>* g_pipes = nullptr;  // by their numbers, from 1; closed ones are NULL

std::uint32_t numberOf(HANDLE channel) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(channel) - kFirst);
}

std::uint32_t nextNumber() {
  const lab::Locked lock(g_lock);
  if (g_pipes == nullptr) g_pipes = new std::vector<ChannelPipe*>;
  g_pipes->push_back(nullptr);
  return static_cast<std::uint32_t>(g_pipes->size());
}

void keep(std::uint32_t number, ChannelPipe* pipe) {
  const lab::Locked lock(g_lock);
  (*g_pipes)[number - 1] = pipe;
}

ChannelPipe* pipeOf(HANDLE channel) {
  const lab::Locked lock(g_lock);
  const std::uint32_t number = numberOf(channel);
  if (g_pipes == nullptr || number == 0 || number > g_pipes->size()) return nullptr;
  return (*g_pipes)[number - 1];
}

HANDLE open(DWORD sessionId, const char* name, DWORD flags) {
  const std::uint32_t number = nextNumber();
  Question question = onMachine("WTSVirtualChannelOpenEx");
  const std::size_t length = name == nullptr ? 0 : std::strlen(name);
  if (question.misused(length == 0 || length >= kLongestName)) {
    question.fail(ERROR_INVALID_PARAMETER);
    return nullptr;
  }
  std::wstring wide;
  for (std::size_t i = 0; i < length; ++i) wide.push_back(static_cast<unsigned char>(name[i]));
  question.u32("sessionId", sessionId).text("name", wide.c_str()).u32("flags", flags).lab("channel", number);
  const bool frozen = lab::isFrozen();
  if (!frozen && !question.succeeds()) return nullptr;
  if (!frozen) lab::note::channelOpened(number);
  ChannelPipe* pipe = lab::openPipe(number, frozen);
  if (pipe == nullptr) {
    question.fail(ERROR_GEN_FAILURE);
    return nullptr;
  }
  keep(number, pipe);
  return reinterpret_cast<HANDLE>(kFirst + number);
}

// A call of the channel itself, as the older programs make it: whole when it returns.
BOOL move(HANDLE channel, bool reads, DWORD milliseconds, void* buffer, ULONG size, ULONG* moved) {
  LastErrorKeeper error;
  ChannelPipe* pipe = pipeOf(channel);
  if (pipe == nullptr || moved == nullptr) return error.fail(ERROR_INVALID_PARAMETER);
  const HANDLE file = lab::programEnd(pipe);
  OVERLAPPED call{};
  call.hEvent = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  BOOL done = reads ? ReadFile(file, buffer, size, nullptr, &call) : WriteFile(file, buffer, size, nullptr, &call);
  DWORD code = done ? 0 : GetLastError();
  DWORD bytes = 0;
  if (code == ERROR_IO_PENDING) {
    if (WaitForSingleObject(call.hEvent, milliseconds) == WAIT_TIMEOUT) CancelIoEx(file, &call);
    code = GetOverlappedResult(file, &call, &bytes, TRUE) ? 0 : GetLastError();
    // Nothing has come in that time.
    if (code == ERROR_OPERATION_ABORTED && reads && milliseconds == 0) code = 0;
    if (code == ERROR_OPERATION_ABORTED) code = ERROR_IO_INCOMPLETE;
  } else if (code == 0 || code == ERROR_MORE_DATA) {
    GetOverlappedResult(file, &call, &bytes, TRUE);
  }
  CloseHandle(call.hEvent);
  *moved = bytes;
  return code == 0 ? TRUE : error.fail(code);
}

}  // namespace

STANDIN_LATER_EXPORT(HANDLE, WTSVirtualChannelOpenEx)(DWORD sessionId, char* name, DWORD flags) {
  return open(sessionId, name, flags);
}

STANDIN_EXPORT(HANDLE, WTSVirtualChannelOpen)(HANDLE, DWORD sessionId, char* name) { return open(sessionId, name, 0); }

STANDIN_EXPORT(BOOL, WTSVirtualChannelQuery)(HANDLE channel, int virtualClass, void** buffer, DWORD* bytes) {
  Question question = onMachine(__func__);
  const ChannelPipe* pipe = pipeOf(channel);
  if (question.misused(pipe == nullptr || buffer == nullptr || bytes == nullptr))
    return question.fail(ERROR_INVALID_PARAMETER);
  question.u32("virtualClass", static_cast<DWORD>(virtualClass)).lab("channel", numberOf(channel));
  if (!lab::isFrozen() && !question.succeeds()) return FALSE;
  const HANDLE file = lab::programEnd(pipe);
  void* const memory = lab::allocate({sizeof file})[0];
  std::memcpy(memory, &file, sizeof file);
  if (!lab::isFrozen()) lab::given(memory, lab::Owner::memory, 0);
  *buffer = memory;
  *bytes = sizeof file;
  return TRUE;
}

STANDIN_EXPORT(BOOL, WTSVirtualChannelClose)(HANDLE channel) {
  Question question = onMachine(__func__);
  ChannelPipe* pipe = pipeOf(channel);
  const std::uint32_t number = numberOf(channel);
  if (pipe == nullptr) {
    lab::note::channelClosed(0);
    return question.fail(ERROR_INVALID_HANDLE);
  }
  keep(number, nullptr);
  lab::closePipe(pipe);
  if (lab::isFrozen()) return TRUE;
  lab::note::channelClosed(number);
  return question.lab("channel", number).succeeds();
}

STANDIN_EXPORT(BOOL, WTSVirtualChannelRead)
(HANDLE channel, ULONG milliseconds, char* buffer, ULONG size, ULONG* read) {
  return move(channel, true, milliseconds, buffer, size, read);
}

STANDIN_EXPORT(BOOL, WTSVirtualChannelWrite)(HANDLE channel, char* buffer, ULONG size, ULONG* written) {
  return move(channel, false, INFINITE, buffer, size, written);
}

// Remote Desktop Services do nothing here.
STANDIN_EXPORT(BOOL, WTSVirtualChannelPurgeInput)(HANDLE channel) { return pipeOf(channel) != nullptr; }
STANDIN_EXPORT(BOOL, WTSVirtualChannelPurgeOutput)(HANDLE channel) { return pipeOf(channel) != nullptr; }
