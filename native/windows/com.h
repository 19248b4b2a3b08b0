#pragma once

#include "windows/ole32.h"
#include "windows/oleaut32.h"

/** What else is used of COM: texts, and methods that are called by their places. */
namespace winstation::windows {

inline constexpr uint32_t kUnexpected = 0x8000FFFF;  // E_UNEXPECTED

/** A method by its place in the table that an object begins with, and the name under which its failure is known. */
template <class... Parameters>
class Method {
 public:
  constexpr Method(const char* name, size_t slot) : name_(name), slot_(slot) {}

  constexpr const char* name() const { return name_; }

  Failure call(void* object, Parameters... arguments) const {
    using Pointer = int32_t(WINAPI*)(void*, Parameters...);
    void* const* const table = *static_cast<void* const* const*>(object);
    const int32_t result = reinterpret_cast<Pointer>(table[slot_])(object, arguments...);
    if (result < 0) return {name_, static_cast<uint32_t>(result)};
    return {};
  }

 private:
  const char* const name_;
  const size_t slot_;
};

/** Gives back a reference on an object with `IUnknown`. */
inline void release(void* object) {
  constexpr size_t kReleaseSlot = 2;
  void* const* const table = *static_cast<void* const* const*>(object);
  reinterpret_cast<uint32_t(WINAPI*)(void*)>(table[kReleaseSlot])(object);
}

/** A reference on an object with `IUnknown`. */
class Reference {
 public:
  Reference() = default;
  Reference(const Reference&) = delete;
  Reference& operator=(const Reference&) = delete;
  ~Reference() {
    if (object_ != nullptr) release(object_);
  }

  void* get() const { return object_; }
  /** For who fills it, once. */
  void** out() { return &object_; }

 private:
  void* object_ = nullptr;
};

/** Asks an object for another of its interfaces. */
inline Failure queryInterface(const char* syscall, void* object, const Guid& interfaceId, Reference& to) {
  const Method<const Guid*, void**> QueryInterface{syscall, 0};
  return QueryInterface.call(object, &interfaceId, to.out());
}

/** A text that Windows gives. */
class OwnedText {
 public:
  OwnedText() = default;
  OwnedText(const OwnedText&) = delete;
  OwnedText& operator=(const OwnedText&) = delete;
  ~OwnedText() {
    if (text_ == nullptr) return;
    if (const auto free = oleaut32::SysFreeString.find()) free(text_);
  }

  const char16_t* get() const { return text_; }
  Bstr* out() { return &text_; }
  /** A copy for Windows. */
  Failure copy(const char16_t* text, size_t units) {
    return oleaut32::SysAllocStringLen.call(text_, text, static_cast<uint32_t>(units));
  }

 private:
  Bstr text_ = nullptr;
};

/** A thread's place in the multithreaded apartment, as long as it lives. */
class Apartment {
 public:
  Apartment() = default;
  Apartment(const Apartment&) = delete;
  Apartment& operator=(const Apartment&) = delete;
  ~Apartment() {
    if (!isEntered_) return;
    if (const auto leave = ole32::CoUninitialize.find()) leave();
  }

  Failure enter() {
    const Failure failure = ole32::CoInitializeEx.call(nullptr, ole32::kMultithreaded);
    isEntered_ = !failure;
    return failure;
  }

 private:
  bool isEntered_ = false;
};

}  // namespace winstation::windows
