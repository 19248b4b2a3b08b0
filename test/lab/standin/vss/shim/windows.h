// Windows' classes as its documentation has them: the order of their methods is all that matters, and the compiler
// makes tables of it. A method that the stand-in has nothing to answer to ends the test. No header of Windows, and
// nothing of the addon.
#pragma once
#include "../halves.h"

using HRESULT = long;
using ULONG = unsigned long;
using DWORD = unsigned long;
using LONG = long;
using UINT = unsigned int;
using INT = int;
using BYTE = unsigned char;
using BSTR = wchar_t*;
using LPCWSTR = const wchar_t*;
using PWSZ = wchar_t*;

struct VSS_ID {
  unsigned long data1;
  unsigned short data2;
  unsigned short data3;
  unsigned char data4[8];
};
static_assert(sizeof(VSS_ID) == 16 && sizeof(LabId) == 16);

constexpr HRESULT kOk = 0;
constexpr HRESULT kNoInterface = static_cast<HRESULT>(0x80004002);

inline bool same(const VSS_ID& one, const VSS_ID& other) {
  const auto* a = reinterpret_cast<const unsigned char*>(&one);
  const auto* b = reinterpret_cast<const unsigned char*>(&other);
  for (int i = 0; i < 16; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

inline LabId* out(VSS_ID* id) { return reinterpret_cast<LabId*>(id); }
inline const LabId* in(const VSS_ID& id) { return reinterpret_cast<const LabId*>(&id); }

// A place in the table that no program has a reason to call.
#define UNUSED(type, method) \
  virtual HRESULT method() { labUnused(#type "::" #method); }

inline constexpr VSS_ID kUnknown = {0x00000000, 0x0000, 0x0000, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};

struct IUnknown {
  virtual HRESULT QueryInterface(const VSS_ID& iid, void** object) = 0;
  virtual ULONG AddRef() = 0;
  virtual ULONG Release() = 0;
};
