#include "accounts.h"

#include <cstring>
#include <string>
#include <vector>

#include "../wire.h"
#include "patch.h"

namespace lab {
namespace {

// A caller may ask for the sizes first and call again. Windows sees two calls, but the world is asked once: the answer
// waits for the same thread's second call.
struct Waiting {
  DWORD thread;
  std::string key;
  Reply reply;
};

SRWLOCK g_lock = SRWLOCK_INIT;
std::vector<Waiting>* g_waiting = nullptr;

bool takeWaiting(const std::string& key, Reply& reply) {
  bool found = false;
  AcquireSRWLockExclusive(&g_lock);
  if (g_waiting != nullptr) {
    for (auto entry = g_waiting->begin(); entry != g_waiting->end(); ++entry) {
      if (entry->thread != GetCurrentThreadId()) continue;
      found = entry->key == key;
      if (found) reply = entry->reply;
      g_waiting->erase(entry);
      break;
    }
  }
  ReleaseSRWLockExclusive(&g_lock);
  return found;
}

void keepWaiting(std::string key, const Reply& reply) {
  AcquireSRWLockExclusive(&g_lock);
  if (g_waiting == nullptr) g_waiting = new std::vector<Waiting>;
  g_waiting->push_back({GetCurrentThreadId(), std::move(key), reply});
  ReleaseSRWLockExclusive(&g_lock);
}

Reply askOnce(Writer& question) {
  Reply reply;
  return takeWaiting(question.key(), reply) ? reply : ask(question);
}

// Windows counts the NUL in what it needs and not in what it wrote.
bool fits(const Text& text, const wchar_t* to, const DWORD* size) { return to != nullptr && *size > text.length; }

void put(const Text& text, wchar_t* to, DWORD* size) {
  if (text.length > 0) std::memcpy(to, text.units, text.length * sizeof(wchar_t));
  to[text.length] = 0;
  *size = text.length;
}

BOOL WINAPI lookupAccountSid(LPCWSTR host, PSID sid, LPWSTR name, LPDWORD nameSize, LPWSTR domain, LPDWORD domainSize,
                             PSID_NAME_USE use) {
  LastErrorKeeper error;
  auto writer = question("LookupAccountSidW", host, false);
  const DWORD size = GetLengthSid(sid);
  const Reply reply = askOnce(writer.u32(size).bytes(sid, size));
  if (!reply.ok) return error.fail(reply.code);
  Reader value = reply.value();
  const Text accountName = value.text();
  const Text accountDomain = value.text();
  if (!fits(accountName, name, nameSize) || !fits(accountDomain, domain, domainSize)) {
    *nameSize = accountName.length + 1;
    *domainSize = accountDomain.length + 1;
    keepWaiting(writer.key(), reply);
    return error.fail(ERROR_INSUFFICIENT_BUFFER);
  }
  put(accountName, name, nameSize);
  put(accountDomain, domain, domainSize);
  *use = static_cast<SID_NAME_USE>(value.u32());
  return TRUE;
}

BOOL WINAPI lookupAccountName(LPCWSTR host, LPCWSTR account, PSID sid, LPDWORD sidSize, LPWSTR domain,
                              LPDWORD domainSize, PSID_NAME_USE use) {
  LastErrorKeeper error;
  auto writer = question("LookupAccountNameW", host, false);
  const Reply reply = askOnce(writer.text(account));
  if (!reply.ok) return error.fail(reply.code);
  Reader value = reply.value();
  std::uint32_t size = 0;
  const std::uint8_t* bytes = value.bytes(size);
  const Text accountDomain = value.text();
  if (sid == nullptr || *sidSize < size || !fits(accountDomain, domain, domainSize)) {
    *sidSize = size;
    *domainSize = accountDomain.length + 1;
    keepWaiting(writer.key(), reply);
    return error.fail(ERROR_INSUFFICIENT_BUFFER);
  }
  std::memcpy(sid, bytes, size);
  *sidSize = size;
  put(accountDomain, domain, domainSize);
  *use = SidTypeUser;
  return TRUE;
}

}  // namespace

bool patchAccounts() {
  return patch(L"advapi32.dll", "LookupAccountSidW", lookupAccountSid) &&
         patch(L"advapi32.dll", "LookupAccountNameW", lookupAccountName);
}

}  // namespace lab
