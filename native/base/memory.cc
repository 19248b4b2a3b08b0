#include "base/memory.h"

#ifdef _MSC_VER
#include <intrin.h>
#else
#include <cstdlib>
#endif

namespace winstation {
namespace {

#ifdef _WIN32
// FAST_FAIL_FATAL_APP_EXIT: Windows writes a report and ends the process. No handler and no other code of it runs.
constexpr unsigned int kFatalAppExit = 7;
#endif

}  // namespace

void outOfMemory() {
#if defined(_MSC_VER)
  __fastfail(kFatalAppExit);
#elif defined(_WIN32) && (defined(__x86_64__) || defined(__i386__))
  // What `__fastfail` of MSVC compiles to.
  __asm__ volatile("int $0x29" : : "c"(kFatalAppExit) : "memory");
  __builtin_unreachable();
#elif defined(_WIN32) && defined(__aarch64__)
  register unsigned int code __asm__("w0") = kFatalAppExit;
  __asm__ volatile("brk #0xF003" : : "r"(code) : "memory");
  __builtin_unreachable();
#else
  // Tests on Linux.
  std::abort();
#endif
}

}  // namespace winstation
