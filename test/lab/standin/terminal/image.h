// The bytes of what Windows hands out in a buffer.
#pragma once
#include <algorithm>
#include <cstring>
#include <string_view>

#include "answer.h"
#include "buffers.h"
#include "terminal/rows.h"

namespace lab {

inline constexpr std::uint8_t kGarbageByte = 0xCD;

// What no field covers is garbage.
template <class T>
T garbage() {
  T value;
  std::memset(static_cast<void*>(&value), kGarbageByte, sizeof value);
  return value;
}

template <class T>
Bytes imageOf(const T& value) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(&value);
  return {first, first + sizeof value};
}

// A text as long as its field stands without a NUL, as it does on Windows.
template <std::size_t N>
void fill(wchar_t (&field)[N], const Text& text) {
  const std::size_t length = std::min<std::size_t>(text.length, N);
  if (length > 0) std::memcpy(field, text.units, length * sizeof(wchar_t));
  if (length < N) field[length] = 0;
}

inline Bytes textImage(const Text& text) {
  Bytes image(text.units, text.units + std::size_t{text.length} * sizeof(wchar_t));
  image.resize(image.size() + sizeof(wchar_t), 0);
  return image;
}

// A buffer of these bytes, spoiled if the world wants that.
inline Built buildImage(Bytes image, Shape shape) {
  if (shape == Shape::cut && !image.empty()) image.pop_back();
  if (shape == Shape::unterminated && image.size() >= sizeof(wchar_t)) image.resize(image.size() - sizeof(wchar_t));
  const auto pieces = allocate({image.size()});
  if (pieces.empty()) return {};
  std::copy(image.begin(), image.end(), static_cast<std::uint8_t*>(pieces[0]));
  return {pieces[0], 0, static_cast<DWORD>(image.size())};
}

}  // namespace lab
