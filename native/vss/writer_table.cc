#include "vss/writer.h"

// What Windows calls. No exception leaves any of these: nothing here throws.

namespace winstation::vss {
namespace {

template <Call call>
bool WINAPI on(WriterObject* self) {
  return self->writer->called(call, nullptr, nullptr);
}

template <Call call>
bool WINAPI onComponents(WriterObject* self, void* components) {
  return self->writer->called(call, components, nullptr);
}

bool WINAPI onBackupShutdown(WriterObject* self, Guid set) {
  return self->writer->called(Call::backupShutdown, nullptr, &set);
}

bool WINAPI onIdentify(WriterObject* self, void* metadata) { return self->writer->describe(metadata); }

/** One of the two answers is enough. */
bool WINAPI onIdentifyEx(WriterObject*, void*) { return false; }

// Not subscribed to.

bool WINAPI onNothing(WriterObject*) { return true; }
bool WINAPI onVolume(WriterObject*, char16_t*, Guid, Guid) { return true; }

/** Nobody deletes the object but its writer. */
void* WINSTATION_METHOD destroy(WriterObject* self, uint32_t) { return self; }

}  // namespace

constinit const windows::WriterTable<WriterObject> kWriterTable = {
    .destroy = destroy,
    .OnIdentify = onIdentify,
    .OnPrepareBackup = onComponents<Call::prepareBackup>,
    .OnPrepareSnapshot = on<Call::prepareSnapshot>,
    .OnFreeze = on<Call::freeze>,
    .OnThaw = on<Call::thaw>,
    .OnAbort = on<Call::abort>,
    .OnBackupComplete = onComponents<Call::backupComplete>,
    .OnBackupShutdown = onBackupShutdown,
    .OnPreRestore = onComponents<Call::preRestore>,
    .OnPostRestore = onComponents<Call::postRestore>,
    .OnPostSnapshot = onComponents<Call::postSnapshot>,
    .OnBackOffIOOnVolume = onVolume,
    .OnContinueIOOnVolume = onVolume,
    .OnVSSShutdown = onNothing,
    .OnVSSApplicationStartup = onNothing,
    .OnIdentifyEx = onIdentifyEx,
};

}  // namespace winstation::vss
