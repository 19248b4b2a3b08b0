#include "snapshot.h"

#include <cstring>
#include <unordered_map>

namespace lab {
namespace {

struct Entry {
  Reply reply;
  Built built;
  bool ready = false;
};

using Entries = std::unordered_map<std::string, Entry>;

std::wstring wide(const std::string& text) { return {text.begin(), text.end()}; }

Bytes contents(const std::string& path) {
  Bytes all;
  const HANDLE file = CreateFileW(wide(path).c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING,
                                  FILE_ATTRIBUTE_NORMAL, nullptr);
  if (file == INVALID_HANDLE_VALUE) return all;
  DWORD read = 0;
  all.resize(GetFileSize(file, nullptr));
  if (!ReadFile(file, all.data(), static_cast<DWORD>(all.size()), &read, nullptr)) all.clear();
  CloseHandle(file);
  return all;
}

Entries* load() {
  const std::string path = environment(L"LAB_SNAPSHOT");
  if (path.empty()) return nullptr;
  const Bytes file = contents(path);
  auto* entries = new Entries;
  Reader reader(file.data(), file.size());
  for (std::uint32_t left = reader.u32(); left > 0 && reader.good(); --left) {
    std::uint32_t size = 0;
    const std::uint8_t* key = reader.bytes(size);
    std::string name(reinterpret_cast<const char*>(key), size);
    const std::uint8_t* body = reader.bytes(size);
    Entry entry;
    entry.reply.ok = true;
    entry.reply.body.assign(body, body + size);
    (*entries)[name] = entry;
  }
  return entries;
}

SRWLOCK g_lock = SRWLOCK_INIT;
volatile LONG g_loaded = 0;
Entries* g_entries = nullptr;

Entries* entries() {
  if (g_loaded == 0) {
    AcquireSRWLockExclusive(&g_lock);
    if (g_loaded == 0) g_entries = load();
    InterlockedExchange(&g_loaded, 1);
    ReleaseSRWLockExclusive(&g_lock);
  }
  return g_entries;
}

template <class Build>
const Built* find(Writer& question, Build build) {
  Entries* all = entries();
  if (all == nullptr) return nullptr;
  std::string key = question.key();
  key[1] = 0;  // whether the call may be held doesn't matter to a snapshot
  const auto found = all->find(key);
  if (found == all->end()) return nullptr;
  Entry& entry = found->second;
  if (!entry.ready) {
    AcquireSRWLockExclusive(&g_lock);
    if (!entry.ready) entry.built = build(entry.reply);
    entry.ready = true;
    ReleaseSRWLockExclusive(&g_lock);
  }
  return &entry.built;
}

}  // namespace

bool frozen() { return entries() != nullptr; }

const Built* frozenRows(Writer& question, Rows kind) {
  return find(question, [kind](const Reply& reply) { return buildRows(kind, reply); });
}

const Built* frozenInfo(Writer& question, DWORD infoClass) {
  return find(question, [infoClass](const Reply& reply) { return buildInfo(infoClass, reply); });
}

}  // namespace lab
