#include "javascript_threads.h"

#include "export.h"
#include "last_error.h"

namespace lab {
namespace {

DWORD markSlot() {
  static volatile LONG slot = 0;  // one more than the index, since 0 says that there is none yet
  if (slot == 0) {
    const DWORD fresh = TlsAlloc();
    if (InterlockedCompareExchange(&slot, static_cast<LONG>(fresh + 1), 0) != 0) TlsFree(fresh);
  }
  return static_cast<DWORD>(slot - 1);
}

}  // namespace

void markJavaScriptThread() { TlsSetValue(markSlot(), reinterpret_cast<void*>(1)); }

bool isJavaScriptThread() {
  const LastErrorKeeper keeper;  // TlsGetValue clears the last error
  return TlsGetValue(markSlot()) != nullptr;
}

}  // namespace lab

// Not an export of Windows: the hook marks the threads that run JavaScript.
STANDIN_EXPORT(void, LabMarkJavaScriptThread)() { lab::markJavaScriptThread(); }
