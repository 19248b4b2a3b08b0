#include "identity/sid.h"

namespace winstation::identity {
namespace {

constexpr uint8_t kRevision = 1;
constexpr uint8_t kMostSubAuthorities = 15;
constexpr size_t kHeaderBytes = 8;
constexpr uint64_t kMostAuthority = 0xFFFFFFFFFFFF;
// Windows writes greater ones in hexadecimal.
constexpr uint64_t kMostDecimalAuthority = 0xFFFFFFFF;

void appendAscii(Text* text, const char* ascii) {
  for (; *ascii != 0; ++ascii) text->push(static_cast<unsigned char>(*ascii));
}

void appendDecimal(Text* text, uint64_t value) {
  char16_t digits[20];
  size_t at = 20;
  do {
    digits[--at] = static_cast<char16_t>(u'0' + value % 10);
    value /= 10;
  } while (value != 0);
  text->append(digits + at, 20 - at);
}

void appendHexadecimal(Text* text, uint64_t value) {
  appendAscii(text, "0x");
  for (int shift = 44; shift >= 0; shift -= 4) {
    text->push(static_cast<char16_t>(u"0123456789ABCDEF"[(value >> shift) & 0xF]));
  }
}

class Reader {
 public:
  Reader(const char16_t* text, size_t length) : at_(text), end_(text + length) {}

  bool done() const { return at_ == end_; }

  bool skip(char16_t unit) {
    if (at_ == end_ || *at_ != unit) return false;
    ++at_;
    return true;
  }

  bool number(uint64_t most, uint64_t* value) {
    *value = 0;
    uint32_t base = 10;
    if (end_ - at_ > 2 && at_[0] == u'0' && (at_[1] == u'x' || at_[1] == u'X')) {
      base = 16;
      at_ += 2;
    }
    const char16_t* const start = at_;
    for (uint32_t digit; at_ != end_ && (digit = digitOf(*at_)) < base; ++at_) {
      *value = *value * base + digit;
      if (*value > most) return false;
    }
    return at_ != start;
  }

 private:
  static uint32_t digitOf(char16_t unit) {
    if (unit >= u'0' && unit <= u'9') return static_cast<uint32_t>(unit - u'0');
    if (unit >= u'a' && unit <= u'f') return static_cast<uint32_t>(unit - u'a') + 10;
    if (unit >= u'A' && unit <= u'F') return static_cast<uint32_t>(unit - u'A') + 10;
    return 16;
  }

  const char16_t* at_;
  const char16_t* const end_;
};

}  // namespace

size_t sidLength(Sid* sid) {
  if (sid == nullptr || sid[0] != kRevision || sid[1] > kMostSubAuthorities) return 0;
  return kHeaderBytes + size_t{4} * sid[1];
}

bool sidToText(Sid* sid, Text* text) {
  const size_t length = sidLength(sid);
  if (length == 0) return false;
  uint64_t authority = 0;
  for (size_t i = 2; i < kHeaderBytes; ++i) authority = authority << 8 | sid[i];
  appendAscii(text, "S-1-");
  if (authority <= kMostDecimalAuthority) {
    appendDecimal(text, authority);
  } else {
    appendHexadecimal(text, authority);
  }
  for (size_t at = kHeaderBytes; at < length; at += 4) {
    text->push(u'-');
    appendDecimal(text,
                  sid[at] | uint32_t{sid[at + 1]} << 8 | uint32_t{sid[at + 2]} << 16 | uint32_t{sid[at + 3]} << 24);
  }
  return true;
}

size_t sidFromText(const char16_t* text, size_t length, uint8_t (&sid)[kMostSidBytes]) {
  Reader reader(text, length);
  uint64_t revision = 0;
  uint64_t authority = 0;
  if (!reader.skip(u'S') && !reader.skip(u's')) return 0;
  if (!reader.skip(u'-') || !reader.number(kRevision, &revision) || revision != kRevision) return 0;
  if (!reader.skip(u'-') || !reader.number(kMostAuthority, &authority)) return 0;
  sid[0] = kRevision;
  for (size_t i = 0; i < 6; ++i) sid[2 + i] = static_cast<uint8_t>(authority >> (40 - 8 * i));
  uint8_t count = 0;
  for (; !reader.done(); ++count) {
    uint64_t value = 0;
    if (count == kMostSubAuthorities || !reader.skip(u'-') || !reader.number(0xFFFFFFFF, &value)) return 0;
    for (size_t i = 0; i < 4; ++i) sid[kHeaderBytes + size_t{4} * count + i] = static_cast<uint8_t>(value >> (8 * i));
  }
  sid[1] = count;
  return kHeaderBytes + size_t{4} * count;
}

}  // namespace winstation::identity
