// IVssWriterImpl, and the simulated RPC threads on which Windows calls a writer: each is a line to the world, by which
// calls come as requests and go back as answers. A benchmark has no world, and calls by itself.
#include <winsock2.h>
// Behind the sockets, which know Windows by an older header.
#include <objbase.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "export.h"
#include "locked.h"
#include "notes.h"
#include "snapshot.h"
#include "vss/event.h"
#include "vss/requester.h"
#include "vss/said.h"
#include "vss/values.h"
#include "wire.h"

namespace lab::vss {
namespace {

// How long Windows waits for handlers before a writer is gone.
constexpr DWORD kHandlersMs = 30'000;
constexpr DWORD kStepMs = 5;

enum class Asked : std::uint8_t { identify = 1, call = 2 };

struct WriterState {
  std::uint32_t handle = 0;
  DWORD thread = 0;
  void* object = nullptr;
  LabId id{};
  bool initialized = false;
  bool subscribed = false;
  // Threads of its own: those that wait for a call, and all.
  volatile LONG idle = 0;
  volatile LONG threads = 0;
};

WriterState& of(void* writer) { return *static_cast<WriterState*>(writer); }

// A method that belongs to the thread which has made the writer.
WriterState& onOwnThread(void* writer, const char* method) {
  WriterState& it = of(writer);
  checkThread({it.handle, it.thread}, std::string("IVssWriterImpl.") + method);
  return it;
}

// A writer says who it is in one of two methods, and returns false from the other.
void identify(const WriterState& state, Reader& reader, Writer& answer) {
  const Event event(state.handle);
  const long code = resultOf(reader.u32());
  const Refusal refusal{code, reader.u32()};
  Said older(refusal);
  Said newer(refusal);
  const bool isOlder = shimIdentify(state.object, 0, &older) != 0;
  const bool isNewer = shimIdentify(state.object, 1, &newer) != 0;
  const Said& said = isOlder ? older : newer;
  if (code != 0) {
    if (isOlder || isNewer || !older.isRefused) note::broken("a writer that was refused returns true");
  } else if (isOlder == isNewer) {
    note::broken("OnIdentify and OnIdentifyEx return the same");
  }
  if (code == 0 && !(isOlder ? newer : older).isNothing()) note::broken("a writer says twice who it is");
  if (code == 0 && said.restoreMethod == 0) note::broken("a writer without a restore method");
  answer.u8(isOlder || isNewer ? 1 : 0);
  said.write(answer);
}

constexpr bool takesComponents(int handler) {
  return handler == kLabPrepareBackup || handler == kLabPostSnapshot || handler == kLabBackupComplete ||
         handler == kLabPreRestore || handler == kLabPostRestore;
}

void call(const WriterState& state, Reader& reader, Writer& answer) {
  Event event(state.handle, reader);
  const bool hasComponents = event.selected && takesComponents(event.handler());
  const int returned = shimCall(state.object, event.handler(), &event, hasComponents ? 1 : 0, &event.snapshotSet);
  if (returned == 0 && event.code == 0 && !event.isRefused) note::broken("a handler returns false without a failure");
  answer.u8(static_cast<std::uint32_t>(returned)).u32(static_cast<std::uint32_t>(event.code));
  answer.u32(static_cast<std::uint32_t>(event.application));
  answer.text(event.hasMessage ? event.message.c_str() : nullptr);
}

DWORD WINAPI serve(void* given);

void startThread(WriterState& state) {
  InterlockedIncrement(&state.threads);
  InterlockedIncrement(&state.idle);
  const HANDLE thread = CreateThread(nullptr, 0, serve, &state, 0, nullptr);
  if (thread != nullptr) CloseHandle(thread);
}

DWORD WINAPI serve(void* given) {
  WriterState& state = of(given);
  CoInitializeEx(nullptr, COINIT_MULTITHREADED);
  const SOCKET line = connectToWorld("writer");
  Writer who;
  who.u32(state.handle);
  Bytes body;
  bool isOpen = line != INVALID_SOCKET && sendMessage(line, who);
  while (isOpen && receiveMessage(line, body)) {
    // There is always one that waits.
    if (InterlockedDecrement(&state.idle) == 0) startThread(state);
    Reader reader(body);
    Writer answer;
    if (static_cast<Asked>(reader.u8()) == Asked::identify) {
      identify(state, reader, answer);
    } else {
      call(state, reader, answer);
    }
    InterlockedIncrement(&state.idle);
    isOpen = sendMessage(line, answer);
  }
  if (line != INVALID_SOCKET) closesocket(line);
  CoUninitialize();
  InterlockedDecrement(&state.idle);
  InterlockedDecrement(&state.threads);
  return 0;
}

// The world has closed the lines, each as soon as its call is answered.
void awaitThreads(const WriterState& state) {
  for (DWORD waited = 0; state.threads > 0; waited += kStepMs) {
    if (waited >= kHandlersMs) {
      note::broken("IVssWriterImpl.Unsubscribe while a handler does not return");
      return;
    }
    Sleep(kStepMs);
  }
}

// The subscribed writers of a benchmark.
SRWLOCK g_measuredLock = SRWLOCK_INIT;
std::vector<const WriterState*>* g_measured = nullptr;

void addMeasured(const WriterState& state) {
  const Locked lock(g_measuredLock);
  if (g_measured == nullptr) g_measured = new std::vector<const WriterState*>;
  g_measured->push_back(&state);
}

void removeMeasured(const WriterState& state) {
  const Locked lock(g_measuredLock);
  std::erase(*g_measured, &state);
}

const WriterState* measured(const LabId& id) {
  const Locked lock(g_measuredLock);
  if (g_measured == nullptr) return nullptr;
  const auto found = std::find_if(g_measured->begin(), g_measured->end(), [&id](const WriterState* it) {
    return std::memcmp(it->id.bytes, id.bytes, sizeof id.bytes) == 0;
  });
  return found == g_measured->end() ? nullptr : *found;
}

// What a world says of a call: of a backup of one volume without components.
Writer measuredCall(const char* handler) {
  constexpr std::uint32_t kPlainBackup = 0;
  constexpr std::uint32_t kCopy = 5;
  Writer call;
  call.ascii(handler);
  call.u8(1).text(L"6f1c1a52-0d3b-4e57-9a86-5c2f7d90b4e1").text(L"b7d2e9c4-8f15-4a60-b3c8-1e94a05d7f26");
  call.u32(1).text(L"C:\\").u32(kPlainBackup).u32(kCopy).u32(0);
  call.u8(0).u32(0).text(L"").u8(0);
  return call;
}

Event* inHandler(void* writer, const char* method) { return Event::current(of(writer).handle, method); }

constexpr std::initializer_list<int> kPreparing = {kLabPrepareBackup, kLabPrepareSnapshot};
constexpr std::initializer_list<int> kWithSet = {kLabPrepareBackup, kLabPrepareSnapshot, kLabFreeze, kLabThaw,
                                                 kLabPostSnapshot};
constexpr std::initializer_list<int> kWithSession = {
    kLabPrepareBackup, kLabPrepareSnapshot, kLabFreeze,         kLabThaw,       kLabPostSnapshot,
    kLabAbort,         kLabBackupComplete,  kLabBackupShutdown, kLabPreRestore, kLabPostRestore};

// The event, where it may be asked that.
Event* asking(void* writer, const char* method, std::initializer_list<int> in) {
  Event* event = inHandler(writer, method);
  if (event != nullptr) event->mayAsk(method, in);
  return event;
}

}  // namespace
}  // namespace lab::vss

using lab::onObject;
using namespace lab::vss;

void labWriter(void* object, void** writer) {
  auto* made = new WriterState;
  made->handle = nextHandle();
  made->thread = GetCurrentThreadId();
  made->object = object;
  *writer = made;
}

void labWriterGone(void* writer) {
  WriterState& state = onOwnThread(writer, "Release");
  if (state.subscribed) lab::note::broken("IVssWriterImpl.Release of a writer that is subscribed");
  if (state.initialized) lab::note::broken("IVssWriterImpl.Release of a writer that is initialized");
  // A thread that has not ended still looks at it.
  if (state.threads == 0) delete &state;
}

long labWriterInitialize(void* writer, const LabId* id, const wchar_t* name, const wchar_t* instanceName,
                         unsigned long major, unsigned long minor, int usage, int source, int level,
                         unsigned long freezeTimeout, int alternate, int ioOnly) {
  constexpr int kNoAlternate = 1;
  WriterState& state = onOwnThread(writer, "Initialize");
  if (major != 0 || minor != 0 || alternate != kNoAlternate || ioOnly != 0) {
    lab::note::broken("IVssWriterImpl.Initialize with what this library does not have");
  }
  state.id = *id;
  if (lab::isFrozen()) {
    state.initialized = true;
    return kOk;
  }
  lab::Question question = onObject(state.handle, "IVssWriterImpl.Initialize");
  question.text("id", textOf(*id).c_str()).text("name", name).textOrNull("instanceName", instanceName);
  question.u32("usage", static_cast<std::uint32_t>(usage)).u32("source", static_cast<std::uint32_t>(source));
  question.u32("level", static_cast<std::uint32_t>(level)).u32("freezeTimeout", freezeTimeout);
  const lab::Answer answer = question.ask();
  if (!answer.ok) return resultOf(answer);
  state.initialized = true;
  return answer.value().record().flag("inactive") ? kFalse : kOk;
}

long labWriterSubscribe(void* writer, unsigned long timeout, unsigned long mask) {
  WriterState& state = onOwnThread(writer, "Subscribe");
  if (!state.initialized) lab::note::broken("IVssWriterImpl.Subscribe of a writer that is not initialized");
  if (timeout != 0) lab::note::broken("IVssWriterImpl.Subscribe with a timeout");
  if (lab::isFrozen()) {
    state.subscribed = true;
    addMeasured(state);
    return kOk;
  }
  const lab::Answer answer = onObject(state.handle, "IVssWriterImpl.Subscribe").u32("mask", mask).ask();
  if (!answer.ok) return resultOf(answer);
  state.subscribed = true;
  startThread(state);
  return kOk;
}

long labWriterUnsubscribe(void* writer) {
  WriterState& state = onOwnThread(writer, "Unsubscribe");
  if (!state.subscribed) lab::note::broken("IVssWriterImpl.Unsubscribe of a writer that is not subscribed");
  state.subscribed = false;
  if (lab::isFrozen()) {
    removeMeasured(state);
    return kOk;
  }
  const lab::Answer answer = onObject(state.handle, "IVssWriterImpl.Unsubscribe").ask();
  awaitThreads(state);
  return resultOf(answer);
}

void labWriterUninitialize(void* writer) {
  WriterState& state = onOwnThread(writer, "Uninitialize");
  if (!state.initialized) lab::note::broken("IVssWriterImpl.Uninitialize of a writer that is not initialized");
  state.initialized = false;
  if (!lab::isFrozen()) onObject(state.handle, "IVssWriterImpl.Uninitialize").ask();
}

const wchar_t** labVolumes(void* writer) {
  const Event* event = asking(writer, "GetCurrentVolumeArray", kWithSet);
  return event == nullptr ? nullptr : event->volumes;
}

unsigned labVolumeCount(void* writer) {
  const Event* event = asking(writer, "GetCurrentVolumeCount", kWithSet);
  return event == nullptr ? 0 : event->volumeCount;
}

long labDeviceName(void* writer, const wchar_t*, const wchar_t**) {
  asking(writer, "GetSnapshotDeviceName", {kLabPostSnapshot});
  return kNotFound;
}

void labSnapshotSet(void* writer, LabId* id) {
  const Event* event = asking(writer, "GetCurrentSnapshotSetId", kWithSet);
  if (event != nullptr) *id = event->snapshotSet;
}

long labContext(void* writer) {
  const Event* event = asking(writer, "GetContext", kPreparing);
  return event == nullptr ? 0 : static_cast<long>(event->context);
}

int labLevel(void* writer) {
  asking(writer, "GetCurrentLevel", kWithSet);
  return 3;
}

int labComponentsSelected(void* writer) {
  const Event* event = asking(writer, "AreComponentsSelected", kPreparing);
  return event != nullptr && event->selected ? 1 : 0;
}

int labBackupType(void* writer) {
  const Event* event = asking(writer, "GetBackupType", kPreparing);
  return event == nullptr ? 0 : static_cast<int>(event->backupType);
}

int labRestoreType(void* writer) {
  const Event* event = asking(writer, "GetRestoreType", {kLabPreRestore, kLabPostRestore});
  return event == nullptr ? 0 : static_cast<int>(event->restoreType);
}

long labFailure(void* writer, long code, long application, const wchar_t* message) {
  constexpr unsigned long kFirst = 0x800423F0;
  constexpr unsigned long kLast = 0x800423F4;
  Event* event = inHandler(writer, "SetWriterFailureEx");
  if (event == nullptr) return kBadState;
  event->mayAsk("SetWriterFailureEx", kWithSession);
  const auto given = static_cast<unsigned long>(code);
  if (given < kFirst || given > kLast) {
    lab::note::broken("IVssWriterImpl.SetWriterFailureEx with a code that is none of a writer");
    return kInvalidArgument;
  }
  if (!lab::isFrozen()) {
    lab::Question question = onObject(of(writer).handle, "IVssWriterImpl.SetWriterFailureEx");
    question.u32("code", given).u32("applicationCode", static_cast<std::uint32_t>(application));
    const lab::Answer answer = question.textOrNull("message", message).ask();
    event->isRefused = !answer.ok;
    if (!answer.ok) return resultOf(answer);
  }
  event->code = code;
  event->application = application;
  event->hasMessage = message != nullptr;
  if (message != nullptr) event->message = message;
  return kOk;
}

long labSession(void* writer, LabId* id) {
  const Event* event = asking(writer, "GetSessionId", kWithSession);
  if (event == nullptr) return kBadState;
  if (!event->hasSession) return kNotImplemented;
  *id = event->session;
  return kOk;
}

int labShuttingDown(void* writer) {
  const Event* event = inHandler(writer, "IsWriterShuttingDown");
  return event != nullptr && event->shuttingDown ? 1 : 0;
}

namespace {

const Event& eventOf(void* event, const char* method) {
  const auto* it = static_cast<const Event*>(event);
  if (!isInApartment()) lab::note::broken(std::string(method) + " outside of the multithreaded apartment");
  return *it;
}

}  // namespace

unsigned labNamedCount(void* event) {
  return static_cast<unsigned>(eventOf(event, "IVssWriterComponents.GetComponentCount").components.size());
}

long labNamedWriter(void* event, LabId* instance, LabId* writer) {
  *instance = eventOf(event, "IVssWriterComponents.GetWriterInfo").instance;
  *writer = LabId{};
  return kOk;
}

long labNamedType(void* event, unsigned index, int* type) {
  *type = static_cast<int>(eventOf(event, "IVssComponent.GetComponentType").components[index].type);
  return kOk;
}

long labNamedPath(void* event, unsigned index, wchar_t** text) {
  const Named& it = eventOf(event, "IVssComponent.GetLogicalPath").components[index];
  *text = it.hasPath ? bstr(it.path) : nullptr;
  return it.hasPath ? kOk : kFalse;
}

long labNamedName(void* event, unsigned index, wchar_t** text) {
  *text = bstr(eventOf(event, "IVssComponent.GetComponentName").components[index].name);
  return kOk;
}

STANDIN_EXPORT(long, CreateWriterEx)(void* foreign, void** writer) {
  if (!isInApartment()) lab::note::broken("CreateWriterEx on a thread that is not in the multithreaded apartment");
  if (lab::isFrozen()) {
    *writer = shimWriter(foreign);
    return kOk;
  }
  const lab::Answer answer = lab::onMachine("CreateWriterEx").ask();
  if (answer.ok) *writer = shimWriter(foreign);
  return resultOf(answer);
}

// Of a benchmark: calls the writer of that class as an RPC thread does, here and now, and says when it was just about
// to call and when the writer had just returned. Answers what the writer has returned, or -1 where there is none.
STANDIN_EXPORT(int, LabCallWriter)
(const LabId* id, const char* handler, LARGE_INTEGER* before, LARGE_INTEGER* after) {
  const WriterState* state = measured(*id);
  if (state == nullptr) return -1;
  const lab::Writer call = measuredCall(handler);
  lab::Reader reader(call.body());
  Event event(state->handle, reader);
  QueryPerformanceCounter(before);
  const int returned = shimCall(state->object, event.handler(), &event, 0, &event.snapshotSet);
  QueryPerformanceCounter(after);
  return returned;
}

// The way of Windows XP.
STANDIN_EXPORT(long, CreateWriter)(void*, void**) { labUnused("CreateWriter"); }
