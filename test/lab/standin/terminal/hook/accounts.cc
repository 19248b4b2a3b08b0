// LookupAccountSidW and LookupAccountNameW.
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "hook/patch.h"
#include "locked.h"
#include "question.h"
#include "terminal/hook/patches.h"

namespace lab {
namespace {

// A caller may ask for the sizes first and call again. Windows sees two calls, but the world is asked once: the answer
// waits for the same thread's second call.
struct Waiting {
  DWORD thread;
  std::string key;
  Answer answer;
};

SRWLOCK g_lock = SRWLOCK_INIT;
std::vector<Waiting>* g_waiting = nullptr;

bool takeWaiting(const std::string& key, Answer& answer) {
  const Locked lock(g_lock);
  if (g_waiting == nullptr) return false;
  for (auto entry = g_waiting->begin(); entry != g_waiting->end(); ++entry) {
    if (entry->thread != GetCurrentThreadId()) continue;
    const bool found = entry->key == key;
    if (found) answer = entry->answer;
    g_waiting->erase(entry);
    return found;
  }
  return false;
}

void keepWaiting(std::string key, const Answer& answer) {
  const Locked lock(g_lock);
  if (g_waiting == nullptr) g_waiting = new std::vector<Waiting>;
  g_waiting->push_back({GetCurrentThreadId(), std::move(key), answer});
}

Answer askOnce(Question& question) {
  Answer answer;
  return takeWaiting(question.key(), answer) ? answer : question.ask();
}

// Windows counts the NUL in what it needs and not in what it wrote.
bool fits(const Text& text, const wchar_t* to, const DWORD* size) { return to != nullptr && *size > text.length; }

void put(const Text& text, wchar_t* to, DWORD* size) {
  if (text.length > 0) std::memcpy(to, text.units, text.length * sizeof(wchar_t));
  to[text.length] = 0;
  *size = text.length;
}

// Of `DOMAIN\user` the domain.
Text domainOf(const wchar_t* account) {
  const std::wstring_view whole(account);
  const std::size_t end = whole.find(L'\\');
  return {reinterpret_cast<const std::uint8_t*>(account),
          end == std::wstring_view::npos ? 0 : static_cast<std::uint32_t>(end)};
}

BOOL WINAPI lookupAccountSid(LPCWSTR host, PSID sid, LPWSTR name, LPDWORD nameSize, LPWSTR domain, LPDWORD domainSize,
                             PSID_NAME_USE use) {
  Question question = onHost(host, "LookupAccountSidW");
  const Answer answer = askOnce(question.sid("sid", sid, GetLengthSid(sid)));
  if (!answer.ok) return question.fail(answer.code);
  const Record account = answer.value().record();
  const Text accountName = account.text("name");
  const Text accountDomain = account.text("domain");
  if (!fits(accountName, name, nameSize) || !fits(accountDomain, domain, domainSize)) {
    *nameSize = accountName.length + 1;
    *domainSize = accountDomain.length + 1;
    keepWaiting(question.key(), answer);
    return question.fail(ERROR_INSUFFICIENT_BUFFER);
  }
  put(accountName, name, nameSize);
  put(accountDomain, domain, domainSize);
  *use = static_cast<SID_NAME_USE>(account.u32("use"));
  return TRUE;
}

BOOL WINAPI lookupAccountName(LPCWSTR host, LPCWSTR account, PSID sid, LPDWORD sidSize, LPWSTR domain,
                              LPDWORD domainSize, PSID_NAME_USE use) {
  Question question = onHost(host, "LookupAccountNameW");
  const Answer answer = askOnce(question.text("account", account));
  if (!answer.ok) return question.fail(answer.code);
  const Span found = answer.value().sid();
  const Text accountDomain = domainOf(account);
  if (sid == nullptr || *sidSize < found.size || !fits(accountDomain, domain, domainSize)) {
    *sidSize = found.size;
    *domainSize = accountDomain.length + 1;
    keepWaiting(question.key(), answer);
    return question.fail(ERROR_INSUFFICIENT_BUFFER);
  }
  std::memcpy(sid, found.data, found.size);
  *sidSize = found.size;
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
