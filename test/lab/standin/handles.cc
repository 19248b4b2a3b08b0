#include "handles.h"

#include <vector>

#include "notes.h"

namespace lab {
namespace {

struct Entry {
  std::wstring name;
  bool open;
};

SRWLOCK g_lock = SRWLOCK_INIT;
std::vector<Entry>* g_handles = nullptr;

// Far from any pointer or kernel handle, so that one mistaken for the other is noticed.
constexpr std::uintptr_t kFirst = 0x57A50000;

// Called under the lock.
Entry* entryOf(HANDLE handle) {
  const auto value = reinterpret_cast<std::uintptr_t>(handle);
  if (g_handles == nullptr || value < kFirst || value >= kFirst + g_handles->size()) return nullptr;
  Entry& entry = (*g_handles)[value - kFirst];
  return entry.open ? &entry : nullptr;
}

}  // namespace

HANDLE openHandle(const wchar_t* name) {
  AcquireSRWLockExclusive(&g_lock);
  if (g_handles == nullptr) g_handles = new std::vector<Entry>;
  g_handles->push_back({name, true});
  const std::uintptr_t value = kFirst + g_handles->size() - 1;
  ReleaseSRWLockExclusive(&g_lock);
  note::opened(static_cast<std::uint32_t>(value));
  return reinterpret_cast<HANDLE>(value);
}

void closeHandle(HANDLE handle) {
  AcquireSRWLockExclusive(&g_lock);
  Entry* entry = entryOf(handle);
  if (entry != nullptr) entry->open = false;
  ReleaseSRWLockExclusive(&g_lock);
  note::closed(entry == nullptr ? 0 : static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(handle)));
}

Host hostOf(HANDLE handle) {
  Host host;
  if (handle == nullptr) return host;
  host.local = false;
  AcquireSRWLockShared(&g_lock);
  const Entry* entry = entryOf(handle);
  host.good = entry != nullptr;
  if (entry != nullptr) host.name = entry->name;
  ReleaseSRWLockShared(&g_lock);
  return host;
}

}  // namespace lab
