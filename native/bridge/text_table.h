#pragma once

#include <cstdint>

#include "base/array.h"

namespace winstation::bridge {

/**
 * The texts of one pack, each once. Index 0 is the NULL pointer, which is no text; index 1 is the first text.
 */
class TextTable {
 public:
  /** A text that ends at its first NUL. */
  uint32_t index(const char16_t* text);
  /**
   * The same, where the text may well be that of index `likely`, such as what the row before has in the same column:
   * comparing is cheaper than looking up. Any number will do as a guess.
   */
  uint32_t indexLikely(const char16_t* text, uint32_t likely);
  /** A text of `length` units, NULs and all. */
  uint32_t index(const char16_t* text, size_t length);
  /** A text in ASCII, such as the name of an export. */
  uint32_t ascii(const char* text);

  size_t count() const { return texts_.size(); }
  /** Whether every unit of every text fits into one byte. */
  bool narrow() const { return seen_ < 0x100; }
  size_t byteLength() const { return units_.size() * (narrow() ? 1 : 2); }
  /** Where each text ends, in units; the first begins at 0. */
  void writeEnds(uint32_t* to) const;
  void writeUnits(uint8_t* to) const;

  void clear();

 private:
  struct Entry {
    uint32_t hash;
    uint32_t end;
  };
  struct Slot {
    uint32_t generation;
    uint32_t index;
  };

  uint32_t indexHashed(const char16_t* text, size_t length, uint32_t hash, uint32_t seen);
  void rehash();
  size_t startOf(size_t entry) const { return entry == 0 ? 0 : texts_[entry - 1].end; }

  Array<char16_t> units_;
  Array<Entry> texts_;
  Array<Slot> slots_;
  uint32_t generation_ = 0;
  uint32_t seen_ = 0;
};

}  // namespace winstation::bridge
