#pragma once

#include "base/system.h"
#include "base/types.h"

/** Values under HKEY_LOCAL_MACHINE, of the 64-bit view whatever this process is. */
namespace winstation::windows {

/** A number or a text, by its type. */
struct RegistryValue {
  static constexpr uint32_t kMostUnits = 2'048;

  uint32_t type = 0;
  uint32_t number = 0;
  uint32_t units = 0;
  char16_t text[kMostUnits];
};

Failure readRegistry(const char16_t* key, const char16_t* value, RegistryValue* out);
/** A DWORD or a text, by its type; `units` are those of the text without its NUL. */
Failure writeRegistry(const char16_t* key, const char16_t* value, uint32_t type, uint32_t number, const char16_t* text,
                      size_t units);

}  // namespace winstation::windows
