// What compilers for mingw-w64 ask for and bring no code for that is worth having: stack cookies, and what a call of a
// function without a body does. A function with a buffer has the cookie between it and its return address, and looks at
// it before it returns. MSVC's start-up code has its own.

#if defined(_WIN32) && !defined(_MSC_VER)

#include <cstdint>

#include "base/memory.h"
#include "base/system.h"

// The compiler asks for these by their names.
extern "C" {
/** One that nobody chose, in case a function returns before one was chosen. The lowest byte is zero: it ends a text
 * that runs over. */
uintptr_t __stack_chk_guard = static_cast<uintptr_t>(0x595A'6C4D'2E13'8700);

/** FAST_FAIL_STACK_COOKIE_CHECK_FAILURE: Windows writes a report and ends the process. No handler and no other code of
 * it runs. */
[[noreturn]] void __stack_chk_fail() {
#if defined(__aarch64__)
  __asm__ volatile("mov w0, #2\n\tbrk #0xF003" : : : "w0", "memory");
#else
  __asm__ volatile("movl $2, %%ecx\n\tint $0x29" : : : "ecx", "memory");
#endif
  __builtin_unreachable();
}

/** A class has its table of functions before all of them have bodies. None is called then. */
[[noreturn]] void __cxa_pure_virtual() { winstation::outOfMemory(); }
}

namespace {

/** Before all other code of the addon but this function, which therefore must not look at the cookie itself. */
__attribute__((constructor(101), no_stack_protector)) void chooseCookie() {
  FILETIME now = {};
  ::GetSystemTimeAsFileTime(&now);
  LARGE_INTEGER counter = {};
  ::QueryPerformanceCounter(&counter);
  uint64_t cookie = (static_cast<uint64_t>(now.dwHighDateTime) << 32) ^ now.dwLowDateTime;
  cookie ^= static_cast<uint64_t>(counter.QuadPart) << 24 ^ static_cast<uint64_t>(counter.QuadPart);
  cookie ^= static_cast<uint64_t>(::GetCurrentProcessId()) << 40 ^ static_cast<uint64_t>(::GetCurrentThreadId()) << 8;
  // Where Windows has put this module and this stack is different in each process, too.
  cookie ^= reinterpret_cast<uintptr_t>(&now) ^ reinterpret_cast<uintptr_t>(&__stack_chk_guard) << 16;
  // Bits that change little are spread over all of them.
  cookie *= 0x9E37'79B9'7F4A'7C15;
  cookie ^= cookie >> 29;
  __stack_chk_guard = static_cast<uintptr_t>(cookie) & ~static_cast<uintptr_t>(0xFF);
}

}  // namespace

#endif
