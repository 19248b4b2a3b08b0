#include "plain-iscsi.h"

#include "record.h"

namespace bench {
namespace {

struct Id {
  uint64_t unique;
  uint64_t specific;
};

struct Connection {
  Id id;
  const char16_t* initiatorAddress;
  const char16_t* targetAddress;
  uint16_t initiatorPort;
  uint16_t targetPort;
  uint8_t cid[2];
};

struct Session {
  Id id;
  const char16_t* initiatorName;
  const char16_t* targetNodeName;
  const char16_t* targetName;
  uint8_t isid[6];
  uint8_t tsid[2];
  ULONG connectionCount;
  const Connection* connections;
};

/** What of a connection is copied out. */
struct Path {
  Id id;
  std::u16string initiatorAddress;
  std::u16string targetAddress;
  uint32_t ports;
  uint32_t cid;
};

struct Copied {
  Session session;
  std::u16string initiatorName;
  std::u16string targetNodeName;
  std::u16string targetName;
  std::vector<Path> paths;
};

using List = ULONG(WINAPI*)(ULONG* bytes, ULONG* count, Session* sessions);

/** Asks for the size, then for the rows, and copies all of them out. */
std::vector<Copied> copySessions() {
  static const HMODULE module = LoadLibraryExW(L"iscsidsc.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  static const auto list =
      reinterpret_cast<List>(reinterpret_cast<void*>(GetProcAddress(module, "GetIScsiSessionListW")));
  std::vector<Copied> copied;
  ULONG bytes = 0;
  ULONG count = 0;
  list(&bytes, &count, nullptr);
  if (bytes == 0) return copied;
  auto* const rows = static_cast<Session*>(malloc(bytes));
  if (list(&bytes, &count, rows) == 0) {
    copied.reserve(count);
    for (const Session* row = rows; row != rows + count; ++row) {
      Copied& to = copied.emplace_back(
          Copied{*row, textOf(row->initiatorName), textOf(row->targetNodeName), textOf(row->targetName), {}});
      to.paths.reserve(row->connectionCount);
      for (const Connection* it = row->connections; it != row->connections + row->connectionCount; ++it) {
        to.paths.push_back({it->id, textOf(it->initiatorAddress), textOf(it->targetAddress),
                            it->initiatorPort * 0x10000u + it->targetPort, it->cid[0] + it->cid[1] * 0x100u});
      }
    }
  }
  free(rows);
  return copied;
}

Napi::Value iscsiLoop(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(copySessions().size()));
}

}  // namespace

void addIscsi(Napi::Env env, Napi::Object exports) { exports.Set("iscsiLoop", Napi::Function::New(env, iscsiLoop)); }

}  // namespace bench
