#pragma once

#include <atomic>
#include <tuple>

#include "base/system.h"
#include "base/types.h"

namespace winstation {

/** A DLL of Windows, opened once per process from system32 and nowhere else, and never let go. */
class Library {
 public:
  constexpr explicit Library(const wchar_t* name) : name_(name) {}

  /** The export; NULL with 126 when Windows lacks the DLL, or with 127 when the DLL lacks the export. */
  FARPROC find(const char* name, uint32_t* code);

 private:
  const wchar_t* const name_;
  std::atomic<HMODULE> module_{nullptr};
};

/** How an export reports a failure, by the type of its result: here by FALSE or NULL and the last error. */
template <class Result>
struct Outcome {
  // Some leave the last error alone: code 0.
  static void prepare() { ::SetLastError(0); }
  static bool isFailure(const Result& result) { return !result; }
  static uint32_t code(const Result&) { return static_cast<uint32_t>(::GetLastError()); }
};

template <>
struct Outcome<Win32Code> {
  static void prepare() {}
  static bool isFailure(Win32Code result) { return result != Win32Code{0}; }
  static uint32_t code(Win32Code result) { return static_cast<uint32_t>(result); }
};

/** `HResult` and `NtStatus`. */
template <class Result>
struct SignedOutcome {
  static void prepare() {}
  static bool isFailure(Result result) { return static_cast<int32_t>(result) < 0; }
  static uint32_t code(Result result) { return static_cast<uint32_t>(result); }
};

template <>
struct Outcome<HResult> : SignedOutcome<HResult> {};
template <>
struct Outcome<NtStatus> : SignedOutcome<NtStatus> {};

/** An export of such a DLL, looked up once per process. A call of it that fails is a `Failure`. */
template <class Result, class... Parameters>
class Export {
 public:
  using Pointer = Result(WINAPI*)(Parameters...);
  using ParameterTypes = std::tuple<Parameters...>;

  constexpr Export(Library& library, const char* name) : library_(library), name_(name) {}

  const char* name() const { return name_; }

  Pointer find(uint32_t* code = nullptr) {
    Pointer pointer = pointer_.load(std::memory_order_acquire);
    if (pointer != nullptr) return pointer;
    uint32_t ignored;
    pointer =
        reinterpret_cast<Pointer>(reinterpret_cast<void*>(library_.find(name_, code == nullptr ? &ignored : code)));
    if (pointer != nullptr) pointer_.store(pointer, std::memory_order_release);
    return pointer;
  }

  /** What failed, if so, as `Outcome` sees it. */
  template <class R = Result>
  Failure call(R& result, Parameters... arguments) {
    uint32_t code = 0;
    const Pointer pointer = find(&code);
    if (pointer == nullptr) return {name_, code};
    Outcome<R>::prepare();
    result = pointer(arguments...);
    if (Outcome<R>::isFailure(result)) return {name_, Outcome<R>::code(result)};
    return {};
  }

  template <class R = Result>
  Failure call(Parameters... arguments) {
    R result;
    return call(result, arguments...);
  }

 private:
  Library& library_;
  const char* const name_;
  std::atomic<Pointer> pointer_{nullptr};
};

}  // namespace winstation
