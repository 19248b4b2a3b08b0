#pragma once

#include "windows/com.h"
#include "windows/vssapi_types.h"

/**
 * What is used of vssapi.dll. Its interfaces are classes of C++ in the ABI of Microsoft, so each method stands here by
 * its place in the table of its class. A text that may be NULL says so where it is given. What is composed of several
 * methods fails under one name.
 */
namespace winstation::windows::vssapi {

inline constinit Library library{L"vssapi.dll"};

inline constinit Export<HResult, void**> CreateVssBackupComponentsInternal{library,
                                                                           "CreateVssBackupComponentsInternal"};
inline constinit Export<void, VSS_SNAPSHOT_PROP*> VssFreeSnapshotPropertiesInternal{
    library, "VssFreeSnapshotPropertiesInternal"};

/** Makes `IVssWriterImpl` for a writer: `vssapi_writer.h` has what both are. */
inline constinit Export<HResult, void*, void**> CreateWriterEx{library, "CreateWriterEx"};

/** A method that goes on in the background, and gives an `IVssAsync` for it. */
using Begin = Method<void**>;

/** `IVssBackupComponents`. */
namespace backup {

inline constexpr Method<Bstr> InitializeForBackup{"IVssBackupComponents.InitializeForBackup", 5};
/** Components are chosen; bootable system state; type; partial files. */
inline constexpr Method<bool, bool, uint32_t, bool> SetBackupState{"IVssBackupComponents.SetBackupState", 6};
inline constexpr Method<Bstr> InitializeForRestore{"IVssBackupComponents.InitializeForRestore", 7};
inline constexpr Begin GatherWriterMetadata{"IVssBackupComponents.GatherWriterMetadata", 9};
inline constexpr Method<uint32_t*> GetWriterMetadataCount{"IVssBackupComponents.GetWriterMetadataCount", 10};
inline constexpr Method<uint32_t, Guid*, void**> GetWriterMetadata{"IVssBackupComponents.GetWriterMetadata", 11};
inline constexpr Method<> FreeWriterMetadata{"IVssBackupComponents.FreeWriterMetadata", 12};
/** Instance, writer, type, path, name. */
inline constexpr Method<Guid, Guid, uint32_t, const char16_t*, const char16_t*> AddComponent{
    "IVssBackupComponents.AddComponent", 13};
inline constexpr Begin PrepareForBackup{"IVssBackupComponents.PrepareForBackup", 14};
inline constexpr Method<> AbortBackup{"IVssBackupComponents.AbortBackup", 15};
inline constexpr Begin GatherWriterStatus{"IVssBackupComponents.GatherWriterStatus", 16};
inline constexpr Method<uint32_t*> GetWriterStatusCount{"IVssBackupComponents.GetWriterStatusCount", 17};
inline constexpr Method<> FreeWriterStatus{"IVssBackupComponents.FreeWriterStatus", 18};
/** Index; instance, writer, name, state, failure. */
inline constexpr Method<uint32_t, Guid*, Guid*, Bstr*, uint32_t*, uint32_t*> GetWriterStatus{
    "IVssBackupComponents.GetWriterStatus", 19};
inline constexpr Method<Guid, Guid, uint32_t, const char16_t*, const char16_t*, bool> SetBackupSucceeded{
    "IVssBackupComponents.SetBackupSucceeded", 20};
/** Writer, type, path, name, chosen. */
inline constexpr Method<Guid, uint32_t, const char16_t*, const char16_t*, bool> SetSelectedForRestore{
    "IVssBackupComponents.SetSelectedForRestore", 22};
inline constexpr Method<Bstr*> SaveAsXML{"IVssBackupComponents.SaveAsXML", 26};
inline constexpr Begin BackupComplete{"IVssBackupComponents.BackupComplete", 27};
inline constexpr Method<Guid, uint32_t, const char16_t*, const char16_t*, uint32_t> SetFileRestoreStatus{
    "IVssBackupComponents.SetFileRestoreStatus", 30};
inline constexpr Begin PreRestore{"IVssBackupComponents.PreRestore", 33};
inline constexpr Begin PostRestore{"IVssBackupComponents.PostRestore", 34};
inline constexpr Method<Guid*> StartSnapshotSet{"IVssBackupComponents.StartSnapshotSet", 36};
/** Volume, provider, snapshot. */
inline constexpr Method<const char16_t*, Guid, Guid*> AddToSnapshotSet{"IVssBackupComponents.AddToSnapshotSet", 37};
inline constexpr Begin DoSnapshotSet{"IVssBackupComponents.DoSnapshotSet", 38};
inline constexpr Method<Guid, VSS_SNAPSHOT_PROP*> GetSnapshotProperties{"IVssBackupComponents.GetSnapshotProperties",
                                                                        42};
inline constexpr Method<const Guid*, uint32_t> DisableWriterClasses{"IVssBackupComponents.DisableWriterClasses", 45};
inline constexpr Method<const Guid*, uint32_t> EnableWriterClasses{"IVssBackupComponents.EnableWriterClasses", 46};

}  // namespace backup

/** `IVssBackupComponentsEx3`, since Windows 7. */
namespace backup_ex3 {

inline constexpr Guid kId = {0xc191bfbc, 0xb602, 0x4675, {0x8b, 0xd1, 0x67, 0xd6, 0x42, 0xf5, 0x29, 0xd5}};
/** Index; instance, writer, name, state, failure, the application's code and text. */
inline constexpr Method<uint32_t, Guid*, Guid*, Bstr*, uint32_t*, uint32_t*, uint32_t*, Bstr*> GetWriterStatusEx{
    "IVssBackupComponentsEx3.GetWriterStatusEx", 60};
inline constexpr Method<Guid*> GetSessionId{"IVssBackupComponentsEx3.GetSessionId", 63};

}  // namespace backup_ex3

/** `IVssAsync`. What fails here is a failure of what was begun. */
namespace async {

inline constexpr uint32_t kPending = 0x00042309;   // VSS_S_ASYNC_PENDING
inline constexpr uint32_t kFinished = 0x0004230A;  // VSS_S_ASYNC_FINISHED
constexpr Method<> Cancel(const char* syscall) { return {syscall, 3}; }
/** Milliseconds. */
constexpr Method<uint32_t> Wait(const char* syscall) { return {syscall, 4}; }
/** The state, and a reserved one. */
constexpr Method<uint32_t*, int32_t*> QueryStatus(const char* syscall) { return {syscall, 5}; }

}  // namespace async

/** `IVssExamineWriterMetadata`, and its Ex. */
namespace metadata {

inline constexpr Guid kExId = {0x0c0e5ec0, 0xca44, 0x472b, {0xb7, 0x02, 0xe6, 0x52, 0xdb, 0x1c, 0x04, 0x51}};
inline constexpr const char* kName = backup::GetWriterMetadata.name();
/** Instance, writer, name, usage, source. */
inline constexpr Method<Guid*, Guid*, Bstr*, uint32_t*, uint32_t*> GetIdentity{kName, 3};
/** What is included, what is excluded, components. */
inline constexpr Method<uint32_t*, uint32_t*, uint32_t*> GetFileCounts{kName, 4};
inline constexpr Method<uint32_t, void**> GetComponent{kName, 7};
/** The same as `GetIdentity`, with the name of the instance behind that of the writer. */
inline constexpr Method<Guid*, Guid*, Bstr*, Bstr*, uint32_t*, uint32_t*> GetIdentityEx{kName, 14};

}  // namespace metadata

/** `IVssWMComponent`. */
namespace component {

inline constexpr Method<const VSS_COMPONENTINFO**> GetComponentInfo{metadata::kName, 3};
inline constexpr Method<const VSS_COMPONENTINFO*> FreeComponentInfo{metadata::kName, 4};
inline constexpr Method<uint32_t, void**> GetFile{metadata::kName, 5};
inline constexpr Method<uint32_t, void**> GetDatabaseFile{metadata::kName, 6};
inline constexpr Method<uint32_t, void**> GetDatabaseLogFile{metadata::kName, 7};

}  // namespace component

/** `IVssWMFiledesc`. */
namespace files {

inline constexpr Method<Bstr*> GetPath{metadata::kName, 3};
inline constexpr Method<Bstr*> GetFilespec{metadata::kName, 4};
inline constexpr Method<bool*> GetRecursive{metadata::kName, 5};

}  // namespace files

}  // namespace winstation::windows::vssapi
