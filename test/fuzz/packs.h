#pragma once

#include "bridge/answer.h"
#include "input.h"

namespace fuzz {

/** Reads a pack as JavaScript does, and ends the run where its parts do not fit together. */
class PackReader {
 public:
  PackReader(const uint8_t* bytes, size_t byteLength) : bytes_(bytes) {
    that(byteLength >= winstation::bridge::kHeaderWords * 4);
    const size_t count = wordAt(1);
    const size_t width = wordAt(2);
    that(width == 1 || width == 2);
    at_ = winstation::bridge::kHeaderWords;
    end_ = at_ + wordAt(3);
    const size_t units = (end_ + count) * 4;
    that(units <= byteLength);
    size_t start = 0;
    for (size_t i = 0; i < count; ++i) {
      const size_t end = wordAt(end_ + i);
      that(end >= start && units + end * width <= byteLength);
      std::u16string text;
      for (size_t unit = start; unit < end; ++unit) {
        const uint8_t* const place = bytes + units + unit * width;
        text.push_back(static_cast<char16_t>(width == 1 ? place[0] : place[0] | place[1] << 8));
      }
      texts_.push_back(text);
      start = end;
    }
    that(units + start * width == byteLength);
  }

  uint32_t word() {
    that(at_ < end_);
    return wordAt(at_++);
  }

  int64_t ticks() {
    const uint64_t low = word();
    return static_cast<int64_t>(low | uint64_t{word()} << 32);
  }

  /** NULL reads as no text. */
  bool text(std::u16string* to) {
    const uint32_t index = word();
    that(index <= texts_.size());
    if (index != 0) *to = texts_[index - 1];
    return index != 0;
  }

  /** The next text is this one, NULL included. */
  void sameText(const char16_t* wanted) {
    std::u16string read;
    that(text(&read) == (wanted != nullptr));
    if (wanted != nullptr) that(read == wanted);
  }

  void skipBytes() {
    const size_t count = (size_t{word()} + 3) / 4;
    that(count <= end_ - at_);
    at_ += count;
  }

  bool done() const { return at_ == end_; }

 private:
  uint32_t wordAt(size_t index) const {
    uint32_t value;
    std::memcpy(&value, bytes_ + index * 4, 4);
    return value;
  }

  const uint8_t* const bytes_;
  size_t at_;
  size_t end_;
  std::vector<std::u16string> texts_;
};

/** How rows are packed: a few in each pack, and by a new writer or one that has written others before. */
struct Packing {
  uint32_t perPack;
  bool isNew;
};

inline Packing packing(Input& input) {
  const auto byte = input.number<uint8_t>();
  return {uint32_t{1} + byte % 8, byte >= 128};
}

/** Writes rows in packs, as a lane does, and reads them again, one by one. */
template <class Row, class Write, class Read>
void roundTrip(const std::vector<Row>& rows, const Packing& packing, Write write, Read read) {
  // What a pack leaves behind must not show in the next.
  static winstation::bridge::PackWriter used;
  winstation::bridge::PackWriter fresh;
  const winstation::bridge::Question question{0, {}, {}};
  winstation::bridge::Answer answer(packing.isNew ? fresh : used, question);
  const uint32_t perPack = packing.perPack;
  const auto count = static_cast<uint32_t>(rows.size());
  answer.rows(count, perPack, [&](winstation::bridge::PackWriter& pack, uint32_t i) { write(pack, rows[i]); });
  winstation::bridge::Packs packs = answer.finish();
  size_t seen = 0;
  do {
    that(packs.first() != nullptr);
    PackReader reader(packs.first()->data(), packs.first()->byteLength);
    const uint32_t here = reader.word();
    that(here <= perPack && seen + here <= rows.size());
    for (uint32_t i = 0; i < here; ++i) read(reader, rows[seen++]);
    that(reader.done());
    packs.dropFirst();
  } while (packs.first() != nullptr);
  that(seen == rows.size());
}

}  // namespace fuzz
