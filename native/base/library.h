#pragma once

#include <atomic>

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

/** An export of such a DLL, looked up once per process. A call of it that fails is a `Failure`. */
template <class Result, class... Parameters>
class Export {
 public:
  using Pointer = Result(WINAPI*)(Parameters...);

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

  /** For an export that answers FALSE or NULL and sets the last error when it fails. Some leave it alone: code 0. */
  template <class R = Result>
  Failure call(R& result, Parameters... arguments) {
    uint32_t code = 0;
    const Pointer pointer = find(&code);
    if (pointer == nullptr) return {name_, code};
    ::SetLastError(0);
    result = pointer(arguments...);
    if (!result) return {name_, static_cast<uint32_t>(::GetLastError())};
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
