// CoInitializeSecurity and SysFreeString, of the addon alone.
#include <winsock2.h>
// Behind the sockets, which know Windows by an older header.
#include <objbase.h>

#include "hook/exports.h"
#include "notes.h"
#include "question.h"
#include "vss/hook/patches.h"
#include "vss/values.h"

namespace lab {
namespace {

using Security = HRESULT WINAPI(void*, LONG, void*, void*, DWORD, DWORD, void*, DWORD, void*);
using Free = void WINAPI(wchar_t*);
Security* g_security = nullptr;
Free* g_free = nullptr;

// Microsoft documents two sets for requesters: for this machine, and for file shares of others.
HRESULT WINAPI initializeSecurity(void* descriptor, LONG services, void* list, void* reserved, DWORD authentication,
                                  DWORD impersonation, void* each, DWORD capabilities, void* reservedToo) {
  if (!LAB_CALLED_BY_ADDON()) {
    return g_security(descriptor, services, list, reserved, authentication, impersonation, each, capabilities,
                      reservedToo);
  }
  constexpr DWORD kPacketPrivacy = 6;
  constexpr DWORD kIdentify = 2;
  constexpr DWORD kImpersonate = 3;
  constexpr DWORD kStaticCloaking = 0x20;
  const bool impersonates = impersonation == kImpersonate;
  const bool isSet = authentication == kPacketPrivacy && (impersonates || impersonation == kIdentify) &&
                     capabilities == (impersonates ? kStaticCloaking : 0);
  const bool isPlain = descriptor == nullptr && services == -1 && list == nullptr && reserved == nullptr &&
                       each == nullptr && reservedToo == nullptr;
  if (!isSet || !isPlain) note::broken("CoInitializeSecurity with neither of the two documented sets");
  return vss::resultOf(onMachine("CoInitializeSecurity").flag("impersonate", impersonates).ask());
}

// Those of the stand-in are in its own book.
void WINAPI freeString(wchar_t* text) {
  const HMODULE standin = GetModuleHandleW(L"vssapi.dll");
  if (text != nullptr && standin != nullptr) {
    const auto free =
        reinterpret_cast<BOOL(WINAPI*)(void*)>(reinterpret_cast<void*>(GetProcAddress(standin, "LabFreeBstr")));
    if (free != nullptr && free(text)) return;
  }
  g_free(text);
}

}  // namespace

bool redirectVss() {
  return redirect(L"ole32.dll", "CoInitializeSecurity", initializeSecurity, &g_security) &&
         redirect(L"oleaut32.dll", "SysFreeString", freeString, &g_free);
}

}  // namespace lab
