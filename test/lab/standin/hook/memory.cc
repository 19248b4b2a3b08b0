#include "hook/memory.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <unordered_map>

#include "brought.h"
#include "buffers.h"
#include "hook/exports.h"

namespace lab {
namespace {

// What compilers may take for granted of memory that was allocated. So much of a piece may lie between its end and the
// page behind it.
constexpr std::size_t kAlignment = 2 * sizeof(void*);

constexpr wchar_t kRuntime[] = L"msvcrt.dll";

struct Piece {
  std::size_t size = 0;
  bool brought = false;
};

SRWLOCK g_lock = SRWLOCK_INIT;
// The hook itself was linked to the old functions, so its own memory is none of these.
std::unordered_map<void*, Piece>* g_pieces = nullptr;

void*(__cdecl* g_malloc)(std::size_t) = nullptr;
void*(__cdecl* g_calloc)(std::size_t, std::size_t) = nullptr;
void*(__cdecl* g_realloc)(void*, std::size_t) = nullptr;
void(__cdecl* g_free)(void*) = nullptr;
std::size_t(__cdecl* g_msize)(void*) = nullptr;

bool find(void* memory, Piece* found) {
  AcquireSRWLockShared(&g_lock);
  const auto at = g_pieces->find(memory);
  const bool isThere = at != g_pieces->end();
  if (isThere) *found = at->second;
  ReleaseSRWLockShared(&g_lock);
  return isThere;
}

void* make(std::size_t size) {
  const std::size_t room = (std::max<std::size_t>(size, 1) + kAlignment - 1) / kAlignment * kAlignment;
  const auto pieces = allocate({room});
  if (pieces.empty()) return nullptr;
  AcquireSRWLockExclusive(&g_lock);
  (*g_pieces)[pieces[0]] = {room, false};
  ReleaseSRWLockExclusive(&g_lock);
  return pieces[0];
}

// False when it is none of these.
bool drop(void* memory) {
  AcquireSRWLockExclusive(&g_lock);
  const auto at = g_pieces->find(memory);
  const bool isThere = at != g_pieces->end();
  const bool brought = isThere && at->second.brought;
  if (isThere) g_pieces->erase(at);
  ReleaseSRWLockExclusive(&g_lock);
  if (!isThere) return false;
  if (brought) {
    freed(memory, kBrought, 0);
  } else {
    release(memory);
  }
  return true;
}

void* __cdecl guardedMalloc(std::size_t size) { return LAB_CALLED_BY_ADDON() ? make(size) : g_malloc(size); }

void* __cdecl guardedCalloc(std::size_t count, std::size_t size) {
  if (!LAB_CALLED_BY_ADDON()) return g_calloc(count, size);
  void* const memory = make(count * size);
  if (memory != nullptr) std::memset(memory, 0, count * size);
  return memory;
}

void* __cdecl guardedRealloc(void* memory, std::size_t size) {
  Piece old;
  const bool isOurs = memory != nullptr && find(memory, &old);
  if (!isOurs && (memory != nullptr || !LAB_CALLED_BY_ADDON())) return g_realloc(memory, size);
  void* const made = make(size);
  if (made == nullptr || !isOurs) return made;
  std::memcpy(made, memory, std::min(old.size, size));
  drop(memory);
  return made;
}

void __cdecl guardedFree(void* memory) {
  if (memory != nullptr && !drop(memory)) g_free(memory);
}

std::size_t __cdecl guardedSize(void* memory) {
  Piece found;
  return find(memory, &found) ? found.size : g_msize(memory);
}

}  // namespace

bool redirectMemory() {
  g_pieces = new std::unordered_map<void*, Piece>;
  return redirect(kRuntime, "malloc", guardedMalloc, &g_malloc) &&
         redirect(kRuntime, "calloc", guardedCalloc, &g_calloc) &&
         redirect(kRuntime, "realloc", guardedRealloc, &g_realloc) &&
         redirect(kRuntime, "free", guardedFree, &g_free) && redirect(kRuntime, "_msize", guardedSize, &g_msize);
}

}  // namespace lab

// A stand-in has seen that the addon brought this memory. From now on it is counted, until it is freed.
extern "C" __declspec(dllexport) void WINAPI LabBrought(void* memory) {
  if (lab::g_pieces == nullptr) return;
  AcquireSRWLockExclusive(&lab::g_lock);
  const auto at = lab::g_pieces->find(memory);
  const bool isNew = at != lab::g_pieces->end() && !at->second.brought;
  if (isNew) at->second.brought = true;
  ReleaseSRWLockExclusive(&lab::g_lock);
  if (isNew) lab::given(memory, lab::kBrought, 0);
}
