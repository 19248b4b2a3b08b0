#pragma once

#include <utility>

#include "base/counters.h"
#include "base/system.h"

namespace winstation {

/** A buffer of Windows and the export that frees it. */
template <auto& release>
class OwnedMemory {
 public:
  explicit OwnedMemory(const void* memory) : memory_(memory) {
    if (memory_ != nullptr) counters.buffers.up();
  }
  OwnedMemory(const OwnedMemory&) = delete;
  OwnedMemory& operator=(const OwnedMemory&) = delete;
  ~OwnedMemory() {
    if (memory_ == nullptr) return;
    if (const auto pointer = release.find()) pointer(memory_);
    counters.buffers.down();
  }

 private:
  const void* const memory_;
};

/** A handle and the export that closes it. */
template <auto& close>
class OwnedHandle {
 public:
  OwnedHandle() = default;
  explicit OwnedHandle(HANDLE handle) : handle_(handle) {
    if (handle_ != nullptr) counters.handles.up();
  }
  OwnedHandle(OwnedHandle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  OwnedHandle& operator=(OwnedHandle&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  OwnedHandle(const OwnedHandle&) = delete;
  OwnedHandle& operator=(const OwnedHandle&) = delete;
  ~OwnedHandle() {
    if (handle_ == nullptr) return;
    if (const auto pointer = close.find()) pointer(handle_);
    counters.handles.down();
  }

  HANDLE get() const { return handle_; }
  explicit operator bool() const { return handle_ != nullptr; }

 private:
  HANDLE handle_ = nullptr;
};

/** A handle of the kernel: NULL is none. */
class KernelHandle {
 public:
  KernelHandle() = default;
  explicit KernelHandle(HANDLE handle) : handle_(handle) {
    if (handle_ != nullptr) counters.handles.up();
  }
  KernelHandle(const KernelHandle&) = delete;
  KernelHandle& operator=(const KernelHandle&) = delete;
  KernelHandle& operator=(KernelHandle&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~KernelHandle() {
    if (handle_ == nullptr) return;
    ::CloseHandle(handle_);
    counters.handles.down();
  }

  HANDLE get() const { return handle_; }
  explicit operator bool() const { return handle_ != nullptr; }

 private:
  HANDLE handle_ = nullptr;
};

}  // namespace winstation
