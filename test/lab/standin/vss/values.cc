#include "vss/values.h"

#include <objbase.h>

#include <cstring>
#include <unordered_set>

#include "buffers.h"
#include "export.h"
#include "locked.h"
#include "notes.h"

namespace lab::vss {
namespace {

// Where the digits of a GUID's text lie in memory: its first three parts are numbers, lowest byte first.
constexpr std::size_t kPlaces[] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

unsigned digitOf(wchar_t unit) { return static_cast<unsigned>(unit <= L'9' ? unit - L'0' : (unit | 0x20) - L'a' + 10); }

SRWLOCK g_lock = SRWLOCK_INIT;
std::unordered_set<void*>* g_bstrs = nullptr;

}  // namespace

std::wstring wide(const Text& text) {
  std::wstring copy(text.length, 0);
  if (text.length > 0) std::memcpy(copy.data(), text.units, text.length * sizeof(wchar_t));
  return copy;
}

LabId idFrom(const Text& text) {
  LabId id{};
  std::size_t digits = 0;
  for (const wchar_t unit : wide(text)) {
    if (unit == L'-' || digits >= 2 * sizeof id.bytes) continue;
    unsigned char& byte = id.bytes[kPlaces[digits / 2]];
    byte = static_cast<unsigned char>(byte * 16 + digitOf(unit));
    ++digits;
  }
  return id;
}

std::wstring textOf(const LabId& id) {
  std::wstring text;
  for (std::size_t i = 0; i < sizeof id.bytes; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += L'-';
    const unsigned char byte = id.bytes[kPlaces[i]];
    text += L"0123456789abcdef"[byte >> 4];
    text += L"0123456789abcdef"[byte & 15];
  }
  return text;
}

wchar_t* bstr(const std::wstring& text) {
  const auto bytes = static_cast<std::uint32_t>(text.size() * sizeof(wchar_t));
  const auto pieces = allocate({sizeof bytes + bytes + sizeof(wchar_t)});
  auto* at = static_cast<std::uint8_t*>(pieces[0]);
  std::memcpy(at, &bytes, sizeof bytes);
  std::memcpy(at + sizeof bytes, text.c_str(), bytes + sizeof(wchar_t));
  auto* made = reinterpret_cast<wchar_t*>(at + sizeof bytes);
  {
    const Locked lock(g_lock);
    if (g_bstrs == nullptr) g_bstrs = new std::unordered_set<void*>;
    g_bstrs->insert(made);
  }
  given(made, kLabBstr, 0);
  return made;
}

wchar_t* bstr(const Text& text) { return text.null() ? nullptr : bstr(wide(text)); }

bool isInApartment() {
  APTTYPE type{};
  APTTYPEQUALIFIER qualifier{};
  return SUCCEEDED(CoGetApartmentType(&type, &qualifier)) && type == APTTYPE_MTA;
}

}  // namespace lab::vss

// For the hook, by whose SysFreeString the addon frees: false for a BSTR of somebody else.
STANDIN_EXPORT(BOOL, LabFreeBstr)(void* text) {
  {
    const lab::Locked lock(lab::vss::g_lock);
    if (lab::vss::g_bstrs == nullptr || !lab::vss::g_bstrs->contains(text)) return FALSE;
  }
  lab::freed(text, kLabBstr, 0);
  return TRUE;
}

void* labMake(unsigned long long size, int owner) {
  constexpr unsigned long long kAligned = 15;
  const auto pieces = lab::allocate({static_cast<std::size_t>((size + kAligned) & ~kAligned)});
  lab::given(pieces[0], static_cast<std::uint8_t>(owner), 0);
  return pieces[0];
}

void labUnmake(void* object, int owner) { lab::freed(object, static_cast<std::uint8_t>(owner), 0); }

void labBroken(const char* rule) { lab::note::broken(rule); }

void labUnused(const char* method) {
  lab::note::broken(std::string(method) + " was called, and the stand-in has no answer to it");
  TerminateProcess(GetCurrentProcess(), 87);
  for (;;) Sleep(INFINITE);
}
