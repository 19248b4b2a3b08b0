#include "wire.h"

#include <cstdlib>
#include <cstring>

namespace lab {
namespace {

enum Kind : std::uint8_t { kHello = 0, kAsk = 1 };

constexpr DWORD kNoWorld = ERROR_NOT_CONNECTED;

// Nothing here has a destructor: threads may still be waiting for an answer when the process ends.
SRWLOCK g_idleLock = SRWLOCK_INIT;
std::vector<SOCKET>* g_idle = nullptr;
SRWLOCK g_noteLock = SRWLOCK_INIT;
SOCKET g_noteLine = INVALID_SOCKET;

class Locked {
 public:
  explicit Locked(SRWLOCK& lock) : lock_(lock) { AcquireSRWLockExclusive(&lock_); }
  ~Locked() { ReleaseSRWLockExclusive(&lock_); }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;

 private:
  SRWLOCK& lock_;
};

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

}  // namespace

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
  Writer hello(kHello);
  hello.ascii(purpose).ascii(token);
  if (connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      !sendAll(line, hello.framed())) {
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

namespace {

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

DWORD markSlot() {
  static volatile LONG slot = 0;  // one more than the index, since 0 says that there is none yet
  if (slot == 0) {
    const DWORD fresh = TlsAlloc();
    if (InterlockedCompareExchange(&slot, static_cast<LONG>(fresh + 1), 0) != 0) TlsFree(fresh);
  }
  return static_cast<DWORD>(slot - 1);
}

}  // namespace

Writer::Writer(std::uint8_t kind) : data_(5) { data_[4] = kind; }

Writer& Writer::u8(std::uint32_t value) {
  data_.push_back(static_cast<std::uint8_t>(value));
  return *this;
}

Writer& Writer::u32(std::uint32_t value) { return bytes(&value, sizeof value); }

Writer& Writer::text(const wchar_t* value) {
  if (value == nullptr) return u32(0xFFFFFFFF);
  return text(value, std::wcslen(value));
}

Writer& Writer::text(const wchar_t* value, std::size_t length) {
  return u32(static_cast<std::uint32_t>(length)).bytes(value, length * sizeof(wchar_t));
}

Writer& Writer::ascii(std::string_view value) {
  return u8(static_cast<std::uint32_t>(value.size())).bytes(value.data(), value.size());
}

Writer& Writer::bytes(const void* data, std::size_t size) {
  const auto* first = static_cast<const std::uint8_t*>(data);
  data_.insert(data_.end(), first, first + size);
  return *this;
}

const Bytes& Writer::framed() {
  const auto size = static_cast<std::uint32_t>(data_.size() - 4);
  std::memcpy(data_.data(), &size, sizeof size);
  return data_;
}

std::string Writer::key() const { return {data_.begin() + 4, data_.end()}; }

const std::uint8_t* Reader::take(std::size_t size) {
  if (!good_ || static_cast<std::size_t>(end_ - at_) < size) {
    good_ = false;
    return nullptr;
  }
  const std::uint8_t* here = at_;
  at_ += size;
  return here;
}

std::uint8_t Reader::u8() {
  const std::uint8_t* here = take(1);
  return here == nullptr ? std::uint8_t{0} : *here;
}

std::uint32_t Reader::u32() {
  std::uint32_t value = 0;
  if (const std::uint8_t* here = take(sizeof value)) std::memcpy(&value, here, sizeof value);
  return value;
}

std::uint64_t Reader::u64() {
  std::uint64_t value = 0;
  if (const std::uint8_t* here = take(sizeof value)) std::memcpy(&value, here, sizeof value);
  return value;
}

Text Reader::text() {
  const std::uint32_t length = u32();
  if (length == 0xFFFFFFFF || !good_) return {};
  return {take(std::size_t{length} * sizeof(wchar_t)), length};
}

const std::uint8_t* Reader::bytes(std::uint32_t& size) {
  size = u32();
  if (size == 0xFFFFFFFF || !good_) {
    size = 0;
    return nullptr;
  }
  return take(size);
}

Writer question(std::string_view call, const wchar_t* host, bool neverHeld) {
  Writer writer(kAsk);
  writer.u8(neverHeld || isJavaScriptThread() ? 1 : 0).ascii(call).text(host);
  return writer;
}

Reply ask(Writer& question) {
  Reply reply;
  reply.code = kNoWorld;
  const SOCKET line = takeLine();
  if (line == INVALID_SOCKET) return reply;
  const bool answered =
      sendAll(line, question.framed()) && receiveMessage(line, reply.body) && reply.body.size() >= Reply::kHead;
  if (!answered) {
    closesocket(line);
    return reply;
  }
  returnLine(line);
  Reader head(reply.body.data(), reply.body.size());
  reply.ok = head.u8() != 0;
  reply.shape = static_cast<Shape>(head.u8());
  reply.code = reply.ok ? 0 : head.u32();
  return reply;
}

void tell(Writer& note) {
  const Locked lock(g_noteLock);
  if (g_noteLine == INVALID_SOCKET) g_noteLine = connectToWorld("calls");
  if (g_noteLine != INVALID_SOCKET) sendAll(g_noteLine, note.framed());
}

void markJavaScriptThread() { TlsSetValue(markSlot(), reinterpret_cast<void*>(1)); }

bool isJavaScriptThread() {
  const LastErrorKeeper keeper;  // TlsGetValue clears the last error
  return TlsGetValue(markSlot()) != nullptr;
}

std::string environment(const wchar_t* name) {
  wchar_t value[1024];
  const DWORD length = GetEnvironmentVariableW(name, value, 1024);
  std::string text;
  for (DWORD i = 0; i < length && i < 1024; ++i) text.push_back(static_cast<char>(value[i]));
  return text;
}

}  // namespace lab
