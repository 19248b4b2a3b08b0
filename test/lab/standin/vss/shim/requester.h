// The interfaces of requesters, from vsbackup.h's documentation.
#pragma once
#include "windows.h"

inline constexpr VSS_ID kComponents = {0x665c1d5f, 0xc218, 0x414d, {0xa0, 0x5d, 0x7f, 0xef, 0x5f, 0x9d, 0x5c, 0x86}};
inline constexpr VSS_ID kComponentsEx = {0x963f03ad, 0x9e4c, 0x4a34, {0xac, 0x15, 0xe4, 0xb6, 0x17, 0x4e, 0x50, 0x36}};
inline constexpr VSS_ID kComponentsEx2 = {0xacfe2b3a, 0x22c9, 0x4ef8, {0xbd, 0x03, 0x2f, 0x9c, 0xa2, 0x30, 0x08, 0x4e}};
inline constexpr VSS_ID kComponentsEx3 = {0xc191bfbc, 0xb602, 0x4675, {0x8b, 0xd1, 0x67, 0xd6, 0x42, 0xf5, 0x29, 0xd5}};
inline constexpr VSS_ID kComponentsEx4 = {0xf434c2fd, 0xb553, 0x4961, {0xa9, 0xf9, 0xa8, 0xe9, 0x0b, 0x67, 0x3e, 0x53}};
inline constexpr VSS_ID kAsync = {0x507c37b4, 0xcf5b, 0x4e95, {0xb0, 0xaf, 0x14, 0xeb, 0x97, 0x67, 0x46, 0x7e}};
inline constexpr VSS_ID kExamine = {0x902fcf7f, 0xb7fd, 0x42f8, {0x81, 0xf1, 0xb2, 0xe4, 0x00, 0xb1, 0xe5, 0xbd}};
inline constexpr VSS_ID kExamineEx = {0x0c0e5ec0, 0xca44, 0x472b, {0xb7, 0x02, 0xe6, 0x52, 0xdb, 0x1c, 0x04, 0x51}};
inline constexpr VSS_ID kExamineEx2 = {0xce115780, 0xa611, 0x431b, {0xb5, 0x7f, 0xc3, 0x83, 0x03, 0xab, 0x6a, 0xee}};

struct IVssAsync : IUnknown {
  virtual HRESULT Cancel() = 0;
  virtual HRESULT Wait(DWORD ms) = 0;
  virtual HRESULT QueryStatus(HRESULT* result, INT* reserved) = 0;
};

struct IVssWMFiledesc : IUnknown {
  virtual HRESULT GetPath(BSTR* path) = 0;
  virtual HRESULT GetFilespec(BSTR* spec) = 0;
  virtual HRESULT GetRecursive(bool* recursive) = 0;
  UNUSED(IVssWMFiledesc, GetAlternateLocation)
  UNUSED(IVssWMFiledesc, GetBackupTypeMask)
};

struct IVssWMComponent : IUnknown {
  virtual HRESULT GetComponentInfo(const void** info) = 0;
  virtual HRESULT FreeComponentInfo(const void* info) = 0;
  virtual HRESULT GetFile(UINT index, IVssWMFiledesc** file) = 0;
  virtual HRESULT GetDatabaseFile(UINT index, IVssWMFiledesc** file) = 0;
  virtual HRESULT GetDatabaseLogFile(UINT index, IVssWMFiledesc** file) = 0;
  UNUSED(IVssWMComponent, GetDependency)
};

struct IVssExamineWriterMetadata : IUnknown {
  virtual HRESULT GetIdentity(VSS_ID* instance, VSS_ID* writer, BSTR* name, int* usage, int* source) = 0;
  virtual HRESULT GetFileCounts(UINT* include, UINT* exclude, UINT* components) = 0;
  UNUSED(IVssExamineWriterMetadata, GetIncludeFile)
  UNUSED(IVssExamineWriterMetadata, GetExcludeFile)
  virtual HRESULT GetComponent(UINT index, IVssWMComponent** component) = 0;
  UNUSED(IVssExamineWriterMetadata, GetRestoreMethod)
  UNUSED(IVssExamineWriterMetadata, GetAlternateLocationMapping)
  UNUSED(IVssExamineWriterMetadata, GetBackupSchema)
  UNUSED(IVssExamineWriterMetadata, GetDocument)
  UNUSED(IVssExamineWriterMetadata, SaveAsXML)
  UNUSED(IVssExamineWriterMetadata, LoadFromXML)
};

struct IVssExamineWriterMetadataEx : IVssExamineWriterMetadata {
  virtual HRESULT GetIdentityEx(VSS_ID* instance, VSS_ID* writer, BSTR* name, BSTR* instanceName, int* usage,
                                int* source) = 0;
};

struct IVssExamineWriterMetadataEx2 : IVssExamineWriterMetadataEx {
  UNUSED(IVssExamineWriterMetadataEx2, GetVersion)
};

struct IVssBackupComponents : IUnknown {
  UNUSED(IVssBackupComponents, GetWriterComponentsCount)
  UNUSED(IVssBackupComponents, GetWriterComponents)
  virtual HRESULT InitializeForBackup(BSTR document) = 0;
  virtual HRESULT SetBackupState(bool selects, bool bootable, int type, bool partial) = 0;
  virtual HRESULT InitializeForRestore(BSTR document) = 0;
  UNUSED(IVssBackupComponents, SetRestoreState)
  virtual HRESULT GatherWriterMetadata(IVssAsync** async) = 0;
  virtual HRESULT GetWriterMetadataCount(UINT* count) = 0;
  virtual HRESULT GetWriterMetadata(UINT index, VSS_ID* instance, IVssExamineWriterMetadata** metadata) = 0;
  virtual HRESULT FreeWriterMetadata() = 0;
  virtual HRESULT AddComponent(VSS_ID instance, VSS_ID writer, int type, LPCWSTR path, LPCWSTR name) = 0;
  virtual HRESULT PrepareForBackup(IVssAsync** async) = 0;
  virtual HRESULT AbortBackup() = 0;
  virtual HRESULT GatherWriterStatus(IVssAsync** async) = 0;
  virtual HRESULT GetWriterStatusCount(UINT* count) = 0;
  virtual HRESULT FreeWriterStatus() = 0;
  virtual HRESULT GetWriterStatus(UINT index, VSS_ID* instance, VSS_ID* writer, BSTR* name, int* state,
                                  HRESULT* failure) = 0;
  virtual HRESULT SetBackupSucceeded(VSS_ID instance, VSS_ID writer, int type, LPCWSTR path, LPCWSTR name,
                                     bool succeeded) = 0;
  UNUSED(IVssBackupComponents, SetBackupOptions)
  virtual HRESULT SetSelectedForRestore(VSS_ID writer, int type, LPCWSTR path, LPCWSTR name, bool selected) = 0;
  UNUSED(IVssBackupComponents, SetRestoreOptions)
  UNUSED(IVssBackupComponents, SetAdditionalRestores)
  UNUSED(IVssBackupComponents, SetPreviousBackupStamp)
  virtual HRESULT SaveAsXML(BSTR* document) = 0;
  virtual HRESULT BackupComplete(IVssAsync** async) = 0;
  UNUSED(IVssBackupComponents, AddAlternativeLocationMapping)
  UNUSED(IVssBackupComponents, AddRestoreSubcomponent)
  virtual HRESULT SetFileRestoreStatus(VSS_ID writer, int type, LPCWSTR path, LPCWSTR name, int status) = 0;
  UNUSED(IVssBackupComponents, AddNewTarget)
  UNUSED(IVssBackupComponents, SetRangesFilePath)
  virtual HRESULT PreRestore(IVssAsync** async) = 0;
  virtual HRESULT PostRestore(IVssAsync** async) = 0;
  UNUSED(IVssBackupComponents, SetContext)
  virtual HRESULT StartSnapshotSet(VSS_ID* set) = 0;
  virtual HRESULT AddToSnapshotSet(PWSZ volume, VSS_ID provider, VSS_ID* snapshot) = 0;
  virtual HRESULT DoSnapshotSet(IVssAsync** async) = 0;
  UNUSED(IVssBackupComponents, DeleteSnapshots)
  UNUSED(IVssBackupComponents, ImportSnapshots)
  UNUSED(IVssBackupComponents, BreakSnapshotSet)
  virtual HRESULT GetSnapshotProperties(VSS_ID snapshot, void* properties) = 0;
  UNUSED(IVssBackupComponents, Query)
  UNUSED(IVssBackupComponents, IsVolumeSupported)
  virtual HRESULT DisableWriterClasses(const VSS_ID* classes, UINT count) = 0;
  virtual HRESULT EnableWriterClasses(const VSS_ID* classes, UINT count) = 0;
  UNUSED(IVssBackupComponents, DisableWriterInstances)
  UNUSED(IVssBackupComponents, ExposeSnapshot)
  UNUSED(IVssBackupComponents, RevertToSnapshot)
  UNUSED(IVssBackupComponents, QueryRevertStatus)
};

struct IVssBackupComponentsEx : IVssBackupComponents {
  UNUSED(IVssBackupComponentsEx, GetWriterMetadataEx)
  UNUSED(IVssBackupComponentsEx, SetSelectedForRestoreEx)
};

struct IVssBackupComponentsEx2 : IVssBackupComponentsEx {
  UNUSED(IVssBackupComponentsEx2, UnexposeSnapshot)
  UNUSED(IVssBackupComponentsEx2, SetAuthoritativeRestore)
  UNUSED(IVssBackupComponentsEx2, SetRollForward)
  UNUSED(IVssBackupComponentsEx2, SetRestoreName)
  UNUSED(IVssBackupComponentsEx2, BreakSnapshotSetEx)
  UNUSED(IVssBackupComponentsEx2, PreFastRecovery)
  UNUSED(IVssBackupComponentsEx2, FastRecovery)
};

struct IVssBackupComponentsEx3 : IVssBackupComponentsEx2 {
  virtual HRESULT GetWriterStatusEx(UINT index, VSS_ID* instance, VSS_ID* writer, BSTR* name, int* state,
                                    HRESULT* failure, HRESULT* application, BSTR* message) = 0;
  UNUSED(IVssBackupComponentsEx3, AddSnapshotToRecoverySet)
  UNUSED(IVssBackupComponentsEx3, RecoverSet)
  virtual HRESULT GetSessionId(VSS_ID* id) = 0;
};

struct IVssBackupComponentsEx4 : IVssBackupComponentsEx3 {
  UNUSED(IVssBackupComponentsEx4, GetRootAndLogicalPrefixPaths)
};
