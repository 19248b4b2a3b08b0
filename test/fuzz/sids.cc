// SIDs, from text and to text.

#include "identity/sid.h"

#include "input.h"

namespace {

using winstation::Text;
using winstation::identity::kMostSidBytes;

std::u16string textOf(const uint8_t* sid) {
  Text text;
  fuzz::that(winstation::identity::sidToText(sid, &text));
  return {text.data(), text.size()};
}

/** What is a SID stays the same SID on its way to text and back. */
void thereAndBack(const uint8_t* sid, size_t length) {
  fuzz::that(winstation::identity::sidLength(sid) == length);
  const std::u16string text = textOf(sid);
  uint8_t again[kMostSidBytes];
  fuzz::that(winstation::identity::sidFromText(text.data(), text.size(), again) == length);
  fuzz::that(std::memcmp(again, sid, length) == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t length) {
  if (length == 0) return 0;
  fuzz::Memory memory;
  if (bytes[0] % 2 == 0) {
    // Text of one byte a unit or two, without a NUL behind it.
    std::u16string units;
    const size_t width = bytes[0] % 4 == 0 ? 1 : 2;
    for (size_t at = 1; at + width <= length; at += width) {
      units.push_back(static_cast<char16_t>(width == 1 ? bytes[at] : bytes[at] | bytes[at + 1] << 8));
    }
    const auto* const text =
        reinterpret_cast<const char16_t*>(memory.copy(units.data(), units.size() * sizeof(char16_t)));
    uint8_t sid[kMostSidBytes];
    const size_t made = winstation::identity::sidFromText(text, units.size(), sid);
    if (made != 0) thereAndBack(sid, made);
    return 0;
  }
  fuzz::Input input(bytes + 1, length - 1);
  uint8_t sid[kMostSidBytes];
  input.take(sid, sizeof(sid));
  const size_t claimed = winstation::identity::sidLength(sid);
  const uint8_t* const exact = memory.copy(sid, claimed == 0 ? 2 : claimed);
  if (claimed != 0) return thereAndBack(exact, claimed), 0;
  Text text;
  fuzz::that(!winstation::identity::sidToText(exact, &text) && text.size() == 0);
  return 0;
}
