#include "vss/event.h"

#include <algorithm>
#include <cstring>

#include "buffers.h"
#include "notes.h"
#include "vss/values.h"

namespace lab::vss {
namespace {

thread_local Event* t_event = nullptr;

struct Handler {
  std::string_view name;
  int method;
};

constexpr Handler kHandlers[] = {
    {"OnPrepareBackup", kLabPrepareBackup},
    {"OnPrepareSnapshot", kLabPrepareSnapshot},
    {"OnFreeze", kLabFreeze},
    {"OnThaw", kLabThaw},
    {"OnAbort", kLabAbort},
    {"OnBackupComplete", kLabBackupComplete},
    {"OnBackupShutdown", kLabBackupShutdown},
    {"OnPreRestore", kLabPreRestore},
    {"OnPostRestore", kLabPostRestore},
    {"OnPostSnapshot", kLabPostSnapshot},
};

int methodOf(std::string_view name) {
  for (const Handler& it : kHandlers) {
    if (it.name == name) return it.method;
  }
  note::broken("the world calls a handler that there is not: " + std::string(name));
  return 0;
}

}  // namespace

Event* Event::enter(Event* event) {
  Event* before = t_event;
  t_event = event;
  return before;
}

Event::Event(std::uint32_t writer, Reader& reader) : writer_(writer), handler_(methodOf(reader.ascii())) {
  hasSession = reader.u8() != 0;
  session = idFrom(reader.text());
  snapshotSet = idFrom(reader.text());
  std::vector<std::wstring> texts;
  for (std::uint32_t left = reader.u32(); left > 0 && reader.good(); --left) texts.push_back(wide(reader.text()));
  context = reader.u32();
  backupType = reader.u32();
  restoreType = reader.u32();
  selected = reader.u8() != 0;
  for (std::uint32_t left = reader.u32(); left > 0 && reader.good(); --left) {
    const std::uint32_t type = reader.u32();
    const Text path = reader.text();
    components.push_back({type, !path.null(), wide(path), wide(reader.text())});
  }
  instance = idFrom(reader.text());
  shuttingDown = reader.u8() != 0;
  placeVolumes(texts);
}

Event::~Event() {
  t_event = before_;
  if (volumes != nullptr) freed(volumes, kLabArguments, 0);
}

void Event::placeVolumes(const std::vector<std::wstring>& texts) {
  if (texts.empty()) return;
  std::vector<std::size_t> sizes = {texts.size() * sizeof(wchar_t*)};
  for (const std::wstring& text : texts) sizes.push_back((text.size() + 1) * sizeof(wchar_t));
  const auto pieces = allocate(sizes);
  volumes = static_cast<const wchar_t**>(pieces[0]);
  volumeCount = static_cast<std::uint32_t>(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::memcpy(pieces[i + 1], texts[i].c_str(), sizes[i + 1]);
    volumes[i] = static_cast<const wchar_t*>(pieces[i + 1]);
  }
  given(volumes, kLabArguments, 0);
}

Event* Event::current(std::uint32_t writer, const char* method) {
  if (t_event != nullptr && t_event->writer_ == writer) return t_event;
  note::broken(std::string("IVssWriterImpl.") + method + " on a thread that Windows has not called");
  return nullptr;
}

void Event::mayAsk(const char* method, std::initializer_list<int> in) const {
  if (std::find(in.begin(), in.end(), handler_) != in.end()) return;
  note::broken(std::string("IVssWriterImpl.") + method + " where it must not be asked: in handler " +
               std::to_string(handler_));
}

}  // namespace lab::vss
