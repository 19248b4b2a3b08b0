#include "bytes.h"

#include <cstring>
#include <cwchar>

namespace lab {
namespace {

constexpr std::uint32_t kNull = 0xFFFFFFFF;

}  // namespace

Writer& Writer::u8(std::uint32_t value) {
  data_.push_back(static_cast<std::uint8_t>(value));
  return *this;
}

Writer& Writer::u32(std::uint32_t value) { return raw(&value, sizeof value); }

Writer& Writer::u64(std::uint64_t value) { return raw(&value, sizeof value); }

Writer& Writer::text(const wchar_t* value) { return value == nullptr ? u32(kNull) : text(value, std::wcslen(value)); }

Writer& Writer::text(const wchar_t* value, std::size_t length) {
  return u32(static_cast<std::uint32_t>(length)).raw(value, length * sizeof(wchar_t));
}

Writer& Writer::ascii(std::string_view value) {
  return u8(static_cast<std::uint32_t>(value.size())).raw(value.data(), value.size());
}

Writer& Writer::span(const void* data, std::size_t size) {
  return data == nullptr ? u32(kNull) : u32(static_cast<std::uint32_t>(size)).raw(data, size);
}

Writer& Writer::raw(const void* data, std::size_t size) {
  const auto* first = static_cast<const std::uint8_t*>(data);
  data_.insert(data_.end(), first, first + size);
  return *this;
}

const std::uint8_t* Reader::take(std::size_t size) {
  if (!good_ || static_cast<std::size_t>(end_ - at_) < size) {
    good_ = false;
    return nullptr;
  }
  const std::uint8_t* here = at_;
  at_ += size;
  return here;
}

std::uint8_t Reader::u8() {
  const std::uint8_t* here = take(1);
  return here == nullptr ? std::uint8_t{0} : *here;
}

std::uint32_t Reader::u32() {
  std::uint32_t value = 0;
  if (const std::uint8_t* here = take(sizeof value)) std::memcpy(&value, here, sizeof value);
  return value;
}

std::uint64_t Reader::u64() {
  std::uint64_t value = 0;
  if (const std::uint8_t* here = take(sizeof value)) std::memcpy(&value, here, sizeof value);
  return value;
}

Text Reader::text() {
  const std::uint32_t length = u32();
  if (length == kNull || !good_) return {};
  return {take(std::size_t{length} * sizeof(wchar_t)), length};
}

Span Reader::span() {
  const std::uint32_t size = u32();
  if (size == kNull || !good_) return {};
  return {take(size), size};
}

std::string_view Reader::ascii() {
  const std::uint8_t length = u8();
  const std::uint8_t* here = take(length);
  return here == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(here), length);
}

}  // namespace lab
