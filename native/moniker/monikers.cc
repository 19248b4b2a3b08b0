#include "bridge/facts.h"
#include "moniker/questions.h"
#include "windows/advapi32.h"

namespace winstation::moniker {
namespace {

namespace advapi = windows::advapi32;
namespace com = windows::ole32;

constexpr uint32_t kQueryValue = 0x0001;  // KEY_QUERY_VALUE
constexpr uint32_t k64BitView = 0x0100;   // KEY_WOW64_64KEY
constexpr uint32_t k32BitView = 0x0200;   // KEY_WOW64_32KEY
constexpr uint32_t kText = 1;             // REG_SZ
constexpr uint32_t kMostUnits = 1'024;
/** The number of a thread's object. */
constexpr uint32_t kTheOnlyOne = 1;

constexpr const char16_t* kValues[] = {u"AppID", u"RunAs", u"LocalService"};

class Key {
 public:
  Key() = default;
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;
  ~Key() {
    if (key_ != nullptr) advapi::RegCloseKey.call(key_);
  }

  Failure open(const char16_t* path, uint32_t access) {
    return advapi::RegOpenKeyExW.call(HKEY_LOCAL_MACHINE, path, 0, access, &key_);
  }
  HKEY get() const { return key_; }

 private:
  HKEY key_ = nullptr;
};

/** Whether it is there, its code, and its text; a value of another type is one that cannot be. */
void writeValue(HKEY key, const char16_t* value, bridge::PackWriter& pack) {
  char16_t text[kMostUnits] = {};
  uint32_t type = 0;
  uint32_t byteLength = sizeof text;
  Failure failure = advapi::RegQueryValueExW.call(key, value, nullptr, &type, text, &byteLength);
  if (!failure && type != kText) failure = {advapi::RegQueryValueExW.name(), kInvalidData};
  pack.word(failure ? uint32_t{0} : uint32_t{1});
  pack.word(failure.code);
  // A text may be stored without its NUL. What stands behind one, Windows does not read.
  const size_t most = failure ? 0 : byteLength / sizeof(char16_t);
  size_t units = 0;
  while (units < most && text[units] != 0) ++units;
  pack.text(text, units);
}

}  // namespace

void answerKey(Holder&, const bridge::Question& question, bridge::Answer& answer) {
  const uint32_t view = question.words[0] == 32 ? k32BitView : k64BitView;
  Key key;
  const Failure failure = key.open(question.text(0), kQueryValue | view);
  if (failure) return bridge::writeFailure(answer.pack, failure);
  bridge::writeSuccess(answer.pack);
  for (const char16_t* const value : kValues) {
    if (!answer.isWanted()) return;
    writeValue(key.get(), value, answer.pack);
  }
}

void answerEntry(Holder& holder, const bridge::Question&, bridge::Answer& answer) {
  bridge::writeAnswer(answer.pack, holder.enter());
}

void answerObject(Holder& holder, const bridge::Question& question, bridge::Answer& answer) {
  void* object = nullptr;
  Failure failure = com::CoGetObject.call(question.text(0), nullptr, &com::kIUnknown, &object);
  if (!failure && object == nullptr) failure = {com::CoGetObject.name(), kInvalidData};
  // When nobody waits any more, the thread is told to end, and gives it back then.
  if (!failure) holder.hold(static_cast<com::Unknown*>(object));
  bridge::writeAnswer(answer.pack, failure, kTheOnlyOne);
}

void answerRelease(Holder& holder, const bridge::Question&, bridge::Answer& answer) {
  holder.hold(nullptr);
  bridge::writeAnswer(answer.pack, {});
}

}  // namespace winstation::moniker
