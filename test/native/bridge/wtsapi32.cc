// wtsapi32.dll: lists and buffers of exactly the size they have, waits for events, and acts.

#include "windows/wtsapi32_types.h"

#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>

#include "dlls.h"
#include "kernel.h"
#include "trouble.h"

using namespace winstation::windows;
using trouble::outstanding;

namespace dlls {

std::atomic<uint32_t> queries{0};
std::atomic<uint32_t> hangingQuery{0};

namespace {

constexpr uint32_t kFlush = 0x80000000;

/** A handle of a server, and how many calls are inside with it. */
struct Server {
  uint32_t flushes = 0;
  uint32_t inside = 0;
  uint64_t heard = 0;
};

std::mutex& things = *new std::mutex;
std::condition_variable& told = *new std::condition_variable;
std::map<const void*, uint32_t>& given = *new std::map<const void*, uint32_t>;
uint64_t happened = 0;

constexpr uint32_t kPlain = 0xFFFFFFFF;

BOOL failWith(DWORD code) {
  SetLastError(code);
  return FALSE;
}

/** Some of these let the older call be taken, some tell that the host is gone. */
constexpr DWORD kCodes[] = {5, 120, 127, 50, 1722, 7022, 87, 1702, 0};

bool fails() { return trouble::happens(trouble::plan.failedCall); }
BOOL fail() { return failWith(kCodes[trouble::below(sizeof(kCodes) / sizeof(kCodes[0]))]); }

/** Marks a handle as in use by a call. */
class Use {
 public:
  explicit Use(HANDLE handle) : server_(static_cast<Server*>(handle)) {
    if (server_ == nullptr) return;
    const std::lock_guard<std::mutex> held(things);
    ++server_->inside;
  }
  ~Use() {
    if (server_ == nullptr) return;
    const std::lock_guard<std::mutex> held(things);
    --server_->inside;
  }

 private:
  Server* const server_;
};

/** As Windows gives it: one block, freed by the function that goes with it. Type and count, or `kPlain`. */
uint8_t* give(size_t byteLength, uint32_t asked) {
  auto* const buffer = static_cast<uint8_t*>(std::malloc(byteLength == 0 ? 1 : byteLength));
  ++outstanding.buffers;
  const std::lock_guard<std::mutex> held(things);
  given[buffer] = asked;
  return buffer;
}

void takeBack(const void* buffer, uint32_t asked) {
  {
    const std::lock_guard<std::mutex> held(things);
    const auto found = given.find(buffer);
    if (found == given.end()) trouble::fault("a buffer that was not given, or was freed before");
    if (found->second != asked) trouble::fault("a buffer freed in the wrong way", static_cast<long>(asked));
    given.erase(found);
  }
  std::free(const_cast<void*>(buffer));
  --outstanding.buffers;
}

constexpr uint32_t askedOf(uint32_t type, uint32_t count) { return type << 24 | count; }

}  // namespace

uint8_t* giveMemory(size_t byteLength) { return give(byteLength, kPlain); }

namespace {

HANDLE openServer(const char16_t*) {
  trouble::dawdle();
  if (fails()) {
    fail();
    return nullptr;
  }
  ++outstanding.servers;
  return new Server;
}

void closeServer(HANDLE handle) {
  trouble::dawdle();
  auto* const server = static_cast<Server*>(handle);
  {
    const std::lock_guard<std::mutex> held(things);
    if (server->inside != 0) trouble::fault("a handle is closed while a call is inside with it");
  }
  delete server;
  --outstanding.servers;
}

const char16_t kUser[] = u"berta";

template <class Row>
Row* makeRows(uint32_t count, uint32_t asked) {
  // The texts lie behind the rows, as with Windows.
  uint8_t* const buffer = give(count * sizeof(Row) + sizeof(kUser), asked);
  std::memset(buffer, 0, count * sizeof(Row));
  std::memcpy(buffer + count * sizeof(Row), kUser, sizeof(kUser));
  return reinterpret_cast<Row*>(buffer);
}

template <class Row>
const char16_t* textOf(Row* rows, uint32_t count) {
  return reinterpret_cast<const char16_t*>(rows + count);
}

uint32_t rowCount() { return trouble::below(20) == 0 ? 5'000 : trouble::below(12); }

BOOL sessionsEx(HANDLE handle, uint32_t* level, uint32_t, WTS_SESSION_INFO_1W** list, uint32_t* count) {
  const Use use(handle);
  trouble::dawdle();
  if (*level != 1) trouble::fault("level 1 is asked for");
  if (fails()) return fail();
  *count = rowCount();
  *list = makeRows<WTS_SESSION_INFO_1W>(*count, askedOf(2, *count));
  for (uint32_t i = 0; i < *count; ++i) {
    (*list)[i].sessionId = i;
    (*list)[i].userName = textOf(*list, *count);
  }
  return TRUE;
}

BOOL sessions(HANDLE handle, uint32_t, uint32_t, WTS_SESSION_INFOW** list, uint32_t* count) {
  const Use use(handle);
  trouble::dawdle();
  if (fails()) return fail();
  *count = rowCount();
  *list = makeRows<WTS_SESSION_INFOW>(*count, kPlain);
  for (uint32_t i = 0; i < *count; ++i) (*list)[i].sessionName = textOf(*list, *count);
  return TRUE;
}

BOOL processesEx(HANDLE handle, uint32_t* level, uint32_t, void** list, uint32_t* count) {
  const Use use(handle);
  trouble::dawdle();
  if (fails()) return fail();
  *count = rowCount();
  if (*level == 1) {
    auto* const rows = makeRows<WTS_PROCESS_INFO_EXW>(*count, askedOf(1, *count));
    for (uint32_t i = 0; i < *count; ++i) rows[i].name = textOf(rows, *count);
    *list = rows;
  } else {
    *list = makeRows<WTS_PROCESS_INFOW>(*count, askedOf(0, *count));
  }
  return TRUE;
}

BOOL processes(HANDLE handle, uint32_t, uint32_t, WTS_PROCESS_INFOW** list, uint32_t* count) {
  const Use use(handle);
  trouble::dawdle();
  if (fails()) return fail();
  *count = rowCount();
  *list = makeRows<WTS_PROCESS_INFOW>(*count, kPlain);
  return TRUE;
}

BOOL query(HANDLE handle, uint32_t, int32_t, void** buffer, uint32_t* byteLength) {
  const Use use(handle);
  if (++queries == hangingQuery) trouble::hang();
  trouble::dawdle();
  if (fails()) return fail();
  // A text, which every class that is none finds too short or takes as bytes.
  *buffer = give(sizeof(kUser), kPlain);
  std::memcpy(*buffer, kUser, sizeof(kUser));
  *byteLength = sizeof(kUser);
  return TRUE;
}

BOOL sendMessage(HANDLE handle, uint32_t, const char16_t*, uint32_t, const char16_t*, uint32_t, uint32_t, uint32_t,
                 uint32_t* response, BOOL) {
  const Use use(handle);
  trouble::dawdle();
  if (fails()) return fail();
  *response = 1;
  return TRUE;
}

BOOL logoff(HANDLE handle, uint32_t, BOOL) {
  const Use use(handle);
  trouble::dawdle();
  return fails() ? fail() : TRUE;
}

/** Some servers do not heed a flush, and some are slow to. */
BOOL waitEvent(HANDLE handle, uint32_t mask, uint32_t* flags) {
  const Use use(handle);
  auto* const server = static_cast<Server*>(handle);
  *flags = 0;
  if (mask == kFlush) {
    trouble::dawdle();
    if (fails()) return fail();
    const std::lock_guard<std::mutex> held(things);
    ++server->flushes;
    told.notify_all();
    return TRUE;
  }
  if (fails()) return fail();
  std::unique_lock<std::mutex> held(things);
  const uint32_t flushes = server->flushes;
  const uint64_t seen = happened;
  told.wait(held, [&] { return server->flushes != flushes || happened != seen; });
  *flags = happened == seen ? 0 : 0x20;
  return TRUE;
}

void freeMemory(const void* buffer) { takeBack(buffer, kPlain); }

BOOL freeMemoryEx(uint32_t type, const void* buffer, uint32_t count) {
  takeBack(buffer, askedOf(type, count));
  return TRUE;
}

}  // namespace

void happen() {
  const std::lock_guard<std::mutex> held(things);
  ++happened;
  told.notify_all();
}

BOOL registerWindow(HANDLE server, HWND window, uint32_t flags);
BOOL unregisterWindow(HANDLE server, HWND window);
HANDLE openChannel(uint32_t session, const char* name, uint32_t flags);
BOOL queryChannel(HANDLE channel, int32_t what, const void** buffer, uint32_t* byteLength);
BOOL closeChannel(HANDLE channel);

Table wtsapi32() {
  static const Entry entries[] = {
      {"WTSOpenServerExW", function(openServer)},
      {"WTSOpenServerW", function(openServer)},
      {"WTSCloseServer", function(closeServer)},
      {"WTSEnumerateSessionsExW", function(sessionsEx)},
      {"WTSEnumerateSessionsW", function(sessions)},
      {"WTSQuerySessionInformationW", function(query)},
      {"WTSEnumerateProcessesExW", function(processesEx)},
      {"WTSEnumerateProcessesW", function(processes)},
      {"WTSSendMessageW", function(sendMessage)},
      {"WTSLogoffSession", function(logoff)},
      {"WTSRegisterSessionNotificationEx", function(registerWindow)},
      {"WTSUnRegisterSessionNotificationEx", function(unregisterWindow)},
      {"WTSWaitSystemEvent", function(waitEvent)},
      {"WTSVirtualChannelOpenEx", function(openChannel)},
      {"WTSVirtualChannelQuery", function(queryChannel)},
      {"WTSVirtualChannelClose", function(closeChannel)},
      {"WTSFreeMemory", function(freeMemory)},
      {"WTSFreeMemoryExW", function(freeMemoryEx)},
  };
  return {entries, sizeof(entries) / sizeof(entries[0])};
}

}  // namespace dlls
