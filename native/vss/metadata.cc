#include "bridge/facts.h"
#include "vss/guids.h"
#include "vss/questions.h"

namespace winstation::vss {
namespace {

namespace vssapi = windows::vssapi;
namespace metadata = vssapi::metadata;
using windows::OwnedText;
using windows::Reference;

/** More of something than any writer has is none of Windows' answers. */
constexpr uint32_t kMostOfEach = 100'000;

/** `VSS_COMPONENTINFO`, as long as its component lives. */
class ComponentInfo {
 public:
  explicit ComponentInfo(void* component) : component_(component) {}
  ComponentInfo(const ComponentInfo&) = delete;
  ComponentInfo& operator=(const ComponentInfo&) = delete;
  ~ComponentInfo() {
    if (info_ != nullptr) vssapi::component::FreeComponentInfo.call(component_, info_);
  }

  Failure read() {
    const Failure failure = vssapi::component::GetComponentInfo.call(component_, &info_);
    if (failure) return failure;
    return info_ == nullptr ? Failure{metadata::kName, kInvalidData} : Failure{};
  }
  const windows::VSS_COMPONENTINFO* operator->() const { return info_; }

 private:
  void* const component_;
  const windows::VSS_COMPONENTINFO* info_ = nullptr;
};

Failure writeFileSet(bridge::PackWriter& pack, void* files) {
  OwnedText path;
  OwnedText spec;
  bool isRecursive = false;
  if (const Failure failure = vssapi::files::GetPath.call(files, path.out())) return failure;
  if (const Failure failure = vssapi::files::GetFilespec.call(files, spec.out())) return failure;
  if (const Failure failure = vssapi::files::GetRecursive.call(files, &isRecursive)) return failure;
  pack.text(path.get());
  pack.text(spec.get());
  pack.word(isRecursive ? uint32_t{1} : uint32_t{0});
  return {};
}

Failure writeFileSets(bridge::PackWriter& pack, void* component, const windows::Method<uint32_t, void**>& method,
                      uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    Reference files;
    if (const Failure failure = method.call(component, i, files.out())) return failure;
    if (const Failure failure = writeFileSet(pack, files.get())) return failure;
  }
  return {};
}

Failure writeComponent(bridge::PackWriter& pack, void* component) {
  ComponentInfo info(component);
  if (const Failure failure = info.read()) return failure;
  if (info->fileCount > kMostOfEach || info->databaseFileCount > kMostOfEach || info->logFileCount > kMostOfEach) {
    return {metadata::kName, kInvalidData};
  }
  pack.word(info->type);
  pack.text(info->logicalPath);
  pack.text(info->name);
  pack.text(info->caption);
  pack.word(info->selectable ? uint32_t{1} : uint32_t{0});
  pack.word(info->fileCount + info->databaseFileCount + info->logFileCount);
  using namespace vssapi::component;
  if (const Failure failure = writeFileSets(pack, component, GetFile, info->fileCount)) return failure;
  if (const Failure failure = writeFileSets(pack, component, GetDatabaseFile, info->databaseFileCount)) return failure;
  return writeFileSets(pack, component, GetDatabaseLogFile, info->logFileCount);
}

/** Before Windows Vista a writer has no name for its instance. */
Failure writeIdentity(bridge::PackWriter& pack, void* examined) {
  Guid instance = {};
  Guid writer = {};
  OwnedText name;
  OwnedText instanceName;
  uint32_t usage = 0;
  uint32_t source = 0;
  Reference newer;
  Failure failure;
  if (windows::queryInterface(metadata::kName, examined, metadata::kExId, newer)) {
    failure = metadata::GetIdentity.call(examined, &instance, &writer, name.out(), &usage, &source);
  } else {
    failure =
        metadata::GetIdentityEx.call(newer.get(), &instance, &writer, name.out(), instanceName.out(), &usage, &source);
  }
  if (failure) return failure;
  writeGuid(pack, writer);
  pack.text(name.get());
  pack.text(instanceName.get());
  pack.word(usage);
  pack.word(source);
  return {};
}

Failure writeMetadata(bridge::PackWriter& pack, void* components, uint32_t index) {
  Guid instance = {};
  Reference examined;
  if (const Failure failure = vssapi::backup::GetWriterMetadata.call(components, index, &instance, examined.out())) {
    return failure;
  }
  bridge::writeSuccess(pack);
  writeGuid(pack, instance);
  if (const Failure failure = writeIdentity(pack, examined.get())) return failure;
  uint32_t includes = 0;
  uint32_t excludes = 0;
  uint32_t count = 0;
  if (const Failure failure = metadata::GetFileCounts.call(examined.get(), &includes, &excludes, &count)) {
    return failure;
  }
  if (count > kMostOfEach) return {metadata::kName, kInvalidData};
  pack.word(count);
  for (uint32_t i = 0; i < count; ++i) {
    Reference component;
    if (const Failure failure = metadata::GetComponent.call(examined.get(), i, component.out())) return failure;
    if (const Failure failure = writeComponent(pack, component.get())) return failure;
  }
  return {};
}

}  // namespace

/** What fails in the middle is a failure of the whole: a writer with half of its components would be a lie. */
void answerMetadata(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  const Failure failure = writeMetadata(answer.pack, requester.components(), question.words[0]);
  if (!failure) return;
  answer.pack.clear();
  bridge::writeFailure(answer.pack, failure);
}

}  // namespace winstation::vss
