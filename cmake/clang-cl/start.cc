// libcmt.lib, for an addon that is linked without MSVC's: how a DLL starts, and what the compiler takes for granted. It
// holds what this addon asks for and no more; what else it asked for would not link.

#include <windows.h>

#include <cstddef>

#if !defined(__x86_64__)
#error "This start-up code is for x64."
#endif

#pragma section(".CRT$XIA", read)
#pragma section(".CRT$XIZ", read)
#pragma section(".CRT$XCA", read)
#pragma section(".CRT$XCZ", read)
#pragma section(".00cfg", read)

namespace {

// As winnt.h numbers them.
constexpr unsigned kStackCookieCheckFailure = 2;
constexpr unsigned kFatalAppExit = 7;

/** What a cookie is before anybody has chosen one. Windows chooses it when it loads the DLL, if it knows where it is.
 */
constexpr UINT_PTR kNoCookie = 0x00002B992DDFA232;
/** The upper two bytes are zero, so that a text that runs over ends before it. */
constexpr UINT_PTR kCookieBits = 0x0000FFFFFFFFFFFF;

}  // namespace

extern "C" {

/** Says that the program uses floating point. */
extern const int _fltused = 0x9875;

UINT_PTR __security_cookie = kNoCookie;

/** Called at the end of a function, with the cookie from its stack in rcx. Changes no other register. */
__attribute__((naked)) void __security_check_cookie(UINT_PTR) {
  __asm__(
      "cmpq __security_cookie(%%rip), %%rcx\n"
      "jne 1f\n"
      "ret\n"
      "1: movl %0, %%ecx\n"
      "int $0x29\n"
      :
      : "i"(kStackCookieCheckFailure));
}

/** Called before a function takes rax bytes of the stack: touches each page of them in order. Changes no register. */
__attribute__((naked)) void __chkstk() {
  __asm__(
      "pushq %rcx\n"
      "pushq %rax\n"
      "leaq 24(%rsp), %rcx\n"
      "1: cmpq $4096, %rax\n"
      "jb 2f\n"
      "subq $4096, %rcx\n"
      "orb $0, (%rcx)\n"
      "subq $4096, %rax\n"
      "jmp 1b\n"
      "2: subq %rax, %rcx\n"
      "orb $0, (%rcx)\n"
      "popq %rax\n"
      "popq %rcx\n"
      "ret\n");
}

int _purecall() { __fastfail(kFatalAppExit); }

// What stands in for control-flow guard until Windows, or one without it for ever, has put in its own: any target is
// right.
static __attribute__((naked)) void checkNothing() { __asm__("ret"); }
static __attribute__((naked)) void dispatch() { __asm__("jmp *%rax"); }

// Read-only, and made writable by Windows for the moment in which it puts in its own.
__declspec(allocate(".00cfg")) extern void (*const __guard_check_icall_fptr)() = checkNothing;
__declspec(allocate(".00cfg")) extern void (*const __guard_dispatch_icall_fptr)() = dispatch;

// The linker's: tables by their addresses, numbers by an address that is the number.
extern char __guard_fids_table[], __guard_fids_count[], __guard_iat_table[], __guard_iat_count[];
extern char __guard_longjmp_table[], __guard_longjmp_count[];

typedef int (*Initializer)();
typedef void (*Constructor)();

// The compiler puts its lists between these, by the order of the names.
__declspec(allocate(".CRT$XIA")) const Initializer __xi_a[] = {nullptr};
__declspec(allocate(".CRT$XIZ")) const Initializer __xi_z[] = {nullptr};
__declspec(allocate(".CRT$XCA")) const Constructor __xc_a[] = {nullptr};
__declspec(allocate(".CRT$XCZ")) const Constructor __xc_z[] = {nullptr};
}

/** The table of virtual functions of std::type_info, to which what the compiler writes about a class refers. */
extern void* const typeInfoTable[] __asm__("??_7type_info@@6B@") = {nullptr};

/**
 * What Windows reads of the image for its protections: IMAGE_LOAD_CONFIG_DIRECTORY64, with pointers where winnt.h has
 * numbers, since a constant can't be a number made of an address.
 */
struct LoadConfig {
  DWORD size;
  DWORD unused1[18];
  WORD csdVersion;
  WORD dependentLoadFlags;
  void* editList;
  const void* securityCookie;
  void* unused2[2];
  const void* guardCheck;
  const void* guardDispatch;
  const void* functionTable;
  const void* functionCount;
  DWORD guardFlags;
  DWORD codeIntegrity[3];
  const void* addressTakenTable;
  const void* addressTakenCount;
  const void* longJumpTable;
  const void* longJumpCount;
  void* later[16];
};
using Windows = IMAGE_LOAD_CONFIG_DIRECTORY64;
static_assert(sizeof(LoadConfig) == sizeof(Windows) && sizeof(LoadConfig) == 0x140);
static_assert(offsetof(LoadConfig, dependentLoadFlags) == offsetof(Windows, DependentLoadFlags));
static_assert(offsetof(LoadConfig, securityCookie) == offsetof(Windows, SecurityCookie));
static_assert(offsetof(LoadConfig, guardCheck) == offsetof(Windows, GuardCFCheckFunctionPointer));
static_assert(offsetof(LoadConfig, functionCount) == offsetof(Windows, GuardCFFunctionCount));
static_assert(offsetof(LoadConfig, guardFlags) == offsetof(Windows, GuardFlags));
static_assert(offsetof(LoadConfig, longJumpCount) == offsetof(Windows, GuardLongJumpTargetCount));

// The code has checks, and tables of functions and of targets for longjmp come with it. The linker compares.
constexpr DWORD kGuardFlags = 0x100 | 0x400 | 0x10000;

extern "C" constinit const LoadConfig _load_config_used = {
    sizeof(LoadConfig),
    {},
    0,
    LOAD_LIBRARY_SEARCH_SYSTEM32,
    nullptr,
    &__security_cookie,
    {},
    &__guard_check_icall_fptr,
    &__guard_dispatch_icall_fptr,
    __guard_fids_table,
    __guard_fids_count,
    kGuardFlags,
    {},
    __guard_iat_table,
    __guard_iat_count,
    __guard_longjmp_table,
    __guard_longjmp_count,
    {},
};

/** Chooses a cookie where Windows has not. It is protected by none itself. */
__declspec(safebuffers) static void chooseCookie() {
  if (__security_cookie != kNoCookie) return;
  FILETIME now;
  GetSystemTimeAsFileTime(&now);
  LARGE_INTEGER counter;
  QueryPerformanceCounter(&counter);
  UINT_PTR cookie = (static_cast<UINT_PTR>(now.dwHighDateTime) << 32) ^ now.dwLowDateTime;
  cookie ^= static_cast<UINT_PTR>(counter.QuadPart) << 24 ^ static_cast<UINT_PTR>(counter.QuadPart);
  cookie ^= static_cast<UINT_PTR>(GetCurrentProcessId()) << 16 ^ GetCurrentThreadId();
  cookie = (cookie ^ reinterpret_cast<UINT_PTR>(&now)) & kCookieBits;
  __security_cookie = cookie == kNoCookie ? kNoCookie + 1 : cookie;
}

extern "C" __declspec(safebuffers) BOOL WINAPI _DllMainCRTStartup(HINSTANCE, DWORD reason, void*) {
  if (reason != DLL_PROCESS_ATTACH) return TRUE;
  chooseCookie();
  for (const Initializer* it = __xi_a; it < __xi_z; ++it) {
    if (*it != nullptr && (*it)() != 0) return FALSE;
  }
  for (const Constructor* it = __xc_a; it < __xc_z; ++it) {
    if (*it != nullptr) (*it)();
  }
  return TRUE;
}
