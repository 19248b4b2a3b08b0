#include "wrong/vss.h"

#include <winsock2.h>
// Behind the sockets, which know Windows by an older header.
#include <objbase.h>

#include <cstdint>
#include <cstring>
#include <utility>

#include "notes.h"

namespace {

// An object of COM: all that is known of it is a table.
struct Object {
  void** table;
};

template <class R, class... Args>
R at(void* object, int place, Args... args) {
  auto* function = reinterpret_cast<R(WINAPI*)(void*, Args...)>(static_cast<Object*>(object)->table[place]);
  return function(object, args...);
}

constexpr int kQuery = 0;
constexpr int kRelease = 2;
constexpr GUID kEx3 = {0xc191bfbc, 0xb602, 0x4675, {0x8b, 0xd1, 0x67, 0xd6, 0x42, 0xf5, 0x29, 0xd5}};
constexpr GUID kMe = {0x8e8f3a1c, 0x2d4b, 0x4c6e, {0x9f, 0x10, 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6}};

std::string g_what;
bool does(const char* what) { return g_what == std::string("vss-") + what; }

// What should be so, and is not, is a complaint that no verdict expects.
void expect(bool so, const char* what) {
  if (!so) lab::note::broken(std::string("the client expected that ") + what);
}

template <class Function>
Function named(const char* name) {
  const HMODULE module = LoadLibraryExW(L"vssapi.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  return reinterpret_cast<Function>(reinterpret_cast<void*>(GetProcAddress(module, name)));
}

void freeString(wchar_t* text) {
  if (text != nullptr) named<BOOL(WINAPI*)(void*)>("LabFreeBstr")(text);
}

// The writer: a table of seventeen methods, as MSVC lays it out.

void* g_writer = nullptr;
GUID g_sessions[2] = {};
int g_handlers = 0;

HRESULT session(GUID* id) { return at<HRESULT>(g_writer, 23, id); }

DWORD WINAPI elsewhere(void*) {
  GUID id{};
  session(&id);
  return 0;
}

// The same in every call of a session.
void note(const char*) {
  ++g_handlers;
  GUID id{};
  expect(session(&id) == S_OK, "a handler knows its session");
  if (g_sessions[0] == GUID{}) g_sessions[0] = id;
  expect(id == g_sessions[0], "all calls of a session have its id");
}

void* WINAPI destroyed(void* self, unsigned) { return self; }
bool WINAPI identify(void*, void*) { return false; }
bool WINAPI prepareBackup(void*, void* components) {
  note("OnPrepareBackup");
  expect(components == nullptr, "a backup without components has none");
  expect(at<int>(g_writer, 16) == 5 && at<LONG>(g_writer, 11) == 0, "it is a copy, of the plain context");
  return true;
}
bool WINAPI prepareSnapshot(void*) {
  note("OnPrepareSnapshot");
  return true;
}
bool WINAPI freeze(void*) {
  note("OnFreeze");
  GUID set{};
  // A structure comes back in the memory that comes behind the object.
  at<GUID*>(g_writer, 10, &set);
  expect(set != GUID{}, "a freeze has a set of snapshots");
  const auto** volumes = at<const wchar_t**>(g_writer, 7);
  expect(at<UINT>(g_writer, 8) == 1 && std::wcscmp(volumes[0], L"C:\\") == 0, "a freeze has its volume");
  if (does("session-elsewhere")) {
    const HANDLE thread = CreateThread(nullptr, 0, elsewhere, nullptr, 0, nullptr);
    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
  }
  if (does("false-without-failure")) return false;
  if (does("unknown-failure")) at<HRESULT>(g_writer, 22, HRESULT{E_FAIL}, HRESULT{S_FALSE}, L"x");
  return true;
}
bool WINAPI plain(void*) {
  note("OnThaw");
  return true;
}
bool WINAPI withComponents(void*, void*) {
  note("a later call");
  return true;
}
bool WINAPI complete(void*, void*) {
  note("OnBackupComplete");
  GUID set{};
  if (does("set-too-late")) at<GUID*>(g_writer, 10, &set);
  return true;
}
bool WINAPI shutdown(void*, const GUID*) {
  note("OnBackupShutdown");
  return true;
}
bool WINAPI volume(void*, wchar_t*, const GUID*, const GUID*) { return true; }
bool WINAPI identifyEx(void*, void* metadata) {
  GUID id{};
  if (does("session-in-identify")) session(&id);
  const HRESULT added =
      at<HRESULT>(metadata, 2, 2, static_cast<const wchar_t*>(nullptr), L"files", static_cast<const wchar_t*>(nullptr),
                  static_cast<const BYTE*>(nullptr), 0u, false, false, true, false, DWORD{0});
  expect(added == S_OK, "a component can be added");
  const HRESULT files = at<HRESULT>(metadata, 5, static_cast<const wchar_t*>(nullptr), L"files", L"C:\\data", L"*.db",
                                    true, static_cast<const wchar_t*>(nullptr), DWORD{0xF0F});
  expect(files == S_OK, "files can be added");
  if (!does("no-restore-method")) {
    at<HRESULT>(metadata, 6, 2, static_cast<const wchar_t*>(nullptr), static_cast<const wchar_t*>(nullptr), 1, false);
  }
  if (does("unused-method")) at<HRESULT>(metadata, 8);
  return true;
}

template <class F>
void* of(F* function) {
  return reinterpret_cast<void*>(function);
}

void* g_table[17];
struct {
  void** table;
  void* implementation;
} g_foreign;

void openWriter() {
  void* const table[17] = {
      of(destroyed), of(identify), of(prepareBackup), of(prepareSnapshot), of(freeze),         of(plain),
      of(plain),     of(complete), of(shutdown),      of(withComponents),  of(withComponents), of(withComponents),
      of(volume),    of(volume),   of(plain),         of(plain),           of(identifyEx)};
  std::memcpy(g_table, table, sizeof table);
  g_foreign = {g_table, nullptr};
  expect(named<HRESULT(WINAPI*)(void*, void**)>("CreateWriterEx")(&g_foreign, &g_writer) == S_OK, "a writer is made");
  const HRESULT begun = at<HRESULT>(g_writer, 3, &kMe, L"Client", static_cast<const wchar_t*>(nullptr), DWORD{0},
                                    DWORD{0}, 3, 1, 3, DWORD{60'000}, 1, false);
  expect(begun == S_OK, "a writer is initialized");
  expect(at<HRESULT>(g_writer, 4, DWORD{0}, DWORD{6}) == S_OK, "a writer subscribes");
}

void closeWriter() {
  if (!does("no-unsubscribe")) at<HRESULT>(g_writer, 5);
  at<void>(g_writer, 6);
  if (!does("writer-leak")) at<ULONG>(g_writer, kRelease);
}

// The requester.

HRESULT awaited(HRESULT begun, void* async) {
  if (FAILED(begun)) return begun;
  static bool isFirst = true;
  if (does("async-early") && std::exchange(isFirst, false)) {
    at<ULONG>(async, kRelease);
    return S_OK;
  }
  HRESULT status = E_UNEXPECTED;
  do {
    at<HRESULT>(async, 4, DWORD{100});
    status = E_UNEXPECTED;
    at<HRESULT>(async, 5, &status, static_cast<int*>(nullptr));
  } while (status == 0x00042309);
  if (!does("async-leak")) at<ULONG>(async, kRelease);
  return status == 0x0004230A ? S_OK : status;
}

HRESULT during(void* components, int place) {
  void* async = nullptr;
  const HRESULT begun = at<HRESULT>(components, place, &async);
  return awaited(begun, async);
}

void lookAt(void* metadata) {
  UINT include = 0;
  UINT exclude = 0;
  UINT count = 0;
  at<HRESULT>(metadata, 4, &include, &exclude, &count);
  expect(count == 1, "the writer has its component");
  void* component = nullptr;
  at<HRESULT>(metadata, 7, 0u, &component);
  const BYTE* info = nullptr;
  at<HRESULT>(component, 3, &info);
  const wchar_t* name = nullptr;
  std::memcpy(&name, info + 16, sizeof name);
  expect(info[0] == 2 && info[46] == 1 && std::wcscmp(name, L"files") == 0, "the component is what was said");
  at<HRESULT>(component, 4, info);
  void* files = nullptr;
  at<HRESULT>(component, 5, 0u, &files);
  wchar_t* path = nullptr;
  at<HRESULT>(files, 3, &path);
  expect(std::wcscmp(path, L"C:\\data") == 0, "the files are what was said");
  if (!does("text-leak")) freeString(path);
  if (does("text-freed-twice")) freeString(path);
  at<ULONG>(files, kRelease);
  at<ULONG>(component, kRelease);
  if (!does("metadata-leak")) at<ULONG>(metadata, kRelease);
}

void backUp() {
  void* components = nullptr;
  const auto create = named<HRESULT(WINAPI*)(void**)>("CreateVssBackupComponentsInternal");
  expect(create(&components) == S_OK, "a requester is made");
  expect(at<HRESULT>(components, 5, static_cast<wchar_t*>(nullptr)) == S_OK, "a backup begins");
  void* ex3 = nullptr;
  expect(at<HRESULT>(components, kQuery, &kEx3, &ex3) == S_OK, "there are ids");
  expect(at<HRESULT>(ex3, 63, &g_sessions[0]) == S_OK && g_sessions[0] != GUID{}, "a session has an id");
  if (!does("reference-leak")) at<ULONG>(ex3, kRelease);
  if (does("unused-slot")) at<HRESULT>(components, 43);
  expect(during(components, 9) == S_OK, "the writers are asked");
  if (does("async-early")) Sleep(300);
  UINT count = 0;
  at<HRESULT>(components, 10, &count);
  expect(count == 1, "there is one writer");
  GUID instance{};
  void* metadata = nullptr;
  at<HRESULT>(components, 11, 0u, &instance, &metadata);
  if (metadata != nullptr) lookAt(metadata);
  at<HRESULT>(components, 6, false, false, 5, false);
  GUID set{};
  GUID snapshot{};
  const GUID any{};
  wchar_t volumeName[] = L"C:\\";
  at<HRESULT>(components, 36, &set);
  expect(at<HRESULT>(components, 37, static_cast<wchar_t*>(volumeName), &any, &snapshot) == S_OK, "C: is a volume");
  expect(during(components, 14) == S_OK, "the writers prepare");
  during(components, 38);
  alignas(8) BYTE properties[128] = {};
  if (at<HRESULT>(components, 42, &snapshot, static_cast<void*>(properties)) == S_OK) {
    named<void(WINAPI*)(void*)>("VssFreeSnapshotPropertiesInternal")(properties);
  }
  wchar_t* document = nullptr;
  at<HRESULT>(components, 26, &document);
  freeString(document);
  during(components, 27);
  at<ULONG>(components, kRelease);
  if (does("after-release")) at<HRESULT>(components, 12);
}

DWORD WINAPI run(void*) {
  if (!does("no-apartment")) CoInitializeEx(nullptr, COINIT_MULTITHREADED);
  openWriter();
  backUp();
  closeWriter();
  if (does("nothing")) expect(g_handlers == 7, "a whole backup calls seven handlers");
  return 0;
}

}  // namespace

void actOnVss(const std::string& what) {
  g_what = what;
  const HANDLE thread = CreateThread(nullptr, 0, run, nullptr, 0, nullptr);
  WaitForSingleObject(thread, INFINITE);
  CloseHandle(thread);
}
