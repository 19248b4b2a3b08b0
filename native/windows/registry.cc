#include "windows/registry.h"

#include <cstring>

#include "windows/advapi32.h"

namespace winstation::windows {
namespace {

constexpr uint32_t k64BitView = 0x0100;   // KEY_WOW64_64KEY
constexpr uint32_t kQueryValue = 0x0001;  // KEY_QUERY_VALUE
constexpr uint32_t kSetValue = 0x0002;    // KEY_SET_VALUE
constexpr uint32_t kText = 0x02;          // RRF_RT_REG_SZ
constexpr uint32_t kNumber = 4;           // REG_DWORD

/** An open key. */
class Key {
 public:
  Key() = default;
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;
  ~Key() {
    if (key_ != nullptr) advapi32::RegCloseKey.call(key_);
  }

  Failure open(const char16_t* path, uint32_t access) {
    return advapi32::RegOpenKeyExW.call(HKEY_LOCAL_MACHINE, path, 0, access | k64BitView, &key_);
  }
  HKEY get() const { return key_; }

 private:
  HKEY key_ = nullptr;
};

}  // namespace

Failure readRegistry(const char16_t* path, const char16_t* value, RegistryValue* out) {
  Key key;
  Failure failure = key.open(path, kQueryValue);
  if (failure) return failure;
  uint32_t byteLength = sizeof(out->text);
  // It puts a NUL behind a text that was stored without one.
  failure = advapi32::RegGetValueW.call(key.get(), nullptr, value, kText | RRF_RT_REG_DWORD, &out->type, out->text,
                                        &byteLength);
  if (failure) return failure;
  if (out->type == kNumber) {
    std::memcpy(&out->number, out->text, sizeof(out->number));
  } else {
    out->units = static_cast<uint32_t>(byteLength / sizeof(char16_t));
    while (out->units > 0 && out->text[out->units - 1] == 0) --out->units;
  }
  return {};
}

Failure writeRegistry(const char16_t* path, const char16_t* value, uint32_t type, uint32_t number, const char16_t* text,
                      size_t units) {
  Key key;
  const Failure failure = key.open(path, kSetValue);
  if (failure) return failure;
  if (type == kNumber) return advapi32::RegSetValueExW.call(key.get(), value, 0, type, &number, sizeof(number));
  const auto byteLength = static_cast<uint32_t>((units + 1) * sizeof(char16_t));
  return advapi32::RegSetValueExW.call(key.get(), value, 0, type, text, byteLength);
}

}  // namespace winstation::windows
