#include "iscsi/room.h"

#include <malloc.h>

#include <cstring>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "brought.h"
#include "notes.h"
#include "snapshot.h"

namespace lab::iscsi {
namespace {

constexpr int kGarbage = 0xCD;

using Key = std::pair<DWORD, std::string>;

SRWLOCK g_lock = SRWLOCK_INIT;
struct Kept {
  std::shared_ptr<Answer> answer;
  // How often it was said that the room is too small.
  int refusals = 0;
};

std::map<Key, Kept>* g_kept = nullptr;

Kept take(const Key& key) {
  Kept found;
  AcquireSRWLockExclusive(&g_lock);
  if (g_kept != nullptr) {
    if (const auto at = g_kept->find(key); at != g_kept->end()) {
      found = at->second;
      g_kept->erase(at);
    }
  }
  ReleaseSRWLockExclusive(&g_lock);
  return found;
}

void keep(const Key& key, Kept kept) {
  AcquireSRWLockExclusive(&g_lock);
  if (g_kept == nullptr) g_kept = new std::map<Key, Kept>;
  (*g_kept)[key] = std::move(kept);
  ReleaseSRWLockExclusive(&g_lock);
}

// Windows says it in any of these.
constexpr ULONG kTooSmall[] = {122, 0x8007007A, 0xEFFF0054};
constexpr int kGrowths = 7;
constexpr ULONG kGone = 3;

ULONG refuse(const Key& key, Kept kept) {
  const ULONG code = kTooSmall[static_cast<std::size_t>(kept.refusals) % std::size(kTooSmall)];
  ++kept.refusals;
  keep(key, std::move(kept));
  return code;
}

}  // namespace

ULONG sized(std::string_view call, Question& question, ULONG* units, void* memory, ULONG* rows,
            const std::function<Laid(const Answer& answer)>& lay) {
  const ULONG told = memory == nullptr ? 0 : *units;
  if (const Laid* ready = frozenAs<Laid>(question, lay)) {
    if (rows != nullptr) *rows = ready->rows;
    *units = ready->units;
    if (told < ready->units) return kTooSmall[0];
    if (ready->units != 0) ready->write(static_cast<std::uint8_t*>(memory));
    return 0;
  }
  const Key key(GetCurrentThreadId(), std::string(call));
  Kept kept;
  if (told != 0) kept = take(key);
  if (kept.answer == nullptr) kept.answer = std::make_shared<Answer>(question.ask());
  const std::shared_ptr<Answer> answer = kept.answer;
  if (!answer->ok) return answer->code;
  const Laid laid = lay(*answer);
  const ULONG warning = answer->value().record().u32("warning");
  if (rows != nullptr) *rows = answer->shape == Shape::null ? 1 : laid.rows;
  *units = answer->shape == Shape::null ? 0 : laid.units;
  if (*units == 0) return warning;
  if (answer->shape == Shape::shrinks && kept.refusals == 0) {
    // What was announced has gone when it is fetched.
    *units += kGone;
    if (rows != nullptr) *rows += kGone;
    return refuse(key, kept);
  }
  if (answer->shape == Shape::stuck || (answer->shape == Shape::grows && kept.refusals < kGrowths)) {
    *units = answer->shape == Shape::stuck ? told : laid.units + static_cast<ULONG>(kept.refusals);
    return refuse(key, kept);
  }
  if (told < laid.units) return refuse(key, kept);
  brought(memory);
  // The caller has allocated as much as it says, whatever the unit: it is all written to.
  if (_msize(memory) < std::size_t{told} * laid.bytesPerUnit) {
    note::misuse(call);
    return kTooSmall[0];
  }
  std::memset(memory, kGarbage, std::size_t{told} * laid.bytesPerUnit);
  laid.write(static_cast<std::uint8_t*>(memory));
  return warning;
}

}  // namespace lab::iscsi
