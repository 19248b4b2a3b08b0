#include "identity/guid.h"

#include <cstring>

namespace winstation::identity {
namespace {

constexpr char kDigits[] = "0123456789abcdef";
constexpr size_t kBytes = 16;
/** Where each byte of the structure stands in the text: the three numbers have their highest byte first. */
constexpr uint8_t kAt[kBytes] = {6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34};
constexpr char kEmpty[kGuidTextSize] = "00000000-0000-0000-0000-000000000000";

uint8_t valueOf(char16_t digit) {
  if (digit >= u'0' && digit <= u'9') return static_cast<uint8_t>(digit - u'0');
  return digit >= u'a' && digit <= u'f' ? static_cast<uint8_t>(digit - u'a' + 10) : uint8_t{0};
}

}  // namespace

bool guidFromText(const char16_t* text, void* guid) {
  size_t length = 0;
  while (length < kGuidTextSize && text[length] != 0) ++length;
  if (length != kGuidTextSize - 1) return false;
  uint8_t bytes[kBytes];
  for (size_t i = 0; i < kBytes; ++i) {
    bytes[i] = static_cast<uint8_t>(valueOf(text[kAt[i]]) << 4 | valueOf(text[kAt[i] + 1]));
  }
  std::memcpy(guid, bytes, sizeof bytes);
  return true;
}

void guidToText(const void* guid, char (&text)[kGuidTextSize]) {
  uint8_t bytes[kBytes];
  std::memcpy(bytes, guid, sizeof bytes);
  std::memcpy(text, kEmpty, sizeof kEmpty);
  for (size_t i = 0; i < kBytes; ++i) {
    text[kAt[i]] = kDigits[bytes[i] >> 4];
    text[kAt[i] + 1] = kDigits[bytes[i] & 0xF];
  }
}

}  // namespace winstation::identity
