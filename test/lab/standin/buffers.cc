#include "buffers.h"

#include <cstring>
#include <deque>
#include <unordered_map>

#include "notes.h"
#include "wire.h"

namespace lab {
namespace {

// Where the numbers of a library's buffers begin, so that those of two libraries never meet.
constexpr std::uint32_t kFirstSerial = LAB_FIRST_SERIAL;

constexpr std::size_t kPage = 4096;
constexpr int kGarbage = 0xCD;
// How many freed buffers keep their addresses, so that a late touch or a second free is recognised.
constexpr std::size_t kKept = 4096;

struct Region {
  void* base = nullptr;
  std::uint32_t serial = 0;
  bool live = true;
};

struct Book {
  std::unordered_map<void*, Region> regions;
  std::deque<void*> kept;
  std::uint32_t lastSerial = kFirstSerial;
};

SRWLOCK g_lock = SRWLOCK_INIT;
Book* g_book = nullptr;

Book& book() {
  if (g_book == nullptr) g_book = new Book;
  return *g_book;
}

std::size_t pagesFor(std::size_t size) { return (size + kPage - 1) / kPage; }

// A structure of 8-byte alignment ends exactly at the guard; a text or a structure cut short does too.
std::uint8_t* place(std::uint8_t* page, std::size_t pages, std::size_t size) { return page + pages * kPage - size; }

void* baseOf(void* buffer) {
  MEMORY_BASIC_INFORMATION info{};
  VirtualQuery(buffer, &info, sizeof info);
  return info.AllocationBase;
}

}  // namespace

std::vector<void*> allocate(const std::vector<std::size_t>& sizes) {
  std::size_t pages = 0;
  for (const std::size_t size : sizes) pages += pagesFor(size) + 1;
  auto* page = static_cast<std::uint8_t*>(VirtualAlloc(nullptr, pages * kPage, MEM_RESERVE, PAGE_NOACCESS));
  std::vector<void*> pieces;
  if (page == nullptr) return pieces;
  for (const std::size_t size : sizes) {
    const std::size_t own = pagesFor(size);
    if (own > 0) {
      VirtualAlloc(page, own * kPage, MEM_COMMIT, PAGE_READWRITE);
      std::memset(page, kGarbage, own * kPage);
    }
    pieces.push_back(place(page, own, size));
    page += (own + 1) * kPage;
  }
  return pieces;
}

void release(void* buffer) { VirtualFree(baseOf(buffer), 0, MEM_RELEASE); }

void given(void* buffer, std::uint8_t owner, std::uint32_t count) {
  AcquireSRWLockExclusive(&g_lock);
  const std::uint32_t serial = ++book().lastSerial;
  book().regions[buffer] = {baseOf(buffer), serial, true};
  ReleaseSRWLockExclusive(&g_lock);
  note::given(serial, owner, count);
}

void freed(void* buffer, std::uint8_t as, std::uint32_t count) {
  if (buffer == nullptr) return;
  std::uint32_t serial = 0;
  AcquireSRWLockExclusive(&g_lock);
  Book& all = book();
  if (const auto found = all.regions.find(buffer); found != all.regions.end()) {
    Region& region = found->second;
    serial = region.serial;
    if (region.live) {
      region.live = false;
      VirtualFree(region.base, 0, MEM_DECOMMIT);
      all.kept.push_back(buffer);
      if (all.kept.size() > kKept) {
        const auto oldest = all.regions.find(all.kept.front());
        VirtualFree(oldest->second.base, 0, MEM_RELEASE);
        all.regions.erase(oldest);
        all.kept.pop_front();
      }
    }
  }
  ReleaseSRWLockExclusive(&g_lock);
  note::freed(serial, as, count);
}

}  // namespace lab
