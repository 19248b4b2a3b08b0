#pragma once

#include "bridge/pack.h"
#include "bridge/question.h"

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
 * What a question writes its facts into. Without a question it is for the thread that calls, and stays one pack; any
 * other is cut between rows.
 */
class Answer {
 public:
  explicit Answer(PackWriter& writer) : pack(writer) { writer.clear(); }
  Answer(PackWriter& writer, const Question& question) : pack(writer), question_(&question) { writer.clear(); }

  /** Whether anybody still waits for it: to be looked at before each raw call but the first. */
  bool isWanted() const { return question_ == nullptr || !question_->isStopped.load(std::memory_order_relaxed); }

  /**
   * Writes rows, each by `row(pack, index)`, with their count before them, in each pack anew. No further row is begun
   * when nobody waits any more.
   */
  template <class Row>
  void rows(uint32_t count, uint32_t perPack, Row row) {
    rowsWhile(count, perPack, [&row](PackWriter& to, uint32_t at) {
      row(to, at);
      return true;
    });
  }

  /** The same, up to the first one for which `row` answers false. */
  template <class Row>
  void rowsWhile(uint32_t count, uint32_t perPack, Row row) {
    uint32_t at = 0;
    for (bool goesOn = true;;) {
      const uint32_t left = count - at;
      const uint32_t until = at + (question_ == nullptr || left < perPack ? left : perPack);
      const size_t counted = pack.later();
      const uint32_t first = at;
      for (; at < until && goesOn && isWanted(); ++at) goesOn = row(pack, at);
      pack.set(counted, at - first);
      if (at == count || !goesOn || !isWanted()) return;
      cut();
    }
  }

  /** Remembers this moment: the facts were taken now, whenever JavaScript will read them. */
  void stamp();
  int64_t stampedAt() const { return stampedAt_; }

  /** The packs of an answer to a question. */
  Packs finish();

  PackWriter& pack;

 private:
  void cut();

  const Question* const question_ = nullptr;
  int64_t stampedAt_ = 0;
  Packs packs_;
};

/** A clock that only moves forward, in milliseconds. */
int64_t steadyMilliseconds();

}  // namespace winstation::bridge
