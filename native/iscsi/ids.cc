#include "iscsi/ids.h"

namespace winstation::iscsi {
namespace {

constexpr char16_t kDigits[] = u"0123456789abcdef";

/** Without zeros in front; how many digits there are. */
size_t hex(uint64_t value, char16_t* to) {
  size_t digits = 1;
  while (digits < 16 && value >> (4 * digits) != 0) ++digits;
  for (size_t i = 0; i < digits; ++i) to[i] = kDigits[(value >> (4 * (digits - 1 - i))) & 0xF];
  return digits;
}

int digitOf(char16_t unit) {
  if (unit >= u'0' && unit <= u'9') return unit - u'0';
  if (unit >= u'a' && unit <= u'f') return unit - u'a' + 10;
  return -1;
}

/** Up to the first unit that is no digit, which is returned. */
const char16_t* readNumber(const char16_t* text, uint64_t* number) {
  *number = 0;
  for (int digit; (digit = digitOf(*text)) >= 0; ++text) *number = *number << 4 | static_cast<uint64_t>(digit);
  return text;
}

}  // namespace

void writeId(bridge::PackWriter& pack, const windows::ISCSI_UNIQUE_ID& id) {
  char16_t text[33];
  size_t length = hex(id.adapterUnique, text);
  text[length++] = u'-';
  length += hex(id.adapterSpecific, text + length);
  pack.text(text, length);
}

bool readId(const char16_t* text, windows::ISCSI_UNIQUE_ID* id) {
  const char16_t* const middle = readNumber(text, &id->adapterUnique);
  if (middle == text || *middle != u'-') return false;
  const char16_t* const end = readNumber(middle + 1, &id->adapterSpecific);
  return end != middle + 1 && *end == 0;
}

void writeHex(bridge::PackWriter& pack, const uint8_t* bytes, size_t count) {
  char16_t text[16];
  for (size_t i = 0; i < count; ++i) {
    text[2 * i] = kDigits[bytes[i] >> 4];
    text[2 * i + 1] = kDigits[bytes[i] & 0xF];
  }
  pack.text(text, 2 * count);
}

void writeGuid(bridge::PackWriter& pack, const uint8_t* bytes) {
  // The first three parts are numbers, so their lowest byte lies first.
  constexpr uint8_t kOrder[] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  char16_t text[36];
  size_t length = 0;
  for (size_t i = 0; i < sizeof kOrder; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text[length++] = u'-';
    text[length++] = kDigits[bytes[kOrder[i]] >> 4];
    text[length++] = kDigits[bytes[kOrder[i]] & 0xF];
  }
  pack.text(text, length);
}

}  // namespace winstation::iscsi
