#pragma once

#include <cstdint>

#include "bridge/text_table.h"

namespace winstation::bridge {

/**
 * The form in which facts cross to JavaScript, all in one buffer:
 *
 *     header   8 words: status, count of texts, bytes per unit, words of body, age in milliseconds, three spare
 *     body     words, as the question lays them out; a text is an index into the table below, 0 is NULL
 *     ends     a word for each text: where it ends, in units
 *     units    the texts, one after the other, in latin1 when all fit, else in UTF-16
 *
 * `lib/native/pack.ts` reads it.
 */
inline constexpr size_t kHeaderWords = 8;
inline constexpr uint32_t kLastPack = 0;
inline constexpr uint32_t kMorePacks = 1;
/** There is no answer: nobody waited for it any more, or it could not be put here. */
inline constexpr uint32_t kNoAnswer = 2;
/** Stands in the header of a mailbox that was too small: the answer lies in its successor. */
inline constexpr uint32_t kMoved = 0xFFFFFFFF;
inline constexpr size_t kStatusWord = 0;
inline constexpr size_t kAgeWord = 4;

class PackWriter {
 public:
  void word(uint32_t value) { body_.push(value); }
  void word(int32_t value) { body_.push(static_cast<uint32_t>(value)); }
  /** Room for `count` words, which the caller fills at once. */
  uint32_t* words(size_t count) { return body_.extend(count); }
  /** The last `count` words, or NULL when there are not so many. Good until the next word is written. */
  const uint32_t* rowBefore(size_t count) const {
    return body_.size() < count ? nullptr : body_.data() + body_.size() - count;
  }
  /** A word that is known only later: `set` it then. */
  size_t later() {
    body_.push(0);
    return body_.size() - 1;
  }
  void set(size_t at, uint32_t value) { body_[at] = value; }
  /** Takes back the words from there on; their texts stay. */
  void takeBack(size_t at) { body_.cut(at); }
  /** Low word, high word. */
  void ticks(int64_t value);
  void text(const char16_t* text) { word(texts_.index(text)); }
  void text(const char16_t* text, size_t length) { word(texts_.index(text, length)); }
  void ascii(const char* text) { word(texts_.ascii(text)); }
  /** The count of bytes, then the bytes, filled up to a whole word. */
  void bytes(const void* bytes, size_t length);

  TextTable& texts() { return texts_; }

  size_t byteLength() const;
  void write(void* to) const;
  void clear();

 private:
  Array<uint32_t> body_;
  TextTable texts_;
};

}  // namespace winstation::bridge
