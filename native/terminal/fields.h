#pragma once

#include <cstring>

#include "base/array.h"
#include "bridge/pack.h"

/** How what Windows gives in a buffer is read: nothing is believed but the count of bytes. */
namespace winstation::terminal {

/** Copies a structure out of a buffer that may be short, or lie anywhere. */
template <class T>
bool copy(T* to, const void* buffer, uint32_t byteLength) {
  if (byteLength < sizeof(T)) return false;
  std::memcpy(to, buffer, sizeof(T));
  return true;
}

inline void boundedText(bridge::PackWriter& pack, const char16_t* text, size_t most) {
  size_t length = 0;
  while (length < most && text[length] != 0) ++length;
  pack.text(text, length);
}

template <size_t most>
void field(bridge::PackWriter& pack, const char16_t (&text)[most]) {
  boundedText(pack, text, most);
}

inline bool writeText(bridge::PackWriter& pack, const void* buffer, uint32_t byteLength) {
  const size_t units = byteLength / sizeof(char16_t);
  if (reinterpret_cast<uintptr_t>(buffer) % alignof(char16_t) == 0) {
    boundedText(pack, static_cast<const char16_t*>(buffer), units);
    return true;
  }
  // A broken one may lie anywhere, and no unit may be read there as it is.
  Text aligned;
  if (units > 0) std::memcpy(aligned.extend(units), buffer, units * sizeof(char16_t));
  boundedText(pack, aligned.data(), units);
  return true;
}

template <class T>
bool writeNumber(bridge::PackWriter& pack, const void* buffer, uint32_t byteLength) {
  T value;
  if (!copy(&value, buffer, byteLength)) return false;
  pack.word(static_cast<uint32_t>(value));
  return true;
}

}  // namespace winstation::terminal
