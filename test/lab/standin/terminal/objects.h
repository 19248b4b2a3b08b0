// Handles of the kernel that stand for objects of the world: tokens, processes. The world numbers them.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>

#include "notes.h"

namespace lab {

// Far from any pointer, kernel handle and server handle, so that one mistaken for the other is noticed.
inline constexpr std::uintptr_t kFirstObject = 0x57C00000;
inline constexpr std::uintptr_t kObjects = 0x100000;

inline bool isObject(HANDLE handle) {
  const auto value = reinterpret_cast<std::uintptr_t>(handle);
  return value >= kFirstObject && value < kFirstObject + kObjects;
}

// The number of the world.
inline std::uint32_t objectNumber(HANDLE handle) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(handle) - kFirstObject);
}

// A handle that the caller gets and closes.
inline HANDLE openObject(std::uint32_t number) {
  const std::uintptr_t value = kFirstObject + number;
  note::opened(static_cast<std::uint32_t>(value));
  return reinterpret_cast<HANDLE>(value);
}

inline void closeObject(HANDLE handle) {
  note::closed(static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(handle)));
}

}  // namespace lab
