#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "bridge/pack.h"

/** What the tests of the native code share. A check that fails ends the program. */
namespace check {

inline void that(bool holds, const char* what, long detail = 0) {
  if (holds) return;
  std::fprintf(stderr, "failed: %s (%ld)\n", what, detail);
  std::exit(1);
}

/** Repeatable, so that a failure comes again. */
class Random {
 public:
  uint32_t next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<uint32_t>(state_ >> 33);
  }
  uint32_t below(uint32_t limit) { return next() % limit; }

 private:
  uint64_t state_ = 42;
};

/** A buffer of exactly so many bytes on the heap, so that reading one more is found. */
class Exact {
 public:
  Exact(const void* bytes, size_t length) : bytes_(static_cast<uint8_t*>(std::malloc(length))) {
    if (length != 0) std::memcpy(bytes_, bytes, length);
  }
  explicit Exact(const std::vector<uint8_t>& bytes) : Exact(bytes.data(), bytes.size()) {}
  Exact(const Exact&) = delete;
  Exact& operator=(const Exact&) = delete;
  ~Exact() { std::free(bytes_); }

  uint8_t* get() const { return bytes_; }

 private:
  uint8_t* const bytes_;
};

/** Reads a written pack as JavaScript does, and finds it broken where its parts do not fit together. */
class Reader {
 public:
  explicit Reader(const winstation::bridge::PackWriter& writer) : bytes_(writer.byteLength()) {
    writer.write(bytes_.data());
    const uint32_t count = header(1);
    const uint32_t width = header(2);
    const uint32_t body = header(3);
    that(width == 1 || width == 2, "a unit has one byte or two", width);
    const size_t ends = winstation::bridge::kHeaderWords + body;
    that((ends + count) * 4 <= bytes_.size(), "the ends lie within the pack");
    const uint8_t* const units = bytes_.data() + (ends + count) * 4;
    size_t start = 0;
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t end = header(ends + i);
      that(end >= start, "the ends go up");
      that((ends + count) * 4 + size_t{end} * width <= bytes_.size(), "the texts lie within the pack");
      std::u16string text;
      for (size_t at = start; at < end; ++at) {
        text.push_back(width == 1 ? units[at] : static_cast<char16_t>(units[2 * at] | units[2 * at + 1] << 8));
      }
      texts.push_back(text);
      start = end;
    }
    that((ends + count) * 4 + start * width == bytes_.size(), "nothing follows the texts");
    for (uint32_t i = 0; i < body; ++i) words.push_back(header(winstation::bridge::kHeaderWords + i));
  }

  uint32_t word() {
    that(at < words.size(), "the body has another word");
    return words[at++];
  }

  bool isNull() { return words[at] == 0; }

  std::u16string text() {
    const uint32_t index = word();
    that(index <= texts.size(), "the text is in the table", index);
    return index == 0 ? u"" : texts[index - 1];
  }

  std::vector<uint8_t> bytes() {
    const uint32_t length = word();
    std::vector<uint8_t> read;
    for (uint32_t i = 0; i < (length + 3) / 4; ++i) {
      const uint32_t value = word();
      for (uint32_t k = 0; k < 4 && read.size() < length; ++k) read.push_back(static_cast<uint8_t>(value >> (8 * k)));
    }
    return read;
  }

  int64_t ticks() {
    const uint64_t low = word();
    return static_cast<int64_t>(low | uint64_t{word()} << 32);
  }

  bool done() const { return at == words.size(); }

  std::vector<uint32_t> words;
  std::vector<std::u16string> texts;
  size_t at = 0;

 private:
  uint32_t header(size_t index) const {
    uint32_t value;
    std::memcpy(&value, bytes_.data() + index * 4, 4);
    return value;
  }

  std::vector<uint8_t> bytes_;
};

}  // namespace check
