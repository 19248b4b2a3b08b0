#pragma once

#include "windows/guid.h"
#include "windows/laid_out.h"

/** The structures of vsbackup.h and vss.h, by their names in Windows. */
namespace winstation::windows {

struct VSS_COMPONENTINFO {
  uint32_t type;
  const char16_t* logicalPath;
  const char16_t* name;
  const char16_t* caption;
  const uint8_t* icon;
  uint32_t iconBytes;
  bool restoreMetadata;
  bool notifyOnBackupComplete;
  bool selectable;
  bool selectableForRestore;
  uint32_t flags;
  uint32_t fileCount;
  uint32_t databaseFileCount;
  uint32_t logFileCount;
  uint32_t dependencyCount;
};

struct VSS_SNAPSHOT_PROP {
  Guid snapshotId;
  Guid snapshotSetId;
  int32_t snapshotsCount;
  const char16_t* deviceObject;
  const char16_t* originalVolumeName;
  const char16_t* originatingMachine;
  const char16_t* serviceMachine;
  const char16_t* exposedName;
  const char16_t* exposedPath;
  Guid providerId;
  int32_t attributes;
  int64_t createdAt;
  int32_t status;
};

static_assert(isLaidOut(sizeof(VSS_COMPONENTINFO), 72, 48));
static_assert(isLaidOut(offsetof(VSS_COMPONENTINFO, logicalPath), 8, 4));
static_assert(isLaidOut(offsetof(VSS_COMPONENTINFO, name), 16, 8));
static_assert(isLaidOut(offsetof(VSS_COMPONENTINFO, caption), 24, 12));
static_assert(isLaidOut(offsetof(VSS_COMPONENTINFO, iconBytes), 40, 20));
static_assert(isLaidOut(offsetof(VSS_COMPONENTINFO, selectable), 46, 26));
static_assert(isLaidOut(offsetof(VSS_COMPONENTINFO, flags), 48, 28));
static_assert(isLaidOut(offsetof(VSS_COMPONENTINFO, fileCount), 52, 32));
static_assert(isLaidOut(offsetof(VSS_COMPONENTINFO, dependencyCount), 64, 44));

static_assert(isLaidOut(sizeof(VSS_SNAPSHOT_PROP), 128, 96));
static_assert(offsetof(VSS_SNAPSHOT_PROP, snapshotsCount) == 32);
static_assert(isLaidOut(offsetof(VSS_SNAPSHOT_PROP, deviceObject), 40, 36));
static_assert(isLaidOut(offsetof(VSS_SNAPSHOT_PROP, originalVolumeName), 48, 40));
static_assert(isLaidOut(offsetof(VSS_SNAPSHOT_PROP, exposedPath), 80, 56));
static_assert(isLaidOut(offsetof(VSS_SNAPSHOT_PROP, providerId), 88, 60));
static_assert(isLaidOut(offsetof(VSS_SNAPSHOT_PROP, createdAt), 112, 80));
static_assert(isLaidOut(offsetof(VSS_SNAPSHOT_PROP, status), 120, 88));

}  // namespace winstation::windows
