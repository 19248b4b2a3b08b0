#include "vss/definition.h"

#include "windows/vssapi_writer.h"

namespace winstation::vss {
namespace {

namespace described = windows::vssapi::described;

constexpr uint32_t kDatabase = 1;        // VSS_CT_DATABASE
constexpr uint32_t kNeverAsked = 1;      // VSS_WRE_NEVER
constexpr uint32_t kAllBackups = 0xF0F;  // VSS_FSBT_ALL_BACKUP_REQUIRED and VSS_FSBT_ALL_SNAPSHOT_REQUIRED

}  // namespace

/** Words and texts in turn. Beyond the last one there are zeroes and empty texts, and the question is not whole. */
class Definition::Reader {
 public:
  explicit Reader(const bridge::Question& question) : question_(question) {}

  uint32_t word() {
    if (word_ < question_.words.size()) return question_.words[word_++];
    isShort_ = true;
    return 0;
  }
  const char16_t* text() {
    if (text_ < question_.textCount()) return question_.text(text_++);
    isShort_ = true;
    return u"";
  }
  const char16_t* textOrNull() {
    const char16_t* const given = text();
    return word() == 0 ? nullptr : given;
  }
  /** How many of something follow, each of one word at least. */
  uint32_t count() {
    const uint32_t count = word();
    if (count <= question_.words.size() - word_) return count;
    isShort_ = true;
    return 0;
  }
  TicketAnswer answer() {
    TicketAnswer answer;
    answer.returns = word() != 0;
    answer.code = word();
    answer.applicationCode = word();
    answer.message = textOrNull();
    return answer;
  }
  bool isWhole() const { return !isShort_ && word_ == question_.words.size() && text_ == question_.textCount(); }

 private:
  const bridge::Question& question_;
  size_t word_ = 0;
  size_t text_ = 0;
  bool isShort_ = false;
};

Definition::Definition(const bridge::Question& question) {
  Reader given(question);
  id = guidFrom(given.text());
  name = given.text();
  instanceName = given.textOrNull();
  usage = given.word();
  source = given.word();
  level = given.word();
  freezeTimeout = given.word();
  restoreMethod_ = given.word();
  most = given.word();
  late = given.answer();
  closed = given.answer();
  shuttingDown = given.answer();
  for (uint32_t& time : times_) time = given.word();
  for (uint32_t left = given.count(); left > 0; --left) {
    Component component = {};
    component.type = given.word();
    component.path = given.textOrNull();
    component.name = given.text();
    component.caption = given.textOrNull();
    component.isSelectable = given.word() != 0;
    component.firstFiles = static_cast<uint32_t>(files_.size());
    component.filesCount = readFiles(given);
    components_.push(component);
  }
  firstExcluded_ = static_cast<uint32_t>(files_.size());
  readFiles(given);
  isWhole_ = given.isWhole();
}

uint32_t Definition::readFiles(Reader& given) {
  const uint32_t count = given.count();
  for (uint32_t left = count; left > 0; --left) {
    const char16_t* const path = given.text();
    const char16_t* const spec = given.text();
    files_.push({path, spec, given.word() != 0});
  }
  return count;
}

Failure Definition::describe(void* metadata) const {
  for (size_t i = 0; i < components_.size(); ++i) {
    if (const Failure failure = describe(metadata, components_[i])) return failure;
  }
  for (size_t i = firstExcluded_; i < files_.size(); ++i) {
    const auto& [path, spec, isRecursive] = files_[i];
    if (const Failure failure = described::AddExcludeFiles.call(metadata, path, spec, isRecursive)) return failure;
  }
  return described::SetRestoreMethod.call(metadata, restoreMethod_, nullptr, nullptr, kNeverAsked, false);
}

/** The icon's NULL has no bytes, and the two reserved words are false. */
Failure Definition::describe(void* metadata, const Component& it) const {
  const Failure added = described::AddComponent.call(metadata, it.type, it.path, it.name, it.caption, nullptr, 0, false,
                                                     false, it.isSelectable, it.isSelectable, 0);
  if (added) return added;
  for (uint32_t i = 0; i < it.filesCount; ++i) {
    const auto& [path, spec, isRecursive] = files_[it.firstFiles + i];
    const Failure failure = it.type == kDatabase
                                ? described::AddDatabaseFiles.call(metadata, it.path, it.name, path, spec, kAllBackups)
                                : described::AddFilesToFileGroup.call(metadata, it.path, it.name, path, spec,
                                                                      isRecursive, nullptr, kAllBackups);
    if (failure) return failure;
  }
  return {};
}

}  // namespace winstation::vss
