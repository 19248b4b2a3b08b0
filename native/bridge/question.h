#pragma once

#include <atomic>

#include "base/array.h"

namespace winstation::bridge {

/** A question on its way to a thread: which one, and its arguments as words and texts. */
struct Question {
  uint32_t kind = 0;
  uint32_t ticket = 0;
  Array<uint32_t> words;
  /** The texts, each with a NUL behind it. */
  Text units;
  /** Where each text ends, its NUL left out. */
  Array<size_t> ends;

  /**
   * Set by the loop: nobody waits for the answer. What answers the question looks between two raw calls and makes no
   * further one; whatever it has written is dropped.
   */
  std::atomic<bool> isStopped{false};

  size_t textCount() const { return ends.size(); }
  const char16_t* text(size_t index) const { return units.data() + start(index); }
  size_t textLength(size_t index) const { return ends[index] - start(index); }

 private:
  size_t start(size_t index) const { return index == 0 ? 0 : ends[index - 1] + 1; }
};

}  // namespace winstation::bridge
