#include "notice_line.h"

#include "last_error.h"
#include "wire.h"

namespace lab {
namespace {

using Take = void (*)(std::uint8_t, Reader&);

SRWLOCK g_lock = SRWLOCK_INIT;
SOCKET g_line = INVALID_SOCKET;
Take g_take = nullptr;

DWORD WINAPI listen(void*) {
  Bytes body;
  while (receiveMessage(g_line, body)) {
    Reader reader(body);
    const std::uint8_t kind = reader.u8();
    g_take(kind, reader);
  }
  return 0;
}

bool open(Take take) {
  g_line = connectToWorld("notices");
  // The server says when it has taken note of the line: greetings and questions come to it by different ways.
  Bytes body;
  if (g_line == INVALID_SOCKET || !receiveMessage(g_line, body)) return false;
  g_take = take;
  const HANDLE thread = CreateThread(nullptr, 0, listen, nullptr, 0, nullptr);
  if (thread == nullptr) return false;
  CloseHandle(thread);
  return true;
}

}  // namespace

bool listenForNotices(Take take) {
  const LastErrorKeeper error;
  AcquireSRWLockExclusive(&g_lock);
  const bool listening = g_take != nullptr || open(take);
  ReleaseSRWLockExclusive(&g_lock);
  return listening;
}

}  // namespace lab
