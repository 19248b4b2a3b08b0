#include "bridge/facts.h"
#include "desktop/questions.h"
#include "identity/sid.h"
#include "windows/user32.h"

namespace winstation::desktop {
namespace {

namespace user = windows::user32;

/** More than any machine has. What comes behind is not taken. */
constexpr uint32_t kMostNames = 4'096;
constexpr uint32_t kMostNameUnits = 1'024;

/** The names that an enumeration gives. It is never ended early, since that would look like a failure. */
class Names {
 public:
  static BOOL CALLBACK take(const char16_t* name, LPARAM parameter) {
    auto& names = *reinterpret_cast<Names*>(parameter);
    if (name != nullptr && names.ends_.size() < kMostNames) names.add(name);
    return TRUE;
  }

  LPARAM parameter() { return reinterpret_cast<LPARAM>(this); }

  void write(bridge::PackWriter& pack) const {
    pack.word(static_cast<uint32_t>(ends_.size()));
    size_t start = 0;
    for (const size_t end : ends_) {
      pack.text(units_.data() + start, end - start);
      start = end;
    }
  }

 private:
  void add(const char16_t* name) {
    size_t length = 0;
    while (length < kMostNameUnits && name[length] != 0) ++length;
    units_.append(name, length);
    ends_.push(units_.size());
  }

  Text units_;
  Array<size_t> ends_;
};

void writeState(bridge::PackWriter& pack, const Failure& failure) {
  pack.word(failure ? uint32_t{0} : uint32_t{1});
  pack.word(failure.code);
}

Failure ask(HANDLE object, int32_t infoClass, void* buffer, uint32_t bytes, uint32_t* length) {
  *length = 0;
  return user::GetUserObjectInformationW.call(object, infoClass, buffer, bytes, length);
}

Failure writeName(HANDLE object, bridge::PackWriter& pack) {
  char16_t name[kMostNameUnits] = {};
  uint32_t length = 0;
  const Failure failure = ask(object, user::kObjectName, name, sizeof name, &length);
  if (failure) return failure;
  bridge::writeSuccess(pack);
  size_t units = 0;
  while (units < kMostNameUnits && name[units] != 0) ++units;
  pack.text(name, units);
  return {};
}

void writeFlags(HANDLE station, bridge::PackWriter& pack) {
  user::ObjectFlags flags = {};
  uint32_t length = 0;
  writeState(pack, ask(station, user::kObjectFlags, &flags, sizeof flags, &length));
  pack.word(flags.flags);
}

/** NULL where Windows says that there is no user. */
void writeSid(HANDLE station, bridge::PackWriter& pack) {
  alignas(identity::kSidAlignment) uint8_t sid[identity::kMostSidBytes] = {};
  uint32_t length = 0;
  const Failure failure = ask(station, user::kObjectUserSid, sid, sizeof sid, &length);
  writeState(pack, failure);
  Text text;
  if (failure || length == 0 || !identity::sidToText(sid, &text)) return pack.text(nullptr);
  pack.text(text.data(), text.size());
}

void writeNumber(HANDLE desktop, int32_t infoClass, bridge::PackWriter& pack) {
  uint32_t value = 0;
  uint32_t length = 0;
  writeState(pack, ask(desktop, infoClass, &value, sizeof value, &length));
  pack.word(value);
}

}  // namespace

void answerStations(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  Names names;
  const Failure failure = user::EnumWindowStationsW.call(Names::take, names.parameter());
  if (failure) return bridge::writeFailure(answer.pack, failure);
  bridge::writeSuccess(answer.pack);
  names.write(answer.pack);
}

void answerOwnStation(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  HANDLE station = nullptr;
  Failure failure = user::GetProcessWindowStation.call(station);
  if (!failure) failure = writeName(station, answer.pack);
  if (failure) bridge::writeFailure(answer.pack, {user::GetProcessWindowStation.name(), failure.code});
}

void answerStation(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  HANDLE opened = nullptr;
  const Failure failure =
      user::OpenWindowStationW.call(opened, question.text(0), FALSE, user::kEnumDesktops | user::kReadAttributes);
  if (failure) return bridge::writeFailure(answer.pack, failure);
  const user::Station station(opened);
  bridge::writeSuccess(answer.pack);
  if (!answer.isWanted()) return;
  writeFlags(opened, answer.pack);
  if (!answer.isWanted()) return;
  writeSid(opened, answer.pack);
  if (!answer.isWanted()) return;
  Names names;
  writeState(answer.pack, user::EnumDesktopsW.call(opened, Names::take, names.parameter()));
  names.write(answer.pack);
}

void answerDesktop(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  HANDLE opened = nullptr;
  const Failure failure = user::OpenDesktopW.call(opened, question.text(0), 0, FALSE, user::kReadObjects);
  if (failure) return bridge::writeFailure(answer.pack, failure);
  const user::Desktop desktop(opened);
  bridge::writeSuccess(answer.pack);
  if (!answer.isWanted()) return;
  writeNumber(opened, user::kDesktopReceivesInput, answer.pack);
  if (!answer.isWanted()) return;
  writeNumber(opened, user::kDesktopHeapKilobytes, answer.pack);
}

void answerInputDesktop(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  HANDLE opened = nullptr;
  Failure failure = user::OpenInputDesktop.call(opened, 0, FALSE, user::kReadObjects);
  if (failure) return bridge::writeFailure(answer.pack, failure);
  const user::Desktop desktop(opened);
  failure = writeName(opened, answer.pack);
  if (failure) bridge::writeFailure(answer.pack, {user::OpenInputDesktop.name(), failure.code});
}

}  // namespace winstation::desktop
