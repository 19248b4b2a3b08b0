// LoadLibraryExW and GetProcAddress, and the two exports of kernel32 that are looked up.

#include <cstring>
#include <cwchar>

#include "dlls.h"
#include "trouble.h"

namespace dlls {

bool isOld = false;

namespace {

uint32_t activeConsole() { return 1; }

BOOL sessionOf(uint32_t processId, uint32_t* session) {
  *session = 2;
  if (processId % 4 != 3) return TRUE;
  SetLastError(87);
  return FALSE;
}

const Entry kKernel32[] = {
    {"WTSGetActiveConsoleSessionId", function(activeConsole)},
    {"ProcessIdToSessionId", function(sessionOf)},
};

struct Dll {
  const wchar_t* name;
  Table table;
};

const Dll kDlls[] = {
    {L"wtsapi32.dll", wtsapi32()}, {L"user32.dll", user32()},         {L"advapi32.dll", advapi32()},
    {L"netapi32.dll", netapi32()}, {L"kernel32.dll", {kKernel32, 2}},
};

}  // namespace
}  // namespace dlls

HMODULE LoadLibraryExW(const wchar_t* name, HANDLE, DWORD flags) {
  if (flags != LOAD_LIBRARY_SEARCH_SYSTEM32) trouble::fault("DLLs are looked for in system32 alone");
  for (const dlls::Dll& dll : dlls::kDlls) {
    if (std::wcscmp(dll.name, name) == 0) return reinterpret_cast<HMODULE>(const_cast<dlls::Dll*>(&dll));
  }
  trouble::fault("a DLL that is not known here");
}

FARPROC GetProcAddress(HMODULE module, const char* name) {
  const auto* const dll = reinterpret_cast<const dlls::Dll*>(module);
  if (dlls::isOld && std::strstr(name, "Ex") != nullptr && std::wcscmp(dll->name, L"wtsapi32.dll") == 0 &&
      std::strstr(name, "Notification") == nullptr && std::strstr(name, "Channel") == nullptr) {
    return nullptr;
  }
  for (size_t i = 0; i < dll->table.count; ++i) {
    if (std::strcmp(dll->table.entries[i].name, name) == 0) return dll->table.entries[i].function;
  }
  trouble::fault("an export that is not known here");
}
