#pragma once

#include "base/array.h"
#include "bridge/pack.h"
#include "terminal/counters.h"

namespace winstation::terminal {

/** What has been read of a channel and not been handed on, read by read. Bounded by its owner. */
class Pieces {
 public:
  Pieces() = default;
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;
  ~Pieces() { clear(); }

  bool isEmpty() const { return ends_.size() == 0; }
  size_t count() const { return ends_.size(); }
  size_t byteLength() const { return bytes_.size(); }

  /** A piece that is not whole goes on with the next one. */
  void add(const uint8_t* bytes, size_t length, bool isWhole) {
    bytes_.append(bytes, length);
    ends_.push({bytes_.size(), isWhole});
    counters.pieces.up();
  }

  /** Their count; for each whether it is whole, and its bytes. Then there are none. */
  void write(bridge::PackWriter& pack) {
    pack.word(static_cast<uint32_t>(ends_.size()));
    size_t start = 0;
    for (const End& end : ends_) {
      pack.word(uint32_t{end.isWhole});
      pack.bytes(bytes_.data() + start, end.at - start);
      start = end.at;
    }
    clear();
  }

  void clear() {
    for (size_t i = 0; i < ends_.size(); ++i) counters.pieces.down();
    ends_.clear();
    bytes_.clear(kKept);
  }

 private:
  static constexpr size_t kKept = 64 * 1024;
  struct End {
    size_t at;
    bool isWhole;
  };

  Array<uint8_t> bytes_;
  Array<End> ends_;
};

}  // namespace winstation::terminal
