#pragma once

#include <atomic>

#include "base/array.h"

namespace winstation::bridge {

/** The texts of an array, one after the other. */
struct Texts {
  /** Each with a NUL behind it. */
  Text units;
  /** Where each text ends, its NUL left out. */
  Array<size_t> ends;

  size_t count() const { return ends.size(); }
  const char16_t* text(size_t index) const { return units.data() + start(index); }
  size_t length(size_t index) const { return ends[index] - start(index); }

 private:
  size_t start(size_t index) const { return index == 0 ? 0 : ends[index - 1] + 1; }
};

/** A question on its way to a thread: which one, and its arguments as words and texts. */
struct Question {
  Question(uint32_t questionKind, Array<uint32_t>&& itsWords, Texts&& itsTexts)
      : kind(questionKind), words(std::move(itsWords)), texts(std::move(itsTexts)) {}

  /** There may be a secret in it. */
  ~Question() {
    words.wipe();
    texts.units.wipe();
  }

  /** The index of what answers it, among the names of its resident. */
  const uint32_t kind;
  uint32_t ticket = 0;
  Array<uint32_t> words;
  Texts texts;

  /**
   * Set by the loop: nobody waits for the answer. What answers the question looks between two raw calls and makes no
   * further one; whatever it has written is dropped.
   */
  std::atomic<bool> isStopped{false};

  size_t textCount() const { return texts.count(); }
  const char16_t* text(size_t index) const { return texts.text(index); }
  size_t textLength(size_t index) const { return texts.length(index); }
};

}  // namespace winstation::bridge
