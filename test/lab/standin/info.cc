#include "info.h"

#include <algorithm>
#include <cstring>

#include "layouts.h"

namespace lab {
namespace {

constexpr std::uint8_t kGarbage = 0xCD;

// What the value is; the world server says it, since a class may also be answered with bytes of any kind.
enum Tag : std::uint8_t { kBytes = 0, kText = 1, kNumber = 2, kStructure = 3 };

template <class T>
T garbage() {
  T value;
  std::memset(static_cast<void*>(&value), kGarbage, sizeof value);
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

template <class T, std::size_t N>
void numbers(Reader& value, T (&fields)[N]) {
  for (T& field : fields) field = static_cast<T>(value.u32());
}

template <std::size_t N>
void fill(Reader& value, BYTE (&field)[N], DWORD& length) {
  std::uint32_t size = 0;
  const std::uint8_t* bytes = value.bytes(size);
  if (bytes != nullptr) std::memcpy(field, bytes, std::min<std::size_t>(size, N));
  length = size;
}

template <std::size_t N>
void times(Reader& value, std::uint64_t (&fields)[N]) {
  for (std::uint64_t& field : fields) field = value.u64();
}

Bytes sessionState(Reader& value) {
  auto info = garbage<SessionState>();
  info.state = value.u32();
  info.id = value.u32();
  numbers(value, info.counters);
  fill(info.name, value.text());
  fill(info.domain, value.text());
  fill(info.user, value.text());
  times(value, info.times);
  return imageOf(info);
}

Bytes sessionStateEx(Reader& value) {
  auto info = garbage<SessionStateEx>();
  info.level = value.u32();
  info.state = value.u32();
  info.id = value.u32();
  info.flags = value.u32();
  numbers(value, info.counters);
  fill(info.name, value.text());
  fill(info.domain, value.text());
  fill(info.user, value.text());
  times(value, info.times);
  return imageOf(info);
}

Bytes client(Reader& value) {
  auto info = garbage<Client>();
  fill(info.name, value.text());
  fill(info.domain, value.text());
  fill(info.user, value.text());
  fill(info.workDirectory, value.text());
  fill(info.initialProgram, value.text());
  fill(info.directory, value.text());
  fill(info.device, value.text());
  info.encryption = static_cast<BYTE>(value.u32());
  info.family = value.u32();
  numbers(value, info.address);
  numbers(value, info.display);
  info.build = value.u32();
  info.hardware = value.u32();
  numbers(value, info.productAndBuffers);
  return imageOf(info);
}

Bytes config(Reader& value) {
  auto info = garbage<Config>();
  numbers(value, info.numbers);
  fill(info.user, value.text());
  fill(info.domain, value.text());
  fill(info.workDirectory, value.text());
  fill(info.initialProgram, value.text());
  fill(info.applicationName, value.text());
  return imageOf(info);
}

Bytes validation(Reader& value) {
  auto info = garbage<Validation>();
  fill(info.company, value.text());
  fill(info.product, value.text());
  fill(value, info.license, info.licenseLength);
  fill(value, info.hardware, info.hardwareLength);
  return imageOf(info);
}

Bytes address(Reader& value) {
  auto info = garbage<Address>();
  info.family = value.u32();
  DWORD length = 0;
  fill(value, info.bytes, length);
  return imageOf(info);
}

Bytes display(Reader& value) {
  auto info = garbage<Display>();
  numbers(value, info.numbers);
  return imageOf(info);
}

Bytes structure(DWORD infoClass, Reader& value) {
  switch (infoClass) {
    case 14:
    case 28:
      return address(value);
    case 15:
      return display(value);
    case 23:
      return client(value);
    case 24:
      return sessionState(value);
    case 25:
      return sessionStateEx(value);
    case 26:
      return config(value);
    case 27:
      return validation(value);
    default:
      return {};
  }
}

Bytes number(DWORD infoClass, Reader& value) {
  const std::uint32_t whole = value.u32();
  Bytes image = imageOf(whole);
  constexpr DWORD kProductId = 12;
  constexpr DWORD kProtocolType = 16;
  constexpr DWORD kIsRemote = 29;
  if (infoClass == kProductId || infoClass == kProtocolType) image.resize(sizeof(std::uint16_t));
  if (infoClass == kIsRemote) image.resize(sizeof(std::uint8_t));
  return image;
}

Bytes text(Reader& value) {
  const Text text = value.text();
  Bytes image(text.units, text.units + std::size_t{text.length} * sizeof(wchar_t));
  image.resize(image.size() + sizeof(wchar_t), 0);
  return image;
}

Bytes bytes(Reader& value) {
  std::uint32_t size = 0;
  const std::uint8_t* first = value.bytes(size);
  return {first, first + size};
}

}  // namespace

Bytes infoImage(DWORD infoClass, Reader value) {
  switch (value.u8()) {
    case kBytes:
      return bytes(value);
    case kText:
      return text(value);
    case kNumber:
      return number(infoClass, value);
    case kStructure:
      return structure(infoClass, value);
    default:
      return {};
  }
}

}  // namespace lab
