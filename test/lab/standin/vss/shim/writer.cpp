// The object that a writer gets, and the calls of what a writer is.
#include "writer.h"

#include "counted.h"

namespace {

class Writer final : public IVssWriterImpl {
 public:
  explicit Writer(CVssWriterEx* foreign) : foreign_(foreign) { labWriter(this, &lab_); }
  COUNTED(kLabWriter, labWriterGone(lab_))

  HRESULT Initialize(VSS_ID id, LPCWSTR name, LPCWSTR instanceName, DWORD major, DWORD minor, int usage, int source,
                     int level, DWORD freezeTimeout, int alternate, bool ioOnly) override {
    return labWriterInitialize(lab_, in(id), name, instanceName, major, minor, usage, source, level, freezeTimeout,
                               alternate, ioOnly);
  }
  HRESULT Subscribe(DWORD timeout, DWORD mask) override { return labWriterSubscribe(lab_, timeout, mask); }
  HRESULT Unsubscribe() override { return labWriterUnsubscribe(lab_); }
  void Uninitialize() override { labWriterUninitialize(lab_); }
  LPCWSTR* GetCurrentVolumeArray() const override { return labVolumes(lab_); }
  UINT GetCurrentVolumeCount() const override { return labVolumeCount(lab_); }
  HRESULT GetSnapshotDeviceName(LPCWSTR volume, LPCWSTR* device) const override {
    return labDeviceName(lab_, volume, device);
  }
  VSS_ID GetCurrentSnapshotSetId() const override {
    VSS_ID id{};
    labSnapshotSet(lab_, out(&id));
    return id;
  }
  LONG GetContext() const override { return labContext(lab_); }
  int GetCurrentLevel() const override { return labLevel(lab_); }
  bool AreComponentsSelected() const override { return labComponentsSelected(lab_) != 0; }
  int GetBackupType() const override { return labBackupType(lab_); }
  int GetRestoreType() const override { return labRestoreType(lab_); }
  // S_FALSE: no code of its own.
  HRESULT SetWriterFailure(HRESULT code) override { return labFailure(lab_, code, 1, nullptr); }
  HRESULT SetWriterFailureEx(HRESULT code, HRESULT application, LPCWSTR message) override {
    return labFailure(lab_, code, application, message);
  }
  HRESULT GetSessionId(VSS_ID* id) override { return labSession(lab_, out(id)); }
  bool IsWriterShuttingDown() override { return labShuttingDown(lab_) != 0; }

  [[nodiscard]] CVssWriterEx* foreign() const { return foreign_; }

 private:
  static HRESULT as(const VSS_ID& iid) { return same(iid, kUnknown) ? kOk : kNoInterface; }
  References references_;
  CVssWriterEx* foreign_;
  void* lab_ = nullptr;
};

class Named final : public IVssComponent {
 public:
  Named(void* event, UINT index) : event_(event), index_(index) {}
  COUNTED(kLabNamed, )
  HRESULT GetLogicalPath(BSTR* path) override { return labNamedPath(event_, index_, path); }
  HRESULT GetComponentType(int* type) override { return labNamedType(event_, index_, type); }
  HRESULT GetComponentName(BSTR* name) override { return labNamedName(event_, index_, name); }

 private:
  static HRESULT as(const VSS_ID& iid) { return same(iid, kUnknown) || same(iid, kComponent) ? kOk : kNoInterface; }
  References references_;
  void* event_;
  UINT index_;
};

class Components final : public IVssWriterComponents {
 public:
  explicit Components(void* event) : event_(event) {}
  HRESULT GetComponentCount(UINT* count) override {
    *count = labNamedCount(event_);
    return kOk;
  }
  HRESULT GetWriterInfo(VSS_ID* instance, VSS_ID* writer) override {
    return labNamedWriter(event_, out(instance), out(writer));
  }
  HRESULT GetComponent(UINT index, IVssComponent** component) override {
    constexpr HRESULT kNoSuch = static_cast<HRESULT>(0x80042308);
    if (index >= labNamedCount(event_)) return kNoSuch;
    *component = make<Named>(kLabNamed, event_, index);
    return kOk;
  }

 private:
  void* event_;
};

// The lifetime of metadata is the caller's, whoever counts.
class Metadata final : public IVssCreateWriterMetadataEx {
 public:
  explicit Metadata(void* said) : said_(said) {}
  HRESULT QueryInterface(const VSS_ID&, void**) override { labUnused("IVssCreateWriterMetadataEx::QueryInterface"); }
  ULONG AddRef() override { labUnused("IVssCreateWriterMetadataEx::AddRef"); }
  ULONG Release() override { labUnused("IVssCreateWriterMetadataEx::Release"); }
  HRESULT AddExcludeFiles(LPCWSTR path, LPCWSTR spec, bool recursive) override {
    return labSaidExclude(said_, path, spec, recursive);
  }
  HRESULT AddComponent(int type, LPCWSTR path, LPCWSTR name, LPCWSTR caption, const BYTE* icon, UINT iconSize,
                       bool restoreMetadata, bool notify, bool selectable, bool selectableForRestore,
                       DWORD flags) override {
    return labSaidComponent(said_, type, path, name, caption, icon, iconSize, restoreMetadata, notify, selectable,
                            selectableForRestore, flags);
  }
  HRESULT AddDatabaseFiles(LPCWSTR path, LPCWSTR name, LPCWSTR folder, LPCWSTR spec, DWORD mask) override {
    return labSaidFiles(said_, kLabDatabaseFiles, path, name, folder, spec, 0, nullptr, mask);
  }
  HRESULT AddFilesToFileGroup(LPCWSTR path, LPCWSTR name, LPCWSTR folder, LPCWSTR spec, bool recursive,
                              LPCWSTR alternate, DWORD mask) override {
    return labSaidFiles(said_, kLabPlainFiles, path, name, folder, spec, recursive, alternate, mask);
  }
  HRESULT SetRestoreMethod(int method, LPCWSTR service, LPCWSTR procedure, int writerRestore, bool reboot) override {
    return labSaidRestoreMethod(said_, method, service, procedure, writerRestore, reboot);
  }

 private:
  void* said_;
};

}  // namespace

extern "C" void* shimWriter(void* foreign) {
  return static_cast<IVssWriterImpl*>(make<Writer>(kLabWriter, static_cast<CVssWriterEx*>(foreign)));
}

extern "C" int shimCall(void* object, int handler, void* event, int hasComponents, const LabId* snapshotSet) {
  CVssWriterEx* foreign = static_cast<Writer*>(object)->foreign();
  // In memory of their own, so that a writer which keeps them is noticed.
  auto* components = hasComponents != 0 ? make<Components>(kLabArguments, event) : nullptr;
  const auto called = [&]() -> bool {
    switch (handler) {
      case kLabPrepareBackup:
        return foreign->OnPrepareBackup(components);
      case kLabPrepareSnapshot:
        return foreign->OnPrepareSnapshot();
      case kLabFreeze:
        return foreign->OnFreeze();
      case kLabThaw:
        return foreign->OnThaw();
      case kLabAbort:
        return foreign->OnAbort();
      case kLabBackupComplete:
        return foreign->OnBackupComplete(components);
      case kLabBackupShutdown:
        return foreign->OnBackupShutdown(*reinterpret_cast<const VSS_ID*>(snapshotSet));
      case kLabPreRestore:
        return foreign->OnPreRestore(components);
      case kLabPostRestore:
        return foreign->OnPostRestore(components);
      case kLabPostSnapshot:
        return foreign->OnPostSnapshot(components);
      default:
        labUnused("CVssWriterEx: a method that there is not");
    }
  };
  const bool returned = called();
  if (components != nullptr) labUnmake(components, kLabArguments);
  return returned ? 1 : 0;
}

extern "C" int shimIdentify(void* object, int extended, void* said) {
  CVssWriterEx* foreign = static_cast<Writer*>(object)->foreign();
  auto* metadata = make<Metadata>(kLabArguments, said);
  const bool returned = extended != 0 ? foreign->OnIdentifyEx(metadata) : foreign->OnIdentify(metadata);
  labUnmake(metadata, kLabArguments);
  return returned ? 1 : 0;
}
