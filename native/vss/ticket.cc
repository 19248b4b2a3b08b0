#include "vss/ticket.h"

#include "bridge/facts.h"
#include "windows/vssapi_writer.h"

namespace winstation::vss {
namespace {

namespace writer = windows::vssapi::writer;
namespace chosen = windows::vssapi::chosen;

/** No requester has more of them. */
constexpr uint32_t kMostVolumes = 64;
constexpr uint32_t kMostComponents = 100'000;

void append(Text& to, const char16_t* text) {
  size_t length = 0;
  if (text != nullptr) {
    while (text[length] != 0) ++length;
  }
  to.append(text, length);
  to.push(0);
}

const char16_t* afterNul(const char16_t* text) {
  while (*text != 0) ++text;
  return text + 1;
}

bool isPreparing(Call call) { return call == Call::prepareBackup || call == Call::prepareSnapshot; }

/** In other calls the set must not be asked for, and there are no volumes. */
bool hasSet(Call call) {
  return isPreparing(call) || call == Call::freeze || call == Call::thaw || call == Call::postSnapshot;
}

}  // namespace

void Ticket::read(void* impl, const Guid* set) {
  const int32_t result = writer::GetSessionId.call(impl, &sessionId);
  if (result < 0) sessionCode = static_cast<uint32_t>(result);
  if (set != nullptr) snapshotSetId = *set;
  if (!hasSet(call)) return;
  writer::GetCurrentSnapshotSetId.call(impl, &snapshotSetId);
  const uint32_t count = writer::GetCurrentVolumeCount.call(impl);
  const char16_t* const* const names = count == 0 ? nullptr : writer::GetCurrentVolumeArray.call(impl);
  if (names != nullptr) {
    volumeCount = count < kMostVolumes ? count : kMostVolumes;
    for (uint32_t i = 0; i < volumeCount; ++i) append(volumes, names[i]);
  }
  if (!isPreparing(call)) return;
  context = static_cast<uint32_t>(writer::GetContext.call(impl));
  backupType = writer::GetBackupType.call(impl);
}

void Ticket::write(bridge::PackWriter& pack, uint32_t age) const {
  pack.word(id);
  pack.word(static_cast<uint32_t>(call));
  if (sessionCode != 0) {
    bridge::writeFailure(pack, {"IVssWriterImpl.GetSessionId", sessionCode});
  } else {
    bridge::writeSuccess(pack);
    writeGuid(pack, sessionId);
  }
  writeGuid(pack, snapshotSetId);
  pack.word(context);
  pack.word(backupType);
  pack.word(age);
  pack.word(ending == Ending::none ? uint32_t{0} : uint32_t{1});
  const char16_t* text = volumes.data();
  pack.word(volumeCount);
  for (uint32_t i = 0; i < volumeCount; ++i, text = afterNul(text)) pack.text(text);
  pack.word(chosen.areChosen ? uint32_t{1} : uint32_t{0});
  pack.word(chosen.count);
  text = chosen.texts.data();
  for (uint32_t i = 0; i < 2 * chosen.count; ++i, text = afterNul(text)) pack.text(text);
}

Chosen readChosen(void* impl, void* components) {
  Chosen read;
  read.areChosen = writer::AreComponentsSelected.call(impl);
  uint32_t count = 0;
  if (!read.areChosen || components == nullptr || chosen::GetComponentCount.call(components, &count)) return read;
  for (uint32_t i = 0; i < count && read.count < kMostComponents; ++i) {
    windows::Reference component;
    windows::OwnedText path;
    windows::OwnedText name;
    if (chosen::GetComponent.call(components, i, component.out()) || component.get() == nullptr) continue;
    // A component without a path has S_FALSE for it, and NULL.
    if (chosen::GetLogicalPath.call(component.get(), path.out())) continue;
    if (chosen::GetComponentName.call(component.get(), name.out())) continue;
    append(read.texts, path.get());
    append(read.texts, name.get());
    ++read.count;
  }
  return read;
}

}  // namespace winstation::vss
