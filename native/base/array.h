#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include "base/memory.h"

namespace winstation {

/**
 * A growing array of plain values. It throws nothing, so that no exception can reach Node-API's C functions or the edge
 * of a thread: when memory ends, so does the process.
 */
template <class T>
class Array {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Array() = default;
  Array(Array&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  Array& operator=(Array&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;
  ~Array() { std::free(data_); }

  T* data() { return data_; }
  const T* data() const { return data_; }
  size_t size() const { return size_; }
  size_t capacity() const { return capacity_; }
  T& operator[](size_t index) { return data_[index]; }
  const T& operator[](size_t index) const { return data_[index]; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }

  void push(T value) {
    if (size_ == capacity_) grow(size_ + 1);
    data_[size_++] = value;
  }

  /** Room for `count` more; the caller writes them. */
  T* extend(size_t count) {
    if (count > capacity_ - size_) grow(size_ + count);
    T* const place = data_ + size_;
    size_ += count;
    return place;
  }

  void append(const T* values, size_t count) {
    if (count != 0) std::memcpy(extend(count), values, count * sizeof(T));
  }

  void removeAt(size_t index) { data_[index] = data_[--size_]; }

  /** Overwrites the contents with zeros, in a way that no compiler leaves out. */
  void wipe() {
    volatile auto* const bytes = reinterpret_cast<volatile uint8_t*>(data_);
    for (size_t i = 0; i < size_ * sizeof(T); ++i) bytes[i] = 0;
  }

  /** Keeps the first `size`. */
  void cut(size_t size) { size_ = size; }
  void clear() { size_ = 0; }

  /** Forgets the contents, and the memory too when it is more than `most` values. */
  void clear(size_t most) {
    size_ = 0;
    if (capacity_ <= most) return;
    std::free(std::exchange(data_, nullptr));
    capacity_ = 0;
  }

 private:
  void grow(size_t needed) {
    size_t capacity = capacity_ < 8 ? 16 : capacity_ * 2;
    if (capacity < needed) capacity = needed;
    if (capacity > static_cast<size_t>(-1) / sizeof(T)) outOfMemory();
    void* const grown = std::realloc(data_, capacity * sizeof(T));
    if (grown == nullptr) outOfMemory();
    data_ = static_cast<T*>(grown);
    capacity_ = capacity;
  }

  T* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

/** Numbers that somebody else keeps. */
using Words = std::span<const uint32_t>;

/** UTF-16 as JavaScript and Windows have it: lone surrogates are allowed. */
using Text = Array<char16_t>;

template <class T, class... Arguments>
T* make(Arguments&&... arguments) {
  void* const place = std::malloc(sizeof(T));
  if (place == nullptr) outOfMemory();
  return new (place) T(std::forward<Arguments>(arguments)...);
}

template <class T>
void dispose(T* object) {
  if (object == nullptr) return;
  object->~T();
  std::free(object);
}

/** Owns what `make` made. */
template <class T>
class Owned {
 public:
  Owned() = default;
  explicit Owned(T* object) : object_(object) {}
  Owned(Owned&& other) noexcept : object_(other.take()) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() { dispose(object_); }

  T* get() const { return object_; }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }
  T* take() { return std::exchange(object_, nullptr); }

 private:
  T* object_ = nullptr;
};

}  // namespace winstation
