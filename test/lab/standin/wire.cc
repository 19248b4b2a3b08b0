#include "wire.h"

#include <cstdlib>
#include <cstring>
#include <vector>

#include "locked.h"

namespace lab {
namespace {

// Nothing here has a destructor: threads may still be waiting for an answer when the process ends.
SRWLOCK g_idleLock = SRWLOCK_INIT;
std::vector<SOCKET>* g_idle = nullptr;
SRWLOCK g_noteLock = SRWLOCK_INIT;
SOCKET g_noteLine = INVALID_SOCKET;

bool sendAll(SOCKET line, const Bytes& data) {
  std::size_t sent = 0;
  while (sent < data.size()) {
    const int step =
        send(line, reinterpret_cast<const char*>(data.data() + sent), static_cast<int>(data.size() - sent), 0);
    if (step <= 0) return false;
    sent += static_cast<std::size_t>(step);
  }
  return true;
}

bool receiveAll(SOCKET line, std::uint8_t* to, std::size_t size) {
  std::size_t got = 0;
  while (got < size) {
    const int step = recv(line, reinterpret_cast<char*>(to + got), static_cast<int>(size - got), 0);
    if (step <= 0) return false;
    got += static_cast<std::size_t>(step);
  }
  return true;
}

// A code of the DLL that waits in `recv` must stay mapped, whoever frees the library meanwhile.
void pin() {
  HMODULE self = nullptr;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                     reinterpret_cast<LPCWSTR>(&pin), &self);
}

SOCKET takeLine() {
  {
    const Locked lock(g_idleLock);
    if (g_idle != nullptr && !g_idle->empty()) {
      const SOCKET line = g_idle->back();
      g_idle->pop_back();
      return line;
    }
  }
  return connectToWorld("calls");
}

void returnLine(SOCKET line) {
  const Locked lock(g_idleLock);
  if (g_idle == nullptr) g_idle = new std::vector<SOCKET>;
  g_idle->push_back(line);
}

}  // namespace

bool sendMessage(SOCKET line, const Writer& message) {
  const Bytes& body = message.body();
  const auto size = static_cast<std::uint32_t>(body.size());
  Bytes framed(sizeof size + body.size());
  std::memcpy(framed.data(), &size, sizeof size);
  std::memcpy(framed.data() + sizeof size, body.data(), body.size());
  return sendAll(line, framed);
}

SOCKET connectToWorld(std::string_view purpose) {
  WSADATA winsock{};
  if (WSAStartup(MAKEWORD(2, 2), &winsock) != 0) return INVALID_SOCKET;
  pin();
  const std::string port = environment(L"LAB_WORLD_PORT");
  const std::string token = environment(L"LAB_WORLD_TOKEN");
  if (port.empty()) return INVALID_SOCKET;
  const SOCKET line = socket(AF_INET, SOCK_STREAM, 0);
  if (line == INVALID_SOCKET) return line;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<u_short>(std::atoi(port.c_str())));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  setsockopt(line, IPPROTO_TCP, TCP_NODELAY, reinterpret_cast<const char*>(&on), sizeof on);
  Writer hello;
  hello.u8(static_cast<std::uint8_t>(Kind::hello)).ascii(purpose).ascii(token);
  if (connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || !sendMessage(line, hello)) {
    closesocket(line);
    return INVALID_SOCKET;
  }
  return line;
}

bool receiveMessage(SOCKET line, Bytes& body) {
  std::uint32_t size = 0;
  if (!receiveAll(line, reinterpret_cast<std::uint8_t*>(&size), sizeof size)) return false;
  body.resize(size);
  return receiveAll(line, body.data(), size);
}

bool askWorld(const Writer& question, Bytes& answer) {
  const SOCKET line = takeLine();
  if (line == INVALID_SOCKET) return false;
  if (!sendMessage(line, question) || !receiveMessage(line, answer)) {
    closesocket(line);
    return false;
  }
  returnLine(line);
  return true;
}

void tell(const Writer& note) {
  const Locked lock(g_noteLock);
  if (g_noteLine == INVALID_SOCKET) g_noteLine = connectToWorld("calls");
  if (g_noteLine != INVALID_SOCKET) sendMessage(g_noteLine, note);
}

std::string environment(const wchar_t* name) {
  wchar_t value[1024];
  const DWORD length = GetEnvironmentVariableW(name, value, 1024);
  std::string text;
  for (DWORD i = 0; i < length && i < 1024; ++i) text.push_back(static_cast<char>(value[i]));
  return text;
}

}  // namespace lab
