#pragma once

// The part of windows.h that the addon uses, for Linux. What it declares is in ../kernel.cc and ../exports.cc; times
// run faster there than they say.

#include <pthread.h>

#include <cstdint>

#define WINAPI
#define CALLBACK

using BOOL = int;
using DWORD = uint32_t;
using WORD = uint16_t;
using SIZE_T = size_t;
using LONG = int32_t;
using LSTATUS = int32_t;
using UINT = unsigned int;
using ATOM = uint16_t;
using HANDLE = void*;
using HWND = struct HWND__*;
using HINSTANCE = struct HINSTANCE__*;
using HMODULE = HINSTANCE;
using HMENU = struct HMENU__*;
using HKEY = struct HKEY__*;
using WPARAM = uintptr_t;
using LPARAM = intptr_t;
using LRESULT = intptr_t;
using LONG_PTR = intptr_t;
using FARPROC = intptr_t (*)();
using WNDPROC = LRESULT (*)(HWND, UINT, WPARAM, LPARAM);

inline constexpr BOOL FALSE = 0;
inline constexpr BOOL TRUE = 1;
inline constexpr DWORD INFINITE = 0xFFFFFFFF;
inline constexpr DWORD WAIT_OBJECT_0 = 0;
inline constexpr DWORD WAIT_IO_COMPLETION = 0xC0;
inline constexpr DWORD WAIT_TIMEOUT = 258;
inline constexpr DWORD WAIT_FAILED = 0xFFFFFFFF;
inline constexpr DWORD ERROR_SUCCESS = 0;
inline constexpr DWORD ERROR_MORE_DATA = 234;
inline constexpr DWORD ERROR_OPERATION_ABORTED = 995;
inline constexpr DWORD ERROR_IO_INCOMPLETE = 996;
inline constexpr DWORD ERROR_IO_PENDING = 997;
inline constexpr DWORD PIPE_ACCESS_INBOUND = 1;
inline constexpr DWORD PIPE_ACCESS_OUTBOUND = 2;
inline constexpr DWORD PIPE_TYPE_BYTE = 0;
inline constexpr DWORD PIPE_READMODE_BYTE = 0;
inline constexpr DWORD PIPE_WAIT = 0;
inline constexpr DWORD PIPE_REJECT_REMOTE_CLIENTS = 8;
inline constexpr DWORD FILE_FLAG_FIRST_PIPE_INSTANCE = 0x80000;
inline constexpr DWORD FILE_FLAG_OVERLAPPED = 0x40000000;
inline constexpr DWORD GENERIC_READ = 0x80000000;
inline constexpr DWORD GENERIC_WRITE = 0x40000000;
inline constexpr DWORD FILE_READ_ATTRIBUTES = 0x80;
inline constexpr DWORD OPEN_EXISTING = 3;
inline constexpr DWORD JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000;
inline constexpr SIZE_T PROC_THREAD_ATTRIBUTE_HANDLE_LIST = 0x20002;
inline constexpr UINT CP_OEMCP = 1;
inline constexpr UINT CP_UTF8 = 65001;
inline constexpr DWORD SYNCHRONIZE = 0x100000;
inline constexpr DWORD GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS = 4;
inline constexpr DWORD GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT = 2;
inline constexpr DWORD GET_MODULE_HANDLE_EX_FLAG_PIN = 1;
inline constexpr DWORD LOAD_LIBRARY_SEARCH_SYSTEM32 = 0x800;
inline constexpr DWORD STACK_SIZE_PARAM_IS_A_RESERVATION = 0x10000;
inline constexpr DWORD TOKEN_QUERY = 8;
inline constexpr DWORD SC_MANAGER_CONNECT = 1;
inline constexpr DWORD SERVICE_QUERY_STATUS = 4;
inline constexpr DWORD TOKEN_ADJUST_PRIVILEGES = 0x20;
inline constexpr DWORD RRF_RT_REG_SZ = 2;
inline constexpr DWORD RRF_RT_REG_DWORD = 0x10;
inline constexpr DWORD REG_DWORD = 4;
inline constexpr DWORD KEY_QUERY_VALUE = 1;
inline constexpr DWORD KEY_SET_VALUE = 2;
inline constexpr DWORD QS_ALLINPUT = 0x4FF;
inline constexpr DWORD MWMO_ALERTABLE = 2;
inline constexpr DWORD MWMO_INPUTAVAILABLE = 4;
inline constexpr UINT PM_REMOVE = 1;
inline constexpr UINT WM_CLOSE = 0x10;
inline constexpr UINT WM_NCCREATE = 0x81;
inline constexpr int GWLP_USERDATA = -21;
#define HKEY_LOCAL_MACHINE (reinterpret_cast<HKEY>(uintptr_t{0x80000002}))
#define INVALID_HANDLE_VALUE (reinterpret_cast<HANDLE>(intptr_t{-1}))
#define HWND_MESSAGE (reinterpret_cast<HWND>(intptr_t{-3}))

struct FILETIME {
  DWORD dwLowDateTime;
  DWORD dwHighDateTime;
};
struct LARGE_INTEGER {
  int64_t QuadPart;
};
struct OVERLAPPED {
  uintptr_t Internal;
  uintptr_t InternalHigh;
  uint64_t Offset;
  HANDLE hEvent;
};
struct SECURITY_ATTRIBUTES {
  DWORD nLength;
  void* lpSecurityDescriptor;
  BOOL bInheritHandle;
};
struct STARTUPINFOW {
  DWORD cb;
  wchar_t* reserved;
  wchar_t* lpDesktop;
  wchar_t* lpTitle;
  DWORD place[7];
  DWORD dwFlags;
  WORD wShowWindow;
  WORD reservedBytes;
  void* reservedData;
  HANDLE hStdInput;
  HANDLE hStdOutput;
  HANDLE hStdError;
};
using LPPROC_THREAD_ATTRIBUTE_LIST = struct PROC_THREAD_ATTRIBUTE_LIST__*;
struct STARTUPINFOEXW {
  STARTUPINFOW StartupInfo;
  LPPROC_THREAD_ATTRIBUTE_LIST lpAttributeList;
};
struct PROCESS_INFORMATION {
  HANDLE hProcess;
  HANDLE hThread;
  DWORD dwProcessId;
  DWORD dwThreadId;
};
struct JOBOBJECT_EXTENDED_LIMIT_INFORMATION {
  struct {
    int64_t times[2];
    DWORD LimitFlags;
    DWORD others[11];
  } BasicLimitInformation;
  uint64_t others[10];
};
inline constexpr int JobObjectExtendedLimitInformation = 9;
struct LASTINPUTINFO {
  UINT cbSize;
  DWORD dwTime;
};
struct MSG {
  HWND hwnd;
  UINT message;
  WPARAM wParam;
  LPARAM lParam;
  DWORD time;
};
struct CREATESTRUCTW {
  void* lpCreateParams;
};
struct WNDCLASSEXW {
  UINT cbSize;
  WNDPROC lpfnWndProc;
  HINSTANCE hInstance;
  const wchar_t* lpszClassName;
};

struct SRWLOCK {
  pthread_mutex_t mutex;
};
struct CONDITION_VARIABLE {
  pthread_cond_t condition;
};
// clang-format off
#define SRWLOCK_INIT {PTHREAD_MUTEX_INITIALIZER}
#define CONDITION_VARIABLE_INIT {PTHREAD_COND_INITIALIZER}
// clang-format on

void AcquireSRWLockExclusive(SRWLOCK* lock);
void ReleaseSRWLockExclusive(SRWLOCK* lock);
BOOL SleepConditionVariableSRW(CONDITION_VARIABLE* condition, SRWLOCK* lock, DWORD milliseconds, DWORD flags);
void WakeConditionVariable(CONDITION_VARIABLE* condition);
void WakeAllConditionVariable(CONDITION_VARIABLE* condition);

DWORD GetLastError();
void SetLastError(DWORD code);
DWORD GetTickCount();
uint64_t GetTickCount64();
BOOL QueryPerformanceCounter(LARGE_INTEGER* ticks);
BOOL QueryPerformanceFrequency(LARGE_INTEGER* frequency);
void GetSystemTimePreciseAsFileTime(FILETIME* time);
void GetSystemTimeAsFileTime(FILETIME* time);

HANDLE CreateThread(void* security, size_t stackBytes, DWORD (*main)(void*), void* argument, DWORD flags, DWORD* id);
[[noreturn]] void FreeLibraryAndExitThread(HMODULE module, DWORD code);
HANDLE CreateEventW(void* security, BOOL isManual, BOOL isSet, const wchar_t* name);
HANDLE OpenEventW(DWORD access, BOOL inherit, const wchar_t* name);
BOOL SetEvent(HANDLE event);
BOOL ResetEvent(HANDLE event);
BOOL CloseHandle(HANDLE handle);
DWORD WaitForSingleObject(HANDLE handle, DWORD milliseconds);
DWORD WaitForMultipleObjects(DWORD count, const HANDLE* handles, BOOL all, DWORD milliseconds);
DWORD WaitForMultipleObjectsEx(DWORD count, const HANDLE* handles, BOOL all, DWORD milliseconds, BOOL alertable);
BOOL ReadFile(HANDLE file, void* to, DWORD length, DWORD* read, OVERLAPPED* call);
BOOL WriteFile(HANDLE file, const void* from, DWORD length, DWORD* written, OVERLAPPED* call);
BOOL GetOverlappedResult(HANDLE file, OVERLAPPED* call, DWORD* moved, BOOL wait);
BOOL CancelIoEx(HANDLE file, OVERLAPPED* call);
BOOL GetExitCodeProcess(HANDLE process, DWORD* code);
HANDLE CreateFileW(const wchar_t* name, DWORD access, DWORD share, SECURITY_ATTRIBUTES* security, DWORD how,
                   DWORD flags, HANDLE like);
BOOL InitializeProcThreadAttributeList(LPPROC_THREAD_ATTRIBUTE_LIST list, DWORD count, DWORD flags, SIZE_T* size);
BOOL UpdateProcThreadAttribute(LPPROC_THREAD_ATTRIBUTE_LIST list, DWORD flags, SIZE_T attribute, void* value,
                               SIZE_T size, void* before, SIZE_T* sizeBefore);
void DeleteProcThreadAttributeList(LPPROC_THREAD_ATTRIBUTE_LIST list);
int MultiByteToWideChar(UINT page, DWORD flags, const char* from, int length, wchar_t* to, int room);
int WideCharToMultiByte(UINT page, DWORD flags, const wchar_t* from, int length, char* to, int room,
                        const char* unknown, BOOL* used);
void SecureZeroMemory(void* at, SIZE_T size);
DWORD SleepEx(DWORD milliseconds, BOOL alertable);
HANDLE GetCurrentProcess();
inline HANDLE GetCurrentThread() { return reinterpret_cast<HANDLE>(intptr_t{-2}); }
DWORD GetCurrentProcessId();
BOOL IsWow64Process(HANDLE process, BOOL* is);

HMODULE GetModuleHandleW(const wchar_t* name);
BOOL GetModuleHandleExW(DWORD flags, const wchar_t* address, HMODULE* module);
HMODULE LoadLibraryExW(const wchar_t* name, HANDLE file, DWORD flags);
BOOL FreeLibrary(HMODULE module);
FARPROC GetProcAddress(HMODULE module, const char* name);
