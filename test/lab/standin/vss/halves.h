// What the two halves of vssapi.dll say to one another. The half in `shim/` is compiled for MSVC's C++ ABI, so that the
// compiler and not the lab lays out Windows' classes; it has no library and knows no world. The other half is the
// lab's. Only C functions and plain types cross. `void*` without a name is an object of the other half.
#pragma once

extern "C" {

struct LabId {
  unsigned char bytes[16];
};

// Whose memory it is, and how it is given back: `../../wire/ledger.ts` has the same numbers.
enum LabOwner : int {
  kLabComponents = 241,
  kLabAsync = 242,
  kLabMetadata = 243,
  kLabComponent = 244,
  kLabFiles = 245,
  kLabWriter = 246,
  kLabNamed = 247,
  kLabBstr = 248,
  kLabComponentInfo = 249,
  kLabProperties = 250,
  kLabArguments = 240,
};

// Objects lie in memory of their own, which nobody may touch when they are gone.
void* labMake(unsigned long long size, int owner);
void labUnmake(void* object, int owner);

// What no program does that is right. The first ends the process.
[[noreturn]] void labUnused(const char* method);
void labBroken(const char* rule);

// IVssBackupComponents. All on the thread that has made it.

long labRequester(void** requester);
void labRequesterGone(void* requester);
int labHasSessionIds(void* requester);
// Calls that have no arguments and answer nothing.
long labPlain(void* requester, const char* call);
long labInitializeForRestore(void* requester, const wchar_t* document);
long labSetBackupState(void* requester, int selects, int bootable, int type, int partial);
// Calls that answer an id, a count, a text.
long labAskId(void* requester, const char* call, LabId* id);
long labAskCount(void* requester, const char* call, unsigned* count);
long labAskText(void* requester, const char* call, wchar_t** text);
long labClasses(void* requester, const char* call, const LabId* classes, unsigned count);
long labAddComponent(void* requester, const LabId* instance, const LabId* writer, int type, const wchar_t* path,
                     const wchar_t* name);
long labSetBackupSucceeded(void* requester, const LabId* instance, const LabId* writer, int type, const wchar_t* path,
                           const wchar_t* name, int succeeded);
long labSetSelectedForRestore(void* requester, const LabId* writer, int type, const wchar_t* path, const wchar_t* name,
                              int selected);
long labSetFileRestoreStatus(void* requester, const LabId* writer, int type, const wchar_t* path, const wchar_t* name,
                             int status);
long labAddToSnapshotSet(void* requester, const wchar_t* volume, const LabId* provider, LabId* snapshot);
long labSnapshotProperties(void* requester, const LabId* snapshot, void* properties);
// `application` and `message` are NULL for the older of the two calls.
long labWriterStatus(void* requester, unsigned index, LabId* instance, LabId* writer, wchar_t** name, int* state,
                     long* failure, long* application, wchar_t** message);

// IVssAsync. A failure may come at once, and then there is none.

long labBegin(void* requester, const char* call, void** async);
long labAsyncWait(void* async, unsigned long ms);
long labAsyncStatus(void* async, long* result, int* reserved);
long labAsyncCancel(void* async);
void labAsyncGone(void* async);

// IVssExamineWriterMetadata, IVssWMComponent, IVssWMFiledesc.

long labMetadata(void* requester, unsigned index, LabId* instance, void** metadata);
// `instanceName` is NULL for the older of the two calls.
long labMetadataIdentity(void* metadata, LabId* instance, LabId* writer, wchar_t** name, wchar_t** instanceName,
                         int* usage, int* source);
long labMetadataCounts(void* metadata, unsigned* include, unsigned* exclude, unsigned* components);
long labMetadataComponent(void* metadata, unsigned index, void** component);
void labMetadataGone(void* metadata);
long labComponentInfo(void* component, const void** info);
long labComponentInfoFree(void* component, const void* info);
enum LabFileKind : int { kLabPlainFiles, kLabDatabaseFiles, kLabLogFiles };
long labComponentFiles(void* component, int kind, unsigned index, void** files);
void labComponentGone(void* component);
long labFilesPath(void* files, wchar_t** text);
long labFilesSpec(void* files, wchar_t** text);
long labFilesRecursive(void* files, int* recursive);
void labFilesGone(void* files);

// IVssWriterImpl. `object` is the one that calls the foreign CVssWriterEx.

void labWriter(void* object, void** writer);
void labWriterGone(void* writer);
long labWriterInitialize(void* writer, const LabId* id, const wchar_t* name, const wchar_t* instanceName,
                         unsigned long major, unsigned long minor, int usage, int source, int level,
                         unsigned long freezeTimeout, int alternate, int ioOnly);
long labWriterSubscribe(void* writer, unsigned long timeout, unsigned long mask);
long labWriterUnsubscribe(void* writer);
void labWriterUninitialize(void* writer);
// Asked in a handler, on its thread.
const wchar_t** labVolumes(void* writer);
unsigned labVolumeCount(void* writer);
long labDeviceName(void* writer, const wchar_t* volume, const wchar_t** device);
void labSnapshotSet(void* writer, LabId* id);
long labContext(void* writer);
int labLevel(void* writer);
int labComponentsSelected(void* writer);
int labBackupType(void* writer);
int labRestoreType(void* writer);
long labFailure(void* writer, long code, long application, const wchar_t* message);
long labSession(void* writer, LabId* id);
int labShuttingDown(void* writer);

// IVssWriterComponents and IVssComponent: `event` is the call that they belong to.

unsigned labNamedCount(void* event);
long labNamedWriter(void* event, LabId* instance, LabId* writer);
long labNamedType(void* event, unsigned index, int* type);
long labNamedPath(void* event, unsigned index, wchar_t** text);
long labNamedName(void* event, unsigned index, wchar_t** text);

// IVssCreateWriterMetadata: what a writer says of itself.

long labSaidComponent(void* said, int type, const wchar_t* path, const wchar_t* name, const wchar_t* caption,
                      const void* icon, unsigned iconSize, int restoreMetadata, int notify, int selectable,
                      int selectableForRestore, unsigned long flags);
long labSaidFiles(void* said, int kind, const wchar_t* path, const wchar_t* name, const wchar_t* folder,
                  const wchar_t* spec, int recursive, const wchar_t* alternate, unsigned long mask);
long labSaidExclude(void* said, const wchar_t* path, const wchar_t* spec, int recursive);
long labSaidRestoreMethod(void* said, int method, const wchar_t* service, const wchar_t* procedure, int writerRestore,
                          int reboot);

// What the half with Windows' classes does.

// The objects that programs get.
void* shimComponents(void* requester);
void* shimWriter(void* foreign);
// The methods of a foreign CVssWriterEx, by their order in its class. The answer is what it returns.
enum LabHandler : int {
  kLabPrepareBackup = 2,
  kLabPrepareSnapshot = 3,
  kLabFreeze = 4,
  kLabThaw = 5,
  kLabAbort = 6,
  kLabBackupComplete = 7,
  kLabBackupShutdown = 8,
  kLabPreRestore = 9,
  kLabPostRestore = 10,
  kLabPostSnapshot = 11,
};
int shimCall(void* object, int handler, void* event, int hasComponents, const LabId* snapshotSet);
int shimIdentify(void* object, int extended, void* said);
}
