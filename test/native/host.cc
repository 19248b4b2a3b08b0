// Where the addon finds the functions of Node-API. HOST says which modules of the fake program have them: names with
// commas between, `exe` for the program itself, and a minus for one that lacks a function. Prints the module that they
// came from.

#include <windows.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>

#include "bridge/host.h"

extern "C" void* __imp_napi_create_uint32;
extern "C" void* __imp_napi_typeof;

namespace {

const char* const kModules[] = {"exe", "libnode.dll", "node.dll", "nw.dll"};

/** How the environment names the module: 0 not at all, 1 whole, -1 as one that lacks a function. */
int presence(const char* module) {
  const char* at = std::getenv("HOST");
  const size_t length = std::strlen(module);
  while (at != nullptr && *at != 0) {
    const bool isWhole = *at != '-';
    if (!isWhole) ++at;
    const size_t here = std::strcspn(at, ",");
    if (here == length && std::strncmp(at, module, length) == 0) return isWhole ? 1 : -1;
    at += here;
    if (*at == ',') ++at;
  }
  return 0;
}

}  // namespace

HMODULE GetModuleHandleW(const wchar_t* name) {
  for (const char* const& module : kModules) {
    const size_t length = std::strlen(module);
    bool isSame = name == nullptr ? std::strcmp(module, "exe") == 0 : std::wcslen(name) == length;
    for (size_t i = 0; name != nullptr && isSame && i < length; ++i)
      isSame = name[i] == static_cast<wchar_t>(module[i]);
    // The program itself is always there.
    if (isSame && (name == nullptr || presence(module) != 0)) {
      return reinterpret_cast<HMODULE>(const_cast<const char**>(&module));
    }
  }
  return nullptr;
}

FARPROC GetProcAddress(HMODULE module, const char* name) {
  const int there = presence(*reinterpret_cast<const char**>(module));
  if (there == 0 || (there < 0 && std::strcmp(name, "napi_typeof") == 0)) return nullptr;
  return reinterpret_cast<FARPROC>(module);
}

int main() {
  if (!winstation::bridge::isHostComplete()) {
    std::puts("none");
    return 0;
  }
  if (__imp_napi_create_uint32 != __imp_napi_typeof) return 1;
  std::puts(*static_cast<const char**>(__imp_napi_typeof));
  return 0;
}
