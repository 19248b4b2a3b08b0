// advapi32.dll: the service and its changes, look-ups of accounts, the token, the registry. And netapi32.dll.

#include "windows/advapi32.h"

#include <cstdlib>
#include <cstring>
#include <set>
#include <utility>

#include "dlls.h"
#include "kernel.h"
#include "trouble.h"
#include "windows/netapi32.h"

using trouble::outstanding;
using winstation::windows::advapi32::ServiceNotify;
using winstation::windows::advapi32::ServiceStatus;
using winstation::windows::netapi32::Workstation;

namespace dlls {
namespace {

struct Service {
  kernel::Thread* thread = nullptr;
  /** Where to write and what to call, until it was called. */
  ServiceNotify* notify = nullptr;
};

// Under the kernel's lock.
std::set<Service*>& services = *new std::set<Service*>;

BOOL failWith(DWORD code) {
  SetLastError(code);
  return FALSE;
}
bool fails() { return trouble::happens(trouble::plan.failedCall); }

HANDLE openService() {
  trouble::dawdle();
  if (fails()) {
    SetLastError(5);
    return nullptr;
  }
  auto* const service = new Service;
  ++outstanding.services;
  const std::lock_guard<std::mutex> held(kernel::lock());
  services.insert(service);
  return service;
}

HANDLE openManager(const char16_t*, const char16_t*, uint32_t) { return openService(); }
HANDLE openNamed(HANDLE, const char16_t*, uint32_t) { return openService(); }

BOOL closeService(HANDLE handle) {
  auto* const service = static_cast<Service*>(handle);
  {
    const std::lock_guard<std::mutex> held(kernel::lock());
    services.erase(service);
  }
  delete service;
  --outstanding.services;
  return TRUE;
}

BOOL serviceStatus(HANDLE, ServiceStatus* status) {
  if (fails()) return failWith(5);
  status->currentState = 4;
  return TRUE;
}

/** Under the lock: Windows writes now, and calls when the thread waits alertably; unless the handle was closed. */
void queueCall(Service* service, uint32_t state) {
  ServiceNotify* const notify = std::exchange(service->notify, nullptr);
  notify->notificationStatus = trouble::below(10) == 0 ? 1072 : 0;
  notify->serviceStatus.status.currentState = state;
  service->thread->calls.push_back([notify] { notify->callback(notify); });
  kernel::changed();
}

uint32_t notifyService(HANDLE handle, uint32_t, ServiceNotify* notify) {
  if (fails()) return trouble::below(2) == 0 ? 1294 : 1722;
  const std::lock_guard<std::mutex> held(kernel::lock());
  auto* const service = static_cast<Service*>(handle);
  service->thread = kernel::current();
  service->notify = notify;
  if (trouble::below(3) == 0) queueCall(service, 4);
  return 0;
}

LONG registryValue(HKEY, const char16_t*, const char16_t*, uint32_t, uint32_t*, void* data, uint32_t*) {
  if (fails()) return 2;
  const uint32_t value = 1'000;
  std::memcpy(data, &value, sizeof(value));
  return 0;
}

BOOL accountOf(const char16_t*, const uint8_t* sid, char16_t* name, uint32_t*, char16_t* domain, uint32_t*,
               int32_t* use) {
  trouble::dawdle();
  if (reinterpret_cast<uintptr_t>(sid) % 4 != 0) trouble::fault("a SID is aligned");
  if (fails()) return failWith(trouble::below(3) == 0 ? 1722 : 1332);
  std::memcpy(name, u"berta", 12);
  std::memcpy(domain, u"CORP", 10);
  *use = 1;
  return TRUE;
}

BOOL sidOf(const char16_t*, const char16_t*, uint8_t* sid, uint32_t*, char16_t*, uint32_t*, int32_t* use) {
  trouble::dawdle();
  if (reinterpret_cast<uintptr_t>(sid) % 4 != 0) trouble::fault("a SID is aligned");
  if (fails()) return failWith(trouble::below(3) == 0 ? 1722 : 1332);
  const uint8_t system[12] = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};
  std::memcpy(sid, system, sizeof(system));
  *use = 1;
  return TRUE;
}

BOOL openToken(HANDLE, uint32_t, HANDLE* token) {
  *token = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  return *token != nullptr;
}

BOOL tokenInformation(HANDLE, uint32_t, void* information, uint32_t, uint32_t* byteLength) {
  trouble::dawdle();
  if (fails()) return failWith(5);
  const uint32_t elevated = 1;
  std::memcpy(information, &elevated, sizeof(elevated));
  *byteLength = sizeof(elevated);
  return TRUE;
}

uint32_t workstationInfo(const char16_t*, uint32_t, Workstation** workstation) {
  trouble::dawdle();
  if (fails()) return 53;
  *workstation = static_cast<Workstation*>(std::calloc(1, sizeof(Workstation)));
  (*workstation)->majorVersion = 10;
  ++outstanding.buffers;
  return 0;
}

uint32_t freeNetBuffer(void* buffer) {
  std::free(buffer);
  --outstanding.buffers;
  return 0;
}

}  // namespace

void changeService(uint32_t state) {
  const std::lock_guard<std::mutex> held(kernel::lock());
  for (Service* const service : services) {
    if (service->notify != nullptr) queueCall(service, state);
  }
}

Table advapi32() {
  static const Entry entries[] = {
      {"RegGetValueW", function(registryValue)},
      {"LookupAccountSidW", function(accountOf)},
      {"LookupAccountNameW", function(sidOf)},
      {"OpenProcessToken", function(openToken)},
      {"GetTokenInformation", function(tokenInformation)},
      {"OpenSCManagerW", function(openManager)},
      {"OpenServiceW", function(openNamed)},
      {"QueryServiceStatus", function(serviceStatus)},
      {"NotifyServiceStatusChangeW", function(notifyService)},
      {"CloseServiceHandle", function(closeService)},
  };
  return {entries, sizeof(entries) / sizeof(entries[0])};
}

Table netapi32() {
  static const Entry entries[] = {
      {"NetWkstaGetInfo", function(workstationInfo)},
      {"NetApiBufferFree", function(freeNetBuffer)},
  };
  return {entries, sizeof(entries) / sizeof(entries[0])};
}

}  // namespace dlls
