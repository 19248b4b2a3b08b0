// The program that the lab starts in place of any other: it plays what the world has scripted for a process id.
// `../../program-line.ts` is the other side.
#include <cstdlib>
#include <string>

#include "bytes.h"
#include "locked.h"
#include "player/command_line.h"
#include "wire.h"

namespace {

// From the world.
enum class Order : std::uint8_t { out = 1, error = 2, exit = 3, leave = 4 };
// To the world.
enum class Report : std::uint8_t { began = 1, written = 2, input = 3 };

SOCKET g_line = INVALID_SOCKET;
SRWLOCK g_lock = SRWLOCK_INIT;

void report(const lab::Writer& body) {
  const auto size = static_cast<std::uint32_t>(body.body().size());
  const lab::Locked lock(g_lock);
  send(g_line, reinterpret_cast<const char*>(&size), sizeof size, 0);
  send(g_line, reinterpret_cast<const char*>(body.body().data()), static_cast<int>(size), 0);
}

lab::Writer reportOf(Report kind) {
  lab::Writer writer;
  writer.u8(static_cast<std::uint32_t>(kind));
  return writer;
}

void write(DWORD which, const lab::Span& bytes) {
  const HANDLE to = GetStdHandle(which);
  for (std::uint32_t at = 0; at < bytes.size;) {
    DWORD written = 0;
    if (!WriteFile(to, bytes.data + at, bytes.size - at, &written, nullptr)) return;
    at += written;
  }
}

DWORD WINAPI readInput(void*) {
  static std::uint8_t buffer[32 * 1024];
  const HANDLE from = GetStdHandle(STD_INPUT_HANDLE);
  for (;;) {
    DWORD count = 0;
    const BOOL read = ReadFile(from, buffer, sizeof buffer, &count, nullptr);
    if (!read) count = 0;
    report(reportOf(Report::input).span(buffer, count));
    if (count == 0) return 0;
  }
}

// A program of its own, which has the same streams.
void leave(std::uint32_t pid) {
  wchar_t path[1024];
  GetModuleFileNameW(nullptr, path, 1024);
  std::wstring line = lab::playerLine(path, pid);
  STARTUPINFOW startup{};
  startup.cb = sizeof startup;
  startup.dwFlags = STARTF_USESTDHANDLES;
  startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
  startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  PROCESS_INFORMATION made{};
  CreateProcessW(path, line.data(), nullptr, nullptr, TRUE, CREATE_NO_WINDOW, nullptr, nullptr, &startup, &made);
}

}  // namespace

int main(int count, char** arguments) {
  const auto pid = static_cast<std::uint32_t>(count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 0);
  g_line = lab::connectToWorld("program");
  if (g_line == INVALID_SOCKET) return 87;
  report(reportOf(Report::began).u32(pid).ascii(count > 2 ? arguments[2] : ""));
  const HANDLE reader = CreateThread(nullptr, 0, readInput, nullptr, 0, nullptr);
  lab::Bytes body;
  while (lab::receiveMessage(g_line, body)) {
    lab::Reader message(body);
    switch (static_cast<Order>(message.u8())) {
      case Order::out:
        write(STD_OUTPUT_HANDLE, message.span());
        break;
      case Order::error:
        write(STD_ERROR_HANDLE, message.span());
        break;
      case Order::leave:
        leave(message.u32());
        break;
      case Order::exit:
        TerminateProcess(GetCurrentProcess(), message.u32());
        break;
    }
    report(reportOf(Report::written));
  }
  (void)reader;
  return 88;
}
