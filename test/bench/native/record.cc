#include "record.h"

namespace bench {
namespace {

using Enumerate = BOOL(WINAPI*)(HANDLE, DWORD* level, DWORD filter, SessionInfo** rows, DWORD* count);
using Free = BOOL(WINAPI*)(int typeClass, void* memory, ULONG count);

constexpr int kSessionInfoLevel1 = 2;

FARPROC find(const char* name) {
  static const HMODULE module = LoadLibraryExW(L"wtsapi32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  return GetProcAddress(module, name);
}

}  // namespace

Rows::Rows() {
  static const auto enumerate = reinterpret_cast<Enumerate>(reinterpret_cast<void*>(find("WTSEnumerateSessionsExW")));
  DWORD level = 1;
  if (!enumerate(nullptr, &level, 0, &rows_, &count_)) count_ = 0;
}

Rows::~Rows() {
  static const auto release = reinterpret_cast<Free>(reinterpret_cast<void*>(find("WTSFreeMemoryExW")));
  release(kSessionInfoLevel1, rows_, count_);
}

std::vector<Record> copyOut() {
  const Rows rows;
  std::vector<Record> records;
  records.reserve(rows.count());
  for (const SessionInfo& row : rows) {
    records.push_back({row.sessionId, row.state, textOf(row.sessionName), textOf(row.userName), textOf(row.domainName),
                       textOf(row.hostName), textOf(row.farmName)});
  }
  return records;
}

}  // namespace bench
