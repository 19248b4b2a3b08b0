// The interfaces of writers, from vswriter.h's documentation. CVssWriterEx is a class of the program under test: here
// it is only declared, and called.
#pragma once
#include "windows.h"

inline constexpr VSS_ID kComponent = {0xd2c72c96, 0xc121, 0x4518, {0xb6, 0x27, 0xe5, 0xa9, 0x3d, 0x01, 0x0e, 0xad}};

struct IVssWriterImpl : IUnknown {
  virtual HRESULT Initialize(VSS_ID id, LPCWSTR name, LPCWSTR instanceName, DWORD major, DWORD minor, int usage,
                             int source, int level, DWORD freezeTimeout, int alternate, bool ioOnly) = 0;
  virtual HRESULT Subscribe(DWORD timeout, DWORD mask) = 0;
  virtual HRESULT Unsubscribe() = 0;
  virtual void Uninitialize() = 0;
  virtual LPCWSTR* GetCurrentVolumeArray() const = 0;
  virtual UINT GetCurrentVolumeCount() const = 0;
  virtual HRESULT GetSnapshotDeviceName(LPCWSTR volume, LPCWSTR* device) const = 0;
  virtual VSS_ID GetCurrentSnapshotSetId() const = 0;
  virtual LONG GetContext() const = 0;
  virtual int GetCurrentLevel() const = 0;
  UNUSED(IVssWriterImpl, IsPathAffected)
  UNUSED(IVssWriterImpl, IsBootableSystemStateBackedUp)
  virtual bool AreComponentsSelected() const = 0;
  virtual int GetBackupType() const = 0;
  virtual int GetRestoreType() const = 0;
  virtual HRESULT SetWriterFailure(HRESULT code) = 0;
  UNUSED(IVssWriterImpl, IsPartialFileSupportEnabled)
  UNUSED(IVssWriterImpl, InstallAlternateWriter)
  UNUSED(IVssWriterImpl, GetIdentityInformation)
  virtual HRESULT SetWriterFailureEx(HRESULT code, HRESULT application, LPCWSTR message) = 0;
  virtual HRESULT GetSessionId(VSS_ID* id) = 0;
  virtual bool IsWriterShuttingDown() = 0;
};

struct IVssComponent : IUnknown {
  virtual HRESULT GetLogicalPath(BSTR* path) = 0;
  virtual HRESULT GetComponentType(int* type) = 0;
  virtual HRESULT GetComponentName(BSTR* name) = 0;
  UNUSED(IVssComponent, GetBackupSucceeded)
  UNUSED(IVssComponent, GetAlternateLocationMappingCount)
  UNUSED(IVssComponent, GetAlternateLocationMapping)
  UNUSED(IVssComponent, SetBackupMetadata)
  UNUSED(IVssComponent, GetBackupMetadata)
  // What follows is about partial files, restores and failures of single components. No name is needed to be refused.
  UNUSED(IVssComponent, Place11)
  UNUSED(IVssComponent, Place12)
  UNUSED(IVssComponent, Place13)
  UNUSED(IVssComponent, Place14)
  UNUSED(IVssComponent, Place15)
  UNUSED(IVssComponent, Place16)
  UNUSED(IVssComponent, Place17)
  UNUSED(IVssComponent, Place18)
  UNUSED(IVssComponent, Place19)
  UNUSED(IVssComponent, Place20)
  UNUSED(IVssComponent, Place21)
  UNUSED(IVssComponent, Place22)
  UNUSED(IVssComponent, Place23)
  UNUSED(IVssComponent, Place24)
  UNUSED(IVssComponent, Place25)
  UNUSED(IVssComponent, Place26)
  UNUSED(IVssComponent, Place27)
  UNUSED(IVssComponent, Place28)
  UNUSED(IVssComponent, Place29)
  UNUSED(IVssComponent, Place30)
  UNUSED(IVssComponent, Place31)
  UNUSED(IVssComponent, Place32)
  UNUSED(IVssComponent, Place33)
  UNUSED(IVssComponent, Place34)
  UNUSED(IVssComponent, Place35)
  UNUSED(IVssComponent, Place36)
  UNUSED(IVssComponent, Place37)
  UNUSED(IVssComponent, Place38)
  UNUSED(IVssComponent, Place39)
  UNUSED(IVssComponent, Place40)
  UNUSED(IVssComponent, Place41)
  UNUSED(IVssComponent, Place42)
  UNUSED(IVssComponent, Place43)
  UNUSED(IVssComponent, Place44)
  UNUSED(IVssComponent, Place45)
  UNUSED(IVssComponent, Place46)
  UNUSED(IVssComponent, Place47)
  UNUSED(IVssComponent, Place48)
  UNUSED(IVssComponent, Place49)
};

// Neither of these two is an object of COM, and nobody keeps them.
struct IVssWriterComponents {
  virtual HRESULT GetComponentCount(UINT* count) = 0;
  virtual HRESULT GetWriterInfo(VSS_ID* instance, VSS_ID* writer) = 0;
  virtual HRESULT GetComponent(UINT index, IVssComponent** component) = 0;
};

struct IVssCreateWriterMetadata {
  UNUSED(IVssCreateWriterMetadata, AddIncludeFiles)
  virtual HRESULT AddExcludeFiles(LPCWSTR path, LPCWSTR spec, bool recursive) = 0;
  virtual HRESULT AddComponent(int type, LPCWSTR path, LPCWSTR name, LPCWSTR caption, const BYTE* icon, UINT iconSize,
                               bool restoreMetadata, bool notify, bool selectable, bool selectableForRestore,
                               DWORD flags) = 0;
  virtual HRESULT AddDatabaseFiles(LPCWSTR path, LPCWSTR name, LPCWSTR folder, LPCWSTR spec, DWORD mask) = 0;
  UNUSED(IVssCreateWriterMetadata, AddDatabaseLogFiles)
  virtual HRESULT AddFilesToFileGroup(LPCWSTR path, LPCWSTR name, LPCWSTR folder, LPCWSTR spec, bool recursive,
                                      LPCWSTR alternate, DWORD mask) = 0;
  virtual HRESULT SetRestoreMethod(int method, LPCWSTR service, LPCWSTR procedure, int writerRestore, bool reboot) = 0;
  UNUSED(IVssCreateWriterMetadata, AddAlternateLocationMapping)
  UNUSED(IVssCreateWriterMetadata, AddComponentDependency)
  UNUSED(IVssCreateWriterMetadata, SetBackupSchema)
  UNUSED(IVssCreateWriterMetadata, GetDocument)
  UNUSED(IVssCreateWriterMetadata, SaveAsXML)
};

// The second table, that of IUnknown, comes behind the first pointer.
struct IVssCreateWriterMetadataEx : IVssCreateWriterMetadata, IUnknown {
  UNUSED(IVssCreateWriterMetadataEx, AddExcludeFilesFromSnapshot)
};

class CVssWriter {
 public:
  virtual ~CVssWriter() = 0;
  virtual bool OnIdentify(IVssCreateWriterMetadata* metadata) = 0;
  virtual bool OnPrepareBackup(IVssWriterComponents* components) = 0;
  virtual bool OnPrepareSnapshot() = 0;
  virtual bool OnFreeze() = 0;
  virtual bool OnThaw() = 0;
  virtual bool OnAbort() = 0;
  virtual bool OnBackupComplete(IVssWriterComponents* components) = 0;
  virtual bool OnBackupShutdown(VSS_ID snapshotSet) = 0;
  virtual bool OnPreRestore(IVssWriterComponents* components) = 0;
  virtual bool OnPostRestore(IVssWriterComponents* components) = 0;
  virtual bool OnPostSnapshot(IVssWriterComponents* components) = 0;
  virtual bool OnBackOffIOOnVolume(PWSZ volume, VSS_ID snapshotSet, VSS_ID provider) = 0;
  virtual bool OnContinueIOOnVolume(PWSZ volume, VSS_ID snapshotSet, VSS_ID provider) = 0;
  virtual bool OnVSSShutdown() = 0;
  virtual bool OnVSSApplicationStartup() = 0;

 private:
  IVssWriterImpl* implementation_;
};

class CVssWriterEx : public CVssWriter {
 public:
  virtual bool OnIdentifyEx(IVssCreateWriterMetadataEx* metadata) = 0;
};
static_assert(sizeof(CVssWriterEx) == 2 * sizeof(void*));
