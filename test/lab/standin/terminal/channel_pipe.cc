#include "terminal/channel_pipe.h"

#include <cstdio>
#include <cstring>
#include <deque>
#include <utility>

#include "last_error.h"
#include "locked.h"
#include "wire.h"

namespace lab {
namespace {

// What Windows holds of a client that takes nothing.
constexpr DWORD kQuota = 64 * 1024;
constexpr DWORD kRoom = 256 * 1024;
constexpr std::uint32_t kPieceBytes = 1600;
constexpr std::uint32_t kFirst = 1;
constexpr std::uint32_t kLast = 2;
constexpr DWORD kDrainMilliseconds = 2'000;

// One overlapped call at a time; a wait for it ends with `stop` too.
class Call {
 public:
  Call() { state_.hEvent = CreateEventW(nullptr, TRUE, FALSE, nullptr); }
  ~Call() { CloseHandle(state_.hEvent); }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  OVERLAPPED* state() { return &state_; }

  // ERROR_OPERATION_ABORTED when it was stopped first.
  DWORD finish(HANDLE file, BOOL done, HANDLE stop, DWORD* moved) {
    const DWORD code = done ? 0 : GetLastError();
    if (code != 0 && code != ERROR_IO_PENDING && code != ERROR_MORE_DATA) return code;
    if (code == ERROR_IO_PENDING) {
      const HANDLE handles[] = {state_.hEvent, stop};
      if (WaitForMultipleObjects(2, handles, FALSE, INFINITE) != WAIT_OBJECT_0) CancelIoEx(file, &state_);
    }
    return GetOverlappedResult(file, &state_, moved, TRUE) ? 0 : GetLastError();
  }

 private:
  OVERLAPPED state_{};
};

}  // namespace

class ChannelPipe {
 public:
  bool open(std::uint32_t number, bool echoes);
  HANDLE program() const { return program_; }
  void close();

 private:
  static DWORD WINAPI downMain(void* self) {
    static_cast<ChannelPipe*>(self)->down();
    return 0;
  }
  static DWORD WINAPI giveMain(void* self) {
    static_cast<ChannelPipe*>(self)->giveAll();
    return 0;
  }
  static DWORD WINAPI upMain(void* self) {
    static_cast<ChannelPipe*>(self)->up();
    return 0;
  }
  bool makePipe(std::uint32_t number);
  void down();
  void giveAll();
  void up();
  void push(Bytes&& message);
  DWORD readMessage(Bytes& message);
  bool give(const void* data, std::size_t size);
  bool pass(const Bytes& message);
  bool echo(const Bytes& message);
  bool tellClient(ToClient kind, const Bytes& body);
  void leaveOwn();

  HANDLE program_ = INVALID_HANDLE_VALUE;
  HANDLE own_ = INVALID_HANDLE_VALUE;
  SOCKET line_ = INVALID_SOCKET;
  HANDLE threads_[3]{};
  DWORD count_ = 0;
  bool echoes_ = false;
  HANDLE stop_ = nullptr;    // nothing more is moved
  HANDLE goes_ = nullptr;    // the client takes what is written
  HANDLE pauses_ = nullptr;  // it has just ceased to
  SRWLOCK lock_ = SRWLOCK_INIT;
  DWORD users_ = 0;         // threads that use this end of the pipe
  std::deque<Bytes> sent_;  // by the client; the last one has no piece
  HANDLE more_ = nullptr;
};

bool ChannelPipe::open(std::uint32_t number, bool echoes) {
  echoes_ = echoes;
  stop_ = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  goes_ = CreateEventW(nullptr, TRUE, TRUE, nullptr);
  pauses_ = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  more_ = CreateEventW(nullptr, FALSE, FALSE, nullptr);
  if (!makePipe(number)) return false;
  if (!echoes) {
    line_ = connectToWorld("channel");
    Writer first;
    first.u32(number);
    if (line_ == INVALID_SOCKET || !sendMessage(line_, first)) return false;
  }
  users_ = echoes ? 1 : 2;
  const auto start = [this](DWORD(WINAPI * main)(void*)) {
    threads_[count_++] = CreateThread(nullptr, 0, main, this, 0, nullptr);
  };
  start(upMain);
  if (!echoes) {
    start(giveMain);
    start(downMain);
  }
  return true;
}

bool ChannelPipe::makePipe(std::uint32_t number) {
  char name[64];
  std::snprintf(name, sizeof name, "\\\\.\\pipe\\lab-channel-%lu-%u", GetCurrentProcessId(), number);
  own_ = CreateNamedPipeA(name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
                          PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, 1, kQuota, kQuota, 0, nullptr);
  if (own_ == INVALID_HANDLE_VALUE) return false;
  program_ = CreateFileA(name, GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, nullptr);
  DWORD mode = PIPE_READMODE_MESSAGE;
  return program_ != INVALID_HANDLE_VALUE && SetNamedPipeHandleState(program_, &mode, nullptr, nullptr);
}

void ChannelPipe::push(Bytes&& message) {
  const Locked lock(lock_);
  sent_.push_back(std::move(message));
  SetEvent(more_);
}

// What the client sends goes into the pipe, as fast as the program takes it.
void ChannelPipe::giveAll() {
  for (;;) {
    Bytes message;
    bool has = false;
    {
      const Locked lock(lock_);
      has = !sent_.empty();
      if (has) {
        message = std::move(sent_.front());
        sent_.pop_front();
      }
    }
    if (!has) {
      const HANDLE handles[] = {more_, stop_};
      if (WaitForMultipleObjects(2, handles, FALSE, INFINITE) != WAIT_OBJECT_0) break;
      continue;
    }
    if (message.empty() || !give(message.data() + 1, message.size() - 1)) break;
  }
  leaveOwn();
}

// Whatever the program does: a pause comes before what waits for it.
void ChannelPipe::down() {
  Bytes body;
  while (receiveMessage(line_, body) && !body.empty()) {
    const auto kind = static_cast<FromClient>(body[0]);
    if (kind == FromClient::end) return push({});
    if (kind == FromClient::piece) push(std::move(body));
    if (kind == FromClient::pause) {
      ResetEvent(goes_);
      SetEvent(pauses_);
    }
    if (kind == FromClient::goOn) {
      ResetEvent(pauses_);
      SetEvent(goes_);
    }
  }
  SetEvent(stop_);
  SetEvent(pauses_);
}

// What the program writes goes to the client, while that takes it.
void ChannelPipe::up() {
  Bytes message;
  for (;;) {
    const HANDLE handles[] = {stop_, goes_};
    if (WaitForSingleObject(goes_, 0) != WAIT_OBJECT_0) {
      if (!echoes_ && !tellClient(ToClient::paused, {})) break;
      if (WaitForMultipleObjects(2, handles, FALSE, INFINITE) == WAIT_OBJECT_0) break;
    }
    const DWORD code = readMessage(message);
    if (code == ERROR_OPERATION_ABORTED && WaitForSingleObject(stop_, 0) != WAIT_OBJECT_0) continue;
    if (code != 0) break;
    if (!(echoes_ ? echo(message) : pass(message))) break;
  }
  leaveOwn();
}

DWORD ChannelPipe::readMessage(Bytes& message) {
  message.clear();
  for (;;) {
    const std::size_t start = message.size();
    message.resize(start + kRoom);
    Call call;
    const BOOL done = ReadFile(own_, message.data() + start, kRoom, nullptr, call.state());
    DWORD moved = 0;
    // A pause ends the read too, but not one that has begun to come.
    const DWORD code = call.finish(own_, done, start == 0 ? pauses_ : stop_, &moved);
    message.resize(start + moved);
    if (code != ERROR_MORE_DATA) return code;
  }
}

bool ChannelPipe::give(const void* data, std::size_t size) {
  Call call;
  const BOOL done = WriteFile(own_, data, static_cast<DWORD>(size), nullptr, call.state());
  DWORD moved = 0;
  return call.finish(own_, done, stop_, &moved) == 0;
}

bool ChannelPipe::pass(const Bytes& message) { return tellClient(ToClient::written, message); }

// As a client that listens for ECHO: the same message, in pieces with headers.
bool ChannelPipe::echo(const Bytes& message) {
  const auto total = static_cast<std::uint32_t>(message.size());
  std::uint32_t at = 0;
  do {
    const std::uint32_t size = total - at < kPieceBytes ? total - at : kPieceBytes;
    const std::uint32_t header[] = {total, (at == 0 ? kFirst : 0) | (at + size == total ? kLast : 0)};
    std::uint8_t piece[sizeof header + kPieceBytes];
    std::memcpy(piece, header, sizeof header);
    if (size > 0) std::memcpy(piece + sizeof header, message.data() + at, size);
    if (!give(piece, sizeof header + size)) return false;
    at += size;
  } while (at < total);
  return true;
}

bool ChannelPipe::tellClient(ToClient kind, const Bytes& body) {
  Writer writer;
  writer.u8(static_cast<std::uint8_t>(kind)).raw(body.data(), body.size());
  return sendMessage(line_, writer);
}

// The last thread to leave closes this end; what is in the pipe can still be read.
void ChannelPipe::leaveOwn() {
  SetEvent(stop_);
  SetEvent(pauses_);
  const Locked lock(lock_);
  if (--users_ > 0) return;
  CloseHandle(own_);
  own_ = INVALID_HANDLE_VALUE;
}

void ChannelPipe::close() {
  if (program_ != INVALID_HANDLE_VALUE) CloseHandle(program_);
  // What was written before is still passed on, if the client takes it.
  if (count_ > 0 && WaitForSingleObject(goes_, 0) == WAIT_OBJECT_0)
    WaitForSingleObject(threads_[0], kDrainMilliseconds);
  SetEvent(stop_);
  SetEvent(pauses_);
  if (line_ != INVALID_SOCKET) shutdown(line_, SD_BOTH);
  if (count_ > 0) WaitForMultipleObjects(count_, threads_, TRUE, INFINITE);
  for (DWORD i = 0; i < count_; ++i) CloseHandle(threads_[i]);
  if (line_ != INVALID_SOCKET) closesocket(line_);
  if (own_ != INVALID_HANDLE_VALUE) CloseHandle(own_);
  for (const HANDLE event : {stop_, goes_, pauses_, more_}) CloseHandle(event);
}

ChannelPipe* openPipe(std::uint32_t number, bool echoes) {
  const LastErrorKeeper error;
  auto* pipe = new ChannelPipe;
  if (pipe->open(number, echoes)) return pipe;
  closePipe(pipe);
  return nullptr;
}

HANDLE programEnd(const ChannelPipe* pipe) { return pipe->program(); }

void closePipe(ChannelPipe* pipe) {
  const LastErrorKeeper error;
  pipe->close();
  delete pipe;
}

}  // namespace lab
