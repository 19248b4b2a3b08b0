// IVssBackupComponents: what a method is asked becomes a question to the world. There are no rules here.
#include "vss/requester.h"

#include <cstring>
#include <memory>

#include "buffers.h"
#include "export.h"
#include "notes.h"
#include "vss/values.h"

namespace lab::vss {
namespace {

volatile LONG g_lastHandle = 0;

Requester& of(void* requester) { return *static_cast<Requester*>(requester); }

Question ask(void* requester, std::string_view call) {
  checkThread(of(requester), std::string(call));
  return onObject(of(requester).handle, call);
}

Question& component(Question& question, const LabId* writer, int type, const wchar_t* path, const wchar_t* name) {
  return question.text("writer", textOf(*writer).c_str())
      .u32("type", static_cast<std::uint32_t>(type))
      .textOrNull("logicalPath", path)
      .text("name", name);
}

}  // namespace

std::uint32_t nextHandle() { return static_cast<std::uint32_t>(InterlockedIncrement(&g_lastHandle)); }

void checkThread(const Requester& requester, const std::string& method) {
  if (GetCurrentThreadId() != requester.thread) note::broken(method + " on another thread than that of its object");
  if (!isInApartment()) note::broken(method + " on a thread that is not in the multithreaded apartment");
}

}  // namespace lab::vss

using lab::Answer;
using lab::onObject;
using lab::Record;
using namespace lab::vss;

long labRequester(void** requester) {
  auto made = std::make_unique<Requester>(Requester{nextHandle(), GetCurrentThreadId()});
  checkThread(*made, "CreateVssBackupComponentsInternal");
  const Answer answer = onObject(made->handle, "CreateVssBackupComponentsInternal").ask();
  if (answer.ok) *requester = made.release();
  return resultOf(answer);
}

void labRequesterGone(void* requester) {
  ask(requester, "IVssBackupComponents.Release").ask();
  delete static_cast<Requester*>(requester);
}

int labHasSessionIds(void* requester) {
  const Answer answer = ask(requester, "Lab.HasSessionIds").ask();
  return answer.ok && answer.value().flag() ? 1 : 0;
}

long labPlain(void* requester, const char* call) { return resultOf(ask(requester, call).ask()); }

long labInitializeForRestore(void* requester, const wchar_t* document) {
  constexpr const char* kCall = "IVssBackupComponents.InitializeForRestore";
  if (document == nullptr) lab::note::broken("InitializeForRestore without a document");
  return resultOf(ask(requester, kCall).text("document", document).ask());
}

long labSetBackupState(void* requester, int selects, int bootable, int type, int partial) {
  if (partial != 0) lab::note::broken("SetBackupState says that partial files are backed up");
  lab::Question question = ask(requester, "IVssBackupComponents.SetBackupState");
  question.flag("selectComponents", selects).flag("bootableSystemState", bootable);
  return resultOf(question.u32("type", static_cast<std::uint32_t>(type)).ask());
}

long labAskId(void* requester, const char* call, LabId* id) {
  const Answer answer = ask(requester, call).ask();
  if (answer.ok) *id = idFrom(answer.value().text());
  return resultOf(answer);
}

long labAskCount(void* requester, const char* call, unsigned* count) {
  const Answer answer = ask(requester, call).ask();
  if (answer.ok) *count = answer.value().u32();
  return resultOf(answer);
}

long labAskText(void* requester, const char* call, wchar_t** text) {
  const Answer answer = ask(requester, call).ask();
  if (answer.ok) *text = bstr(answer.value().text());
  return resultOf(answer);
}

long labClasses(void* requester, const char* call, const LabId* classes, unsigned count) {
  return resultOf(ask(requester, call).bytes("classes", classes, std::size_t{count} * sizeof(LabId)).ask());
}

long labAddComponent(void* requester, const LabId* instance, const LabId* writer, int type, const wchar_t* path,
                     const wchar_t* name) {
  lab::Question question = ask(requester, "IVssBackupComponents.AddComponent");
  question.text("instance", textOf(*instance).c_str());
  return resultOf(component(question, writer, type, path, name).ask());
}

long labSetBackupSucceeded(void* requester, const LabId* instance, const LabId* writer, int type, const wchar_t* path,
                           const wchar_t* name, int succeeded) {
  lab::Question question = ask(requester, "IVssBackupComponents.SetBackupSucceeded");
  question.text("instance", textOf(*instance).c_str()).flag("succeeded", succeeded);
  return resultOf(component(question, writer, type, path, name).ask());
}

long labSetSelectedForRestore(void* requester, const LabId* writer, int type, const wchar_t* path, const wchar_t* name,
                              int selected) {
  lab::Question question = ask(requester, "IVssBackupComponents.SetSelectedForRestore");
  question.flag("selected", selected);
  return resultOf(component(question, writer, type, path, name).ask());
}

long labSetFileRestoreStatus(void* requester, const LabId* writer, int type, const wchar_t* path, const wchar_t* name,
                             int status) {
  lab::Question question = ask(requester, "IVssBackupComponents.SetFileRestoreStatus");
  question.u32("status", static_cast<std::uint32_t>(status));
  return resultOf(component(question, writer, type, path, name).ask());
}

long labAddToSnapshotSet(void* requester, const wchar_t* volume, const LabId* provider, LabId* snapshot) {
  // Windows chooses who makes it.
  constexpr LabId kAny{};
  if (std::memcmp(provider, &kAny, sizeof kAny) != 0) lab::note::broken("AddToSnapshotSet names a provider");
  const Answer answer = ask(requester, "IVssBackupComponents.AddToSnapshotSet").text("volume", volume).ask();
  if (answer.ok) *snapshot = idFrom(answer.value().text());
  return resultOf(answer);
}

namespace {

// VSS_SNAPSHOT_PROP of a 64-bit program.
constexpr std::size_t kPropertiesSize = 128;
constexpr std::size_t kSnapshotAt = 0;
constexpr std::size_t kDeviceAt = 40;
constexpr std::size_t kVolumeAt = 48;

std::size_t sizeOf(const lab::Text& text) { return text.null() ? 0 : (text.length + std::size_t{1}) * sizeof(wchar_t); }

void put(void* properties, std::size_t at, const lab::Text& text, void* piece) {
  if (text.null()) return;
  const std::size_t size = text.length * sizeof(wchar_t);
  std::memcpy(piece, text.units, size);
  std::memset(static_cast<std::uint8_t*>(piece) + size, 0, sizeof(wchar_t));
  std::memcpy(static_cast<std::uint8_t*>(properties) + at, &piece, sizeof piece);
}

}  // namespace

long labSnapshotProperties(void* requester, const LabId* snapshot, void* properties) {
  constexpr const char* kCall = "IVssBackupComponents.GetSnapshotProperties";
  const Answer answer = ask(requester, kCall).text("snapshot", textOf(*snapshot).c_str()).ask();
  if (!answer.ok) return resultOf(answer);
  const Record value = answer.value().record();
  const lab::Text device = value.textOrNull("device");
  const lab::Text volume = value.textOrNull("volume");
  // The caller's structure is filled; its texts are given back together.
  const auto pieces = lab::allocate({1, sizeOf(device), sizeOf(volume)});
  std::memset(properties, 0, kPropertiesSize);
  std::memcpy(static_cast<std::uint8_t*>(properties) + kSnapshotAt, snapshot, sizeof *snapshot);
  put(properties, kDeviceAt, device, pieces[1]);
  put(properties, kVolumeAt, volume, pieces[2]);
  // By the pointer that is there in any case: the machine's name.
  constexpr std::size_t kMachineAt = 56;
  std::memset(pieces[0], 0, 1);
  std::memcpy(static_cast<std::uint8_t*>(properties) + kMachineAt, &pieces[0], sizeof pieces[0]);
  lab::given(pieces[0], kLabProperties, 0);
  return kOk;
}

long labWriterStatus(void* requester, unsigned index, LabId* instance, LabId* writer, wchar_t** name, int* state,
                     long* failure, long* application, wchar_t** message) {
  const char* call =
      message == nullptr ? "IVssBackupComponents.GetWriterStatus" : "IVssBackupComponentsEx3.GetWriterStatusEx";
  const Answer answer = ask(requester, call).u32("index", index).ask();
  if (!answer.ok) return resultOf(answer);
  const Record value = answer.value().record();
  *instance = idFrom(value.text("instance"));
  *writer = idFrom(value.text("writer"));
  *name = bstr(value.textOrNull("name"));
  *state = static_cast<int>(value.u32("state"));
  *failure = result(value.u32("failure"));
  if (message == nullptr) return kOk;
  *application = result(value.u32("applicationCode"));
  *message = bstr(value.textOrNull("message"));
  return kOk;
}

STANDIN_EXPORT(long, CreateVssBackupComponentsInternal)(void** components) {
  void* requester = nullptr;
  const long code = labRequester(&requester);
  if (requester != nullptr) *components = shimComponents(requester);
  return code;
}

STANDIN_EXPORT(void, VssFreeSnapshotPropertiesInternal)(void* properties) {
  void* piece = nullptr;
  std::memcpy(&piece, static_cast<const std::uint8_t*>(properties) + 56, sizeof piece);
  lab::freed(piece, kLabProperties, 0);
}
