#pragma once

#include "base/library.h"

/** The exports of ole32.dll that are used. */
namespace winstation::windows::ole32 {

inline constexpr uint32_t kMultithreaded = 0;  // COINIT_MULTITHREADED

/** A GUID. */
struct Iid {
  uint32_t data1;
  uint16_t data2;
  uint16_t data3;
  uint8_t data4[8];
};
static_assert(sizeof(Iid) == 16 && offsetof(Iid, data4) == 8);

inline constexpr Iid kIUnknown = {0, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};

/** `IUnknown`: an object begins with the address of its functions. */
struct Unknown {
  struct Functions {
    HResult(WINAPI* queryInterface)(Unknown*, const Iid*, void**);
    uint32_t(WINAPI* addRef)(Unknown*);
    uint32_t(WINAPI* release)(Unknown*);
  };
  const Functions* functions;
};
static_assert(sizeof(Unknown) == sizeof(void*) && sizeof(Unknown::Functions) == 3 * sizeof(void*));

inline constinit Library library{L"ole32.dll"};

inline constinit Export<HResult, void*, uint32_t> CoInitializeEx{library, "CoInitializeEx"};
inline constinit Export<void> CoUninitialize{library, "CoUninitialize"};
/** The second argument is a `BIND_OPTS`, or NULL for the usual ones. */
inline constinit Export<HResult, const char16_t*, void*, const Iid*, void**> CoGetObject{library, "CoGetObject"};

}  // namespace winstation::windows::ole32
