// The objects that a requester gets.
#include "requester.h"

#include "counted.h"

namespace {

class Async final : public IVssAsync {
 public:
  explicit Async(void* lab) : lab_(lab) {}
  COUNTED(kLabAsync, labAsyncGone(lab_))
  HRESULT Cancel() override { return labAsyncCancel(lab_); }
  HRESULT Wait(DWORD ms) override { return labAsyncWait(lab_, ms); }
  HRESULT QueryStatus(HRESULT* result, INT* reserved) override { return labAsyncStatus(lab_, result, reserved); }

 private:
  static HRESULT as(const VSS_ID& iid) { return same(iid, kUnknown) || same(iid, kAsync) ? kOk : kNoInterface; }
  References references_;
  void* lab_;
};

HRESULT asUnknown(const VSS_ID& iid) { return same(iid, kUnknown) ? kOk : kNoInterface; }

class Files final : public IVssWMFiledesc {
 public:
  explicit Files(void* lab) : lab_(lab) {}
  COUNTED(kLabFiles, labFilesGone(lab_))
  HRESULT GetPath(BSTR* path) override { return labFilesPath(lab_, path); }
  HRESULT GetFilespec(BSTR* spec) override { return labFilesSpec(lab_, spec); }
  HRESULT GetRecursive(bool* recursive) override {
    int value = 0;
    const HRESULT result = labFilesRecursive(lab_, &value);
    *recursive = value != 0;
    return result;
  }

 private:
  static HRESULT as(const VSS_ID& iid) { return asUnknown(iid); }
  References references_;
  void* lab_;
};

class Component final : public IVssWMComponent {
 public:
  explicit Component(void* lab) : lab_(lab) {}
  COUNTED(kLabComponent, labComponentGone(lab_))
  HRESULT GetComponentInfo(const void** info) override { return labComponentInfo(lab_, info); }
  HRESULT FreeComponentInfo(const void* info) override { return labComponentInfoFree(lab_, info); }
  HRESULT GetFile(UINT index, IVssWMFiledesc** file) override { return files(kLabPlainFiles, index, file); }
  HRESULT GetDatabaseFile(UINT index, IVssWMFiledesc** file) override { return files(kLabDatabaseFiles, index, file); }
  HRESULT GetDatabaseLogFile(UINT index, IVssWMFiledesc** file) override { return files(kLabLogFiles, index, file); }

 private:
  static HRESULT as(const VSS_ID& iid) { return asUnknown(iid); }
  HRESULT files(int kind, UINT index, IVssWMFiledesc** file) {
    void* found = nullptr;
    const HRESULT result = labComponentFiles(lab_, kind, index, &found);
    if (found != nullptr) *file = make<Files>(kLabFiles, found);
    return result;
  }
  References references_;
  void* lab_;
};

class Metadata final : public IVssExamineWriterMetadataEx2 {
 public:
  explicit Metadata(void* lab) : lab_(lab) {}
  COUNTED(kLabMetadata, labMetadataGone(lab_))
  HRESULT GetIdentity(VSS_ID* instance, VSS_ID* writer, BSTR* name, int* usage, int* source) override {
    return labMetadataIdentity(lab_, out(instance), out(writer), name, nullptr, usage, source);
  }
  HRESULT GetFileCounts(UINT* include, UINT* exclude, UINT* components) override {
    return labMetadataCounts(lab_, include, exclude, components);
  }
  HRESULT GetComponent(UINT index, IVssWMComponent** component) override {
    void* found = nullptr;
    const HRESULT result = labMetadataComponent(lab_, index, &found);
    if (found != nullptr) *component = make<Component>(kLabComponent, found);
    return result;
  }
  HRESULT GetIdentityEx(VSS_ID* instance, VSS_ID* writer, BSTR* name, BSTR* instanceName, int* usage,
                        int* source) override {
    return labMetadataIdentity(lab_, out(instance), out(writer), name, instanceName, usage, source);
  }

 private:
  static HRESULT as(const VSS_ID& iid) {
    const bool known = same(iid, kUnknown) || same(iid, kExamine) || same(iid, kExamineEx) || same(iid, kExamineEx2);
    return known ? kOk : kNoInterface;
  }
  References references_;
  void* lab_;
};

class Components final : public IVssBackupComponentsEx4 {
 public:
  explicit Components(void* lab) : lab_(lab) {}
  COUNTED(kLabComponents, labRequesterGone(lab_))

  HRESULT InitializeForBackup(BSTR document) override {
    if (document != nullptr) labBroken("InitializeForBackup is given a document");
    return labPlain(lab_, "IVssBackupComponents.InitializeForBackup");
  }
  HRESULT SetBackupState(bool selects, bool bootable, int type, bool partial) override {
    return labSetBackupState(lab_, selects, bootable, type, partial);
  }
  HRESULT InitializeForRestore(BSTR document) override { return labInitializeForRestore(lab_, document); }
  HRESULT GatherWriterMetadata(IVssAsync** async) override { return begin("GatherWriterMetadata", async); }
  HRESULT GetWriterMetadataCount(UINT* count) override {
    return labAskCount(lab_, "IVssBackupComponents.GetWriterMetadataCount", count);
  }
  HRESULT GetWriterMetadata(UINT index, VSS_ID* instance, IVssExamineWriterMetadata** metadata) override {
    void* found = nullptr;
    const HRESULT result = labMetadata(lab_, index, out(instance), &found);
    if (found != nullptr) *metadata = make<Metadata>(kLabMetadata, found);
    return result;
  }
  HRESULT FreeWriterMetadata() override { return labPlain(lab_, "IVssBackupComponents.FreeWriterMetadata"); }
  HRESULT AddComponent(VSS_ID instance, VSS_ID writer, int type, LPCWSTR path, LPCWSTR name) override {
    return labAddComponent(lab_, in(instance), in(writer), type, path, name);
  }
  HRESULT PrepareForBackup(IVssAsync** async) override { return begin("PrepareForBackup", async); }
  HRESULT AbortBackup() override { return labPlain(lab_, "IVssBackupComponents.AbortBackup"); }
  HRESULT GatherWriterStatus(IVssAsync** async) override { return begin("GatherWriterStatus", async); }
  HRESULT GetWriterStatusCount(UINT* count) override {
    return labAskCount(lab_, "IVssBackupComponents.GetWriterStatusCount", count);
  }
  HRESULT FreeWriterStatus() override { return labPlain(lab_, "IVssBackupComponents.FreeWriterStatus"); }
  HRESULT GetWriterStatus(UINT index, VSS_ID* instance, VSS_ID* writer, BSTR* name, int* state,
                          HRESULT* failure) override {
    return labWriterStatus(lab_, index, out(instance), out(writer), name, state, failure, nullptr, nullptr);
  }
  HRESULT SetBackupSucceeded(VSS_ID instance, VSS_ID writer, int type, LPCWSTR path, LPCWSTR name,
                             bool succeeded) override {
    return labSetBackupSucceeded(lab_, in(instance), in(writer), type, path, name, succeeded);
  }
  HRESULT SetSelectedForRestore(VSS_ID writer, int type, LPCWSTR path, LPCWSTR name, bool selected) override {
    return labSetSelectedForRestore(lab_, in(writer), type, path, name, selected);
  }
  HRESULT SaveAsXML(BSTR* document) override {
    return labAskText(lab_, "IVssBackupComponents.SaveAsXML", document);
  }
  HRESULT BackupComplete(IVssAsync** async) override { return begin("BackupComplete", async); }
  HRESULT SetFileRestoreStatus(VSS_ID writer, int type, LPCWSTR path, LPCWSTR name, int status) override {
    return labSetFileRestoreStatus(lab_, in(writer), type, path, name, status);
  }
  HRESULT PreRestore(IVssAsync** async) override { return begin("PreRestore", async); }
  HRESULT PostRestore(IVssAsync** async) override { return begin("PostRestore", async); }
  HRESULT StartSnapshotSet(VSS_ID* set) override {
    return labAskId(lab_, "IVssBackupComponents.StartSnapshotSet", out(set));
  }
  HRESULT AddToSnapshotSet(PWSZ volume, VSS_ID provider, VSS_ID* snapshot) override {
    return labAddToSnapshotSet(lab_, volume, in(provider), out(snapshot));
  }
  HRESULT DoSnapshotSet(IVssAsync** async) override { return begin("DoSnapshotSet", async); }
  HRESULT GetSnapshotProperties(VSS_ID snapshot, void* properties) override {
    return labSnapshotProperties(lab_, in(snapshot), properties);
  }
  HRESULT DisableWriterClasses(const VSS_ID* classes, UINT count) override {
    return labClasses(lab_, "IVssBackupComponents.DisableWriterClasses", in(*classes), count);
  }
  HRESULT EnableWriterClasses(const VSS_ID* classes, UINT count) override {
    return labClasses(lab_, "IVssBackupComponents.EnableWriterClasses", in(*classes), count);
  }
  HRESULT GetWriterStatusEx(UINT index, VSS_ID* instance, VSS_ID* writer, BSTR* name, int* state, HRESULT* failure,
                            HRESULT* application, BSTR* message) override {
    return labWriterStatus(lab_, index, out(instance), out(writer), name, state, failure, application, message);
  }
  HRESULT GetSessionId(VSS_ID* id) override {
    return labAskId(lab_, "IVssBackupComponentsEx3.GetSessionId", out(id));
  }

 private:
  // A Windows without ids of sessions lacks the later interfaces.
  HRESULT as(const VSS_ID& iid) {
    if (same(iid, kUnknown) || same(iid, kComponents) || same(iid, kComponentsEx) || same(iid, kComponentsEx2)) {
      return kOk;
    }
    const bool later = same(iid, kComponentsEx3) || same(iid, kComponentsEx4);
    return later && labHasSessionIds(lab_) != 0 ? kOk : kNoInterface;
  }

  HRESULT begin(const char* method, IVssAsync** async) {
    void* begun = nullptr;
    const HRESULT result = labBegin(lab_, method, &begun);
    if (begun != nullptr) *async = make<Async>(kLabAsync, begun);
    return result;
  }

  References references_;
  void* lab_;
};

}  // namespace

extern "C" void* shimComponents(void* requester) {
  return static_cast<IVssBackupComponents*>(make<Components>(kLabComponents, requester));
}
