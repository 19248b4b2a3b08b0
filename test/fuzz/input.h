#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace fuzz {

/** What must hold whatever the input. */
inline void that(bool holds) {
  if (!holds) std::abort();
}

/** The bytes of one run, handed out piece by piece; zeros when they have run out. */
class Input {
 public:
  Input(const uint8_t* bytes, size_t length) : at_(bytes), left_(length) {}

  size_t left() const { return left_; }
  const uint8_t* rest() const { return at_; }

  void take(void* to, size_t length) {
    const size_t there = length < left_ ? length : left_;
    std::memset(to, 0, length);
    if (there != 0) std::memcpy(to, at_, there);
    at_ += there;
    left_ -= there;
  }

  template <class T>
  T number() {
    T value;
    take(&value, sizeof(value));
    return value;
  }

 private:
  const uint8_t* at_;
  size_t left_;
};

/** Memory of exactly the size that Windows would have given, so that reading one byte more is found. */
class Memory {
 public:
  /**
   * A text with its NUL, or NULL, or one of the texts before. Most are latin1; any unit may come, alone surrogates too.
   */
  const char16_t* text(Input& input) {
    const auto form = input.number<uint8_t>();
    if (form == 0) return nullptr;
    if (form < 64 && !texts_.empty()) return texts_[form % texts_.size()];
    std::u16string units;
    for (size_t left = form % 32; left > 0; --left) {
      const char16_t unit = form % 2 == 0 ? input.number<uint8_t>() : input.number<uint16_t>();
      if (unit == 0) break;
      units.push_back(unit);
    }
    texts_.push_back(reinterpret_cast<const char16_t*>(copy(units.c_str(), (units.size() + 1) * sizeof(char16_t))));
    return texts_.back();
  }

  const uint8_t* copy(const void* bytes, size_t length) {
    auto memory = std::unique_ptr<uint8_t[]>(new uint8_t[length]);
    if (length != 0) std::memcpy(memory.get(), bytes, length);
    return given_.emplace_back(std::move(memory)).get();
  }

 private:
  std::deque<std::unique_ptr<uint8_t[]>> given_;
  std::vector<const char16_t*> texts_;
};

}  // namespace fuzz
