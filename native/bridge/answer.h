#pragma once

#include "bridge/pack.h"

namespace winstation::bridge {

/** How many rows a pack of a long answer holds: few enough that unpacking them does not hold up the loop. */
inline constexpr uint32_t kRowsPerPack = 2000;

/** A finished pack on its way to JavaScript. */
struct Pack {
  Pack* next;
  size_t byteLength;
  uint8_t* data() { return reinterpret_cast<uint8_t*>(this + 1); }
};

/** The finished packs of one answer, first to last. Frees what nobody fetched. */
class Packs {
 public:
  Packs() = default;
  Packs(Packs&& other) noexcept : first_(std::exchange(other.first_, nullptr)), last_(other.last_) {}
  Packs& operator=(Packs&& other) noexcept {
    std::swap(first_, other.first_);
    std::swap(last_, other.last_);
    return *this;
  }
  ~Packs();

  void add(const PackWriter& writer);
  Pack* first() const { return first_; }
  void dropFirst();

 private:
  Pack* first_ = nullptr;
  Pack* last_ = nullptr;
};

/**
 * What a question writes its facts into. A whole answer stays one pack, for the thread that waits for it; any other is
 * cut between rows.
 */
class Answer {
 public:
  explicit Answer(PackWriter& writer, bool whole) : pack(writer), whole_(whole) { writer.clear(); }

  /** Writes rows, each by `row(pack, index)`, with their count before them, in each pack anew. */
  template <class Row>
  void rows(uint32_t count, uint32_t perPack, Row row) {
    uint32_t at = 0;
    do {
      const uint32_t left = count - at;
      const uint32_t until = at + (whole_ || left < perPack ? left : perPack);
      pack.word(until - at);
      for (; at < until; ++at) row(pack, at);
      if (at < count) cut();
    } while (at < count);
  }

  /** Remembers this moment: the facts were taken now, whenever JavaScript will read them. */
  void stamp();
  int64_t stampedAt() const { return stampedAt_; }

  /** The packs of an answer that is not whole. */
  Packs finish();

  PackWriter& pack;

 private:
  void cut();

  const bool whole_;
  int64_t stampedAt_ = 0;
  Packs packs_;
};

/** A clock that only moves forward, in milliseconds. */
int64_t steadyMilliseconds();

}  // namespace winstation::bridge
