#include "bridge/text_table.h"

#include <cstring>

namespace winstation::bridge {
namespace {

constexpr size_t kFirstSlots = 64;
// What a table keeps for the next pack; more is given back.
constexpr size_t kKeptUnits = 256 * 1024;
constexpr size_t kKeptTexts = 16 * 1024;

constexpr uint32_t mix(uint32_t hash, char16_t unit) { return (hash ^ unit) * 0x9E3779B1u; }

bool same(const char16_t* left, const char16_t* right, size_t length) {
  return length == 0 || std::memcmp(left, right, length * sizeof(char16_t)) == 0;
}

}  // namespace

uint32_t TextTable::index(const char16_t* text) {
  if (text == nullptr) return 0;
  uint32_t hash = 0;
  uint32_t seen = 0;
  size_t length = 0;
  for (char16_t unit; (unit = text[length]) != 0; ++length) {
    hash = mix(hash, unit);
    seen |= unit;
  }
  return indexHashed(text, length, hash, seen);
}

uint32_t TextTable::indexLikely(const char16_t* text, uint32_t likely) {
  if (likely == 0 || likely > texts_.size() || text == nullptr) return index(text);
  const size_t start = startOf(likely - 1);
  const size_t length = texts_[likely - 1].end - start;
  const char16_t* const known = units_.data() + start;
  size_t at = 0;
  while (at < length && text[at] == known[at] && text[at] != 0) ++at;
  return at == length && text[at] == 0 ? likely : index(text);
}

uint32_t TextTable::index(const char16_t* text, size_t length) {
  uint32_t hash = 0;
  uint32_t seen = 0;
  for (size_t i = 0; i < length; ++i) {
    hash = mix(hash, text[i]);
    seen |= text[i];
  }
  return indexHashed(text, length, hash, seen);
}

uint32_t TextTable::ascii(const char* text) {
  Text wide;
  for (; *text != 0; ++text) wide.push(static_cast<unsigned char>(*text));
  return index(wide.data(), wide.size());
}

uint32_t TextTable::indexHashed(const char16_t* text, size_t length, uint32_t hash, uint32_t seen) {
  if (texts_.size() * 2 >= slots_.size()) rehash();
  const size_t mask = slots_.size() - 1;
  size_t at = (hash >> 8) & mask;
  for (; slots_[at].generation == generation_; at = (at + 1) & mask) {
    const size_t entry = slots_[at].index;
    const size_t start = startOf(entry);
    if (texts_[entry].hash == hash && texts_[entry].end - start == length &&
        same(units_.data() + start, text, length)) {
      return static_cast<uint32_t>(entry + 1);
    }
  }
  slots_[at] = {generation_, static_cast<uint32_t>(texts_.size())};
  units_.append(text, length);
  texts_.push({hash, static_cast<uint32_t>(units_.size())});
  seen_ |= seen;
  return static_cast<uint32_t>(texts_.size());
}

void TextTable::rehash() {
  const size_t count = slots_.size() == 0 ? kFirstSlots : slots_.size() * 2;
  slots_.clear();
  std::memset(slots_.extend(count), 0, count * sizeof(Slot));
  generation_ = 1;
  const size_t mask = count - 1;
  for (size_t entry = 0; entry < texts_.size(); ++entry) {
    size_t at = (texts_[entry].hash >> 8) & mask;
    while (slots_[at].generation == generation_) at = (at + 1) & mask;
    slots_[at] = {generation_, static_cast<uint32_t>(entry)};
  }
}

void TextTable::writeEnds(uint32_t* to) const {
  for (size_t i = 0; i < texts_.size(); ++i) to[i] = texts_[i].end;
}

void TextTable::writeUnits(uint8_t* to) const {
  if (units_.size() == 0) return;
  if (!narrow()) {
    std::memcpy(to, units_.data(), units_.size() * sizeof(char16_t));
    return;
  }
  const char16_t* const units = units_.data();
  const size_t count = units_.size();
  for (size_t i = 0; i < count; ++i) to[i] = static_cast<uint8_t>(units[i]);
}

void TextTable::clear() {
  units_.clear(kKeptUnits);
  texts_.clear(kKeptTexts);
  seen_ = 0;
  // The slots of the last pack count as empty once the generation has moved on.
  if (slots_.size() > 4 * kKeptTexts || ++generation_ == 0) slots_.clear(0);
}

}  // namespace winstation::bridge
