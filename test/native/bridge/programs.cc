// What programs ask of Windows besides its exports. There is no CreateNamedPipeW and no CreateProcessAsUserW here, so
// none is ever made: what is tried is how their questions fail, stop and end.
#include <windows.h>

#include <cstring>

BOOL GetExitCodeProcess(HANDLE, DWORD*) { return FALSE; }

HANDLE CreateFileW(const wchar_t*, DWORD, DWORD, SECURITY_ATTRIBUTES*, DWORD, DWORD, HANDLE) {
  return INVALID_HANDLE_VALUE;
}

BOOL InitializeProcThreadAttributeList(LPPROC_THREAD_ATTRIBUTE_LIST, DWORD, DWORD, SIZE_T* size) {
  *size = 48;
  return FALSE;
}

BOOL UpdateProcThreadAttribute(LPPROC_THREAD_ATTRIBUTE_LIST, DWORD, SIZE_T, void*, SIZE_T, void*, SIZE_T*) {
  return FALSE;
}

void DeleteProcThreadAttributeList(LPPROC_THREAD_ATTRIBUTE_LIST) {}

int MultiByteToWideChar(UINT, DWORD, const char*, int, wchar_t*, int) { return 0; }
int WideCharToMultiByte(UINT, DWORD, const wchar_t*, int, char*, int, const char*, BOOL*) { return 0; }

void SecureZeroMemory(void* at, SIZE_T size) { std::memset(at, 0, size); }
