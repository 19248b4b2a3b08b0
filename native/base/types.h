#pragma once

// The words that Windows' structures are made of, in fixed widths. Decoders need nothing else of Windows, so they also
// compile on Linux, under its sanitizers.

#include <cstddef>
#include <cstdint>

namespace winstation {

/** A FILETIME or LARGE_INTEGER: units of 100 ns. */
using Ticks = int64_t;

/** A SID as it lies in memory. Only `sid.h` looks into it. */
using Sid = const uint8_t;

inline constexpr uint32_t kInvalidData = 13;         // ERROR_INVALID_DATA
inline constexpr uint32_t kModuleNotFound = 126;     // ERROR_MOD_NOT_FOUND
inline constexpr uint32_t kProcedureNotFound = 127;  // ERROR_PROC_NOT_FOUND
inline constexpr uint32_t kBusy = 170;               // ERROR_BUSY
inline constexpr uint32_t kMoreData = 234;           // ERROR_MORE_DATA
inline constexpr uint32_t kCancelled = 1223;         // ERROR_CANCELLED
inline constexpr uint32_t kInvalidSid = 1337;        // ERROR_INVALID_SID

/** The type of a parameter where Windows wants or gives the length in bytes of the text or buffer beside it. */
enum class ByteLength : uint32_t {};

// The results of exports that answer their code themselves. All others answer FALSE or NULL and set the last error.

/** 0 is success. */
enum class Win32Code : uint32_t {};
/** Negative ones are failures. */
enum class HResult : int32_t {};
enum class NtStatus : int32_t {};

/** A call that failed: the export that said so and Windows' code. Without a name, nothing failed. */
struct Failure {
  const char* syscall = nullptr;
  uint32_t code = 0;

  explicit operator bool() const { return syscall != nullptr; }
};

}  // namespace winstation
