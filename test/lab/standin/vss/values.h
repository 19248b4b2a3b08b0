// Ids, texts and codes as vssapi.dll has them.
#pragma once
#include <string>

#include "answer.h"
#include "vss/halves.h"

namespace lab::vss {

LabId idFrom(const Text& text);
std::wstring textOf(const LabId& id);
std::wstring wide(const Text& text);

// A BSTR that ends at a page which nobody may touch. NULL stays NULL. SysFreeString gives it back.
wchar_t* bstr(const Text& text);
wchar_t* bstr(const std::wstring& text);

// What a method answers: codes of Win32 come wrapped.
inline long resultOf(DWORD code) {
  constexpr DWORD kFailed = 0x80000000;
  constexpr DWORD kVssSuccess = 0x00042300;
  if (code == 0 || (code & kFailed) != 0 || (code & 0xFFFFFF00) == kVssSuccess) return static_cast<long>(code);
  return static_cast<long>(0x80070000 | (code & 0xFFFF));
}

inline long resultOf(const Answer& answer) { return answer.ok ? 0 : resultOf(answer.code); }

constexpr long result(unsigned long code) { return static_cast<long>(code); }
inline constexpr long kOk = 0;
inline constexpr long kFalse = 1;
inline constexpr long kPending = result(0x00042309);
inline constexpr long kFinished = result(0x0004230A);
inline constexpr long kCancelled = result(0x0004230B);
inline constexpr long kBadState = result(0x80042301);
inline constexpr long kNotFound = result(0x80042308);
inline constexpr long kAlreadyThere = result(0x8004230D);
inline constexpr long kInvalidArgument = result(0x80070057);
inline constexpr long kNotImplemented = result(0x80004001);

// Only there may an object of VSS be asked: a thread of the multithreaded apartment.
bool isInApartment();

}  // namespace lab::vss
