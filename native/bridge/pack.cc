#include "bridge/pack.h"

#include <cstring>

namespace winstation::bridge {
namespace {

// What a writer keeps for the next pack; more is given back.
constexpr size_t kKeptWords = 128 * 1024;

}  // namespace

void PackWriter::ticks(int64_t value) {
  const auto unsignedValue = static_cast<uint64_t>(value);
  word(static_cast<uint32_t>(unsignedValue));
  word(static_cast<uint32_t>(unsignedValue >> 32));
}

void PackWriter::bytes(const void* bytes, size_t length) {
  word(static_cast<uint32_t>(length));
  const size_t count = (length + 3) / 4;
  if (count == 0) return;
  uint32_t* const place = words(count);
  place[count - 1] = 0;
  std::memcpy(place, bytes, length);
}

size_t PackWriter::byteLength() const {
  return (kHeaderWords + body_.size() + texts_.count()) * sizeof(uint32_t) + texts_.byteLength();
}

void PackWriter::write(void* to) const {
  auto* const header = static_cast<uint32_t*>(to);
  std::memset(header, 0, kHeaderWords * sizeof(uint32_t));
  header[kStatusWord] = kLastPack;
  header[1] = static_cast<uint32_t>(texts_.count());
  header[2] = texts_.narrow() ? 1 : 2;
  header[3] = static_cast<uint32_t>(body_.size());
  uint32_t* const body = header + kHeaderWords;
  if (body_.size() != 0) std::memcpy(body, body_.data(), body_.size() * sizeof(uint32_t));
  uint32_t* const ends = body + body_.size();
  texts_.writeEnds(ends);
  texts_.writeUnits(reinterpret_cast<uint8_t*>(ends + texts_.count()));
}

void PackWriter::clear() {
  body_.clear(kKeptWords);
  texts_.clear();
}

}  // namespace winstation::bridge
