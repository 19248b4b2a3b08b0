#include "iscsi/given.h"

#include <cstring>

namespace winstation::iscsi {
namespace {

/** Copies a text with its NUL into an array that is all zeros; JavaScript has seen that it fits. */
void copy(char16_t* to, size_t room, const char16_t* text) {
  for (size_t i = 0; i + 1 < room && text[i] != 0; ++i) to[i] = text[i];
}

}  // namespace

GivenPortal::GivenPortal(Given& given, bool mayBeNone) {
  copy(portal_.symbolicName, windows::kAdapterUnits, given.text());
  const char16_t* const address = mayBeNone ? given.textOrNull() : given.text();
  isGiven_ = address != nullptr;
  if (isGiven_) copy(portal_.address, windows::kAdapterUnits, address);
  portal_.socket = static_cast<uint16_t>(given.word());
}

GivenOptions::GivenOptions(Given& given) {
  options_.informationSpecified = given.word();
  options_.loginFlags = given.word();
  options_.authType = given.word();
  options_.headerDigest = given.word();
  options_.dataDigest = given.word();
  options_.maximumConnections = given.word();
  options_.defaultTime2Wait = given.word();
  options_.defaultTime2Retain = given.word();
  const char16_t* const user = given.textOrNull();
  if (user != nullptr) {
    const auto* const wide = reinterpret_cast<const wchar_t*>(user);
    const auto units = static_cast<int>(given.lastTextUnits());
    const int bytes = units == 0 ? 0 : ::WideCharToMultiByte(CP_UTF8, 0, wide, units, nullptr, 0, nullptr, nullptr);
    auto* const to = reinterpret_cast<char*>(user_.extend(static_cast<size_t>(bytes) + 1));
    if (bytes > 0) ::WideCharToMultiByte(CP_UTF8, 0, wide, units, to, bytes, nullptr, nullptr);
    options_.usernameLength = static_cast<uint32_t>(bytes);
    options_.username = user_.data();
  }
  options_.password = given.bytes(&options_.passwordLength);
}

}  // namespace winstation::iscsi
