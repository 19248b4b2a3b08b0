// The bodies of messages. `../wire/bytes.ts` has the other side.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace lab {

using Bytes = std::vector<std::uint8_t>;

// A text on the wire is its length in UTF-16 code units, or -1 for a NULL pointer, then the code units.
struct Text {
  const std::uint8_t* units = nullptr;
  std::uint32_t length = 0;
  [[nodiscard]] bool null() const { return units == nullptr; }
};

// Bytes on the wire are their count, or -1 for a NULL pointer, then the bytes.
struct Span {
  const std::uint8_t* data = nullptr;
  std::uint32_t size = 0;
  [[nodiscard]] bool null() const { return data == nullptr; }
};

class Writer {
 public:
  Writer& u8(std::uint32_t value);
  Writer& u32(std::uint32_t value);
  Writer& u64(std::uint64_t value);
  Writer& text(const wchar_t* value);
  Writer& text(const wchar_t* value, std::size_t length);
  Writer& ascii(std::string_view value);
  Writer& span(const void* data, std::size_t size);
  Writer& raw(const void* data, std::size_t size);
  [[nodiscard]] const Bytes& body() const { return data_; }

 private:
  Bytes data_;
};

// After reading past the end `good()` is false and every value is zero.
class Reader {
 public:
  Reader(const std::uint8_t* data, const std::uint8_t* end) : at_(data), end_(end) {}
  explicit Reader(const Bytes& body) : Reader(body.data(), body.data() + body.size()) {}
  std::uint8_t u8();
  std::uint32_t u32();
  std::uint64_t u64();
  Text text();
  Span span();
  std::string_view ascii();
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] const std::uint8_t* at() const { return at_; }
  [[nodiscard]] const std::uint8_t* end() const { return end_; }

 private:
  const std::uint8_t* take(std::size_t size);
  const std::uint8_t* at_;
  const std::uint8_t* end_;
  bool good_ = true;
};

}  // namespace lab
