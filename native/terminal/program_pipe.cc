#include "terminal/program_pipe.h"

namespace winstation::terminal {
namespace {

namespace kernel = windows::kernel32;

constexpr uint32_t kChunk = 64 * 1024;
constexpr size_t kNameUnits = 64;

std::atomic<uint32_t> lastPipe{0};

char16_t* writeNumber(char16_t* to, uint32_t number) {
  char16_t digits[10];
  size_t count = 0;
  do {
    digits[count++] = static_cast<char16_t>(u'0' + number % 10);
    number /= 10;
  } while (number != 0);
  while (count > 0) *to++ = digits[--count];
  return to;
}

/** No other pipe of the machine has this name. */
void writeName(char16_t (&name)[kNameUnits]) {
  char16_t* at = name;
  for (const char16_t* from = u"\\\\.\\pipe\\winstation-"; *from != 0;) *at++ = *from++;
  at = writeNumber(at, static_cast<uint32_t>(::GetCurrentProcessId()));
  *at++ = u'-';
  at = writeNumber(at, lastPipe.fetch_add(1, std::memory_order_relaxed));
  *at = 0;
}

}  // namespace

Failure ProgramPipe::make(Direction direction) {
  const bool isToProgram = direction == Direction::toProgram;
  event_ = KernelHandle(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
  if (!event_) return {"CreateEventW", static_cast<uint32_t>(::GetLastError())};
  char16_t name[kNameUnits];
  writeName(name);
  // Anonymous pipes know no overlapped reads. This one is the first and the last of its name, and of this machine
  // alone.
  const uint32_t openMode = static_cast<uint32_t>(isToProgram ? PIPE_ACCESS_OUTBOUND : PIPE_ACCESS_INBOUND) |
                            FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE;
  HANDLE made = nullptr;
  Failure failure = kernel::CreateNamedPipeW.call(
      made, name, openMode, PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | kernel::kRejectRemoteClients, 1, kChunk,
      kChunk, 0, nullptr);
  if (!failure && made == INVALID_HANDLE_VALUE) {
    failure = {kernel::CreateNamedPipeW.name(), static_cast<uint32_t>(::GetLastError())};
  }
  if (failure) return failure;
  pipe_ = kernel::Handle(made);
  SECURITY_ATTRIBUTES inherited = {sizeof(inherited), nullptr, TRUE};
  HANDLE const opened = ::CreateFileW(reinterpret_cast<const wchar_t*>(name),
                                      isToProgram ? GENERIC_READ : GENERIC_WRITE | FILE_READ_ATTRIBUTES, 0, &inherited,
                                      OPEN_EXISTING, 0, nullptr);
  if (opened == INVALID_HANDLE_VALUE) return {"CreateFileW", static_cast<uint32_t>(::GetLastError())};
  other_ = kernel::Handle(opened);
  if (!isToProgram) buffer_.extend(kChunk);
  return {};
}

ProgramPipe::Outcome ProgramPipe::read() {
  if (!isOpen()) return Outcome::over;
  overlapped_ = {};
  overlapped_.hEvent = event_.get();
  return begun(::ReadFile(pipe_.get(), buffer_.data(), kChunk, nullptr, &overlapped_));
}

ProgramPipe::Outcome ProgramPipe::write(const void* bytes, uint32_t count) {
  if (!isOpen()) return Outcome::over;
  overlapped_ = {};
  overlapped_.hEvent = event_.get();
  return begun(::WriteFile(pipe_.get(), bytes, count, nullptr, &overlapped_));
}

ProgramPipe::Outcome ProgramPipe::begun(BOOL succeeded) {
  if (!succeeded && ::GetLastError() != ERROR_IO_PENDING) return Outcome::over;
  isUnderWay_ = true;
  return look();
}

ProgramPipe::Outcome ProgramPipe::look() {
  DWORD count = 0;
  const BOOL succeeded = ::GetOverlappedResult(pipe_.get(), &overlapped_, &count, FALSE);
  if (!succeeded && ::GetLastError() == ERROR_IO_INCOMPLETE) return Outcome::underWay;
  count_ = static_cast<uint32_t>(count);
  return finished(succeeded);
}

ProgramPipe::Outcome ProgramPipe::cancel() {
  if (!isUnderWay_) return Outcome::over;
  ::CancelIoEx(pipe_.get(), &overlapped_);
  DWORD count = 0;
  // It may have come to its end before it was cancelled.
  const BOOL succeeded = ::GetOverlappedResult(pipe_.get(), &overlapped_, &count, TRUE);
  count_ = static_cast<uint32_t>(count);
  return finished(succeeded);
}

ProgramPipe::Outcome ProgramPipe::finished(BOOL succeeded) {
  isUnderWay_ = false;
  return succeeded ? Outcome::done : Outcome::over;
}

void ProgramPipe::close() {
  if (isUnderWay_) cancel();
  pipe_ = kernel::Handle();
  other_ = kernel::Handle();
}

}  // namespace winstation::terminal
