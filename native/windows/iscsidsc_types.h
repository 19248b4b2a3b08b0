#pragma once

#include "windows/laid_out.h"

/** The structures of iscsidsc.h, by their names in Windows. Texts that are arrays may fill them without a NUL. */
namespace winstation::windows {

/** `ISDSC_STATUS`: a code of its own or of Win32. Three of its own are warnings, by which the call was carried out. */
enum class IsdscStatus : uint32_t {};

/** `ISCSI_VERSION_INFO`. */
struct ISCSI_VERSION_INFO {
  uint32_t major;
  uint32_t minor;
  uint32_t build;
};
static_assert(sizeof(ISCSI_VERSION_INFO) == 12 && offsetof(ISCSI_VERSION_INFO, build) == 8);

/** `ISCSI_UNIQUE_SESSION_ID`, and `ISCSI_UNIQUE_CONNECTION_ID`. */
struct alignas(8) ISCSI_UNIQUE_ID {
  uint64_t adapterUnique;
  uint64_t adapterSpecific;
};
static_assert(sizeof(ISCSI_UNIQUE_ID) == 16 && offsetof(ISCSI_UNIQUE_ID, adapterSpecific) == 8);

struct ISCSI_CONNECTION_INFOW {
  ISCSI_UNIQUE_ID connectionId;
  const char16_t* initiatorAddress;
  const char16_t* targetAddress;
  uint16_t initiatorSocket;
  uint16_t targetSocket;
  uint8_t cid[2];
};
static_assert(isLaidOut(sizeof(ISCSI_CONNECTION_INFOW), 40, 32));
static_assert(isLaidOut(offsetof(ISCSI_CONNECTION_INFOW, targetAddress), 24, 20));
static_assert(isLaidOut(offsetof(ISCSI_CONNECTION_INFOW, initiatorSocket), 32, 24));
static_assert(isLaidOut(offsetof(ISCSI_CONNECTION_INFOW, cid), 36, 28));

struct ISCSI_SESSION_INFOW {
  ISCSI_UNIQUE_ID sessionId;
  const char16_t* initiatorName;
  const char16_t* targetNodeName;
  const char16_t* targetName;
  uint8_t isid[6];
  uint8_t tsid[2];
  uint32_t connectionCount;
  const ISCSI_CONNECTION_INFOW* connections;
};
static_assert(isLaidOut(sizeof(ISCSI_SESSION_INFOW), 64, 48));
static_assert(isLaidOut(offsetof(ISCSI_SESSION_INFOW, targetNodeName), 24, 20));
static_assert(isLaidOut(offsetof(ISCSI_SESSION_INFOW, targetName), 32, 24));
static_assert(isLaidOut(offsetof(ISCSI_SESSION_INFOW, isid), 40, 28));
static_assert(isLaidOut(offsetof(ISCSI_SESSION_INFOW, tsid), 46, 34));
static_assert(isLaidOut(offsetof(ISCSI_SESSION_INFOW, connectionCount), 48, 36));
static_assert(isLaidOut(offsetof(ISCSI_SESSION_INFOW, connections), 56, 40));

struct ISCSI_CONNECTION_INFO_EX {
  ISCSI_UNIQUE_ID connectionId;
  uint8_t state;
  uint8_t protocol;
  uint8_t headerDigest;
  uint8_t dataDigest;
  uint32_t maxReceiveDataSegmentLength;
  uint32_t authType;
  alignas(8) uint64_t estimatedThroughput;
  uint32_t maxDatagramSize;
};
static_assert(sizeof(ISCSI_CONNECTION_INFO_EX) == 48);
static_assert(offsetof(ISCSI_CONNECTION_INFO_EX, authType) == 24);
static_assert(offsetof(ISCSI_CONNECTION_INFO_EX, estimatedThroughput) == 32);
static_assert(offsetof(ISCSI_CONNECTION_INFO_EX, maxDatagramSize) == 40);

struct ISCSI_SESSION_INFO_EX {
  ISCSI_UNIQUE_ID sessionId;
  uint8_t initialR2t;
  uint8_t immediateData;
  uint8_t type;
  uint8_t dataSequenceInOrder;
  uint8_t dataPduInOrder;
  uint8_t errorRecoveryLevel;
  uint32_t maxOutstandingR2t;
  uint32_t firstBurstLength;
  uint32_t maxBurstLength;
  uint32_t maximumConnections;
  uint32_t connectionCount;
  const ISCSI_CONNECTION_INFO_EX* connections;
};
static_assert(isLaidOut(sizeof(ISCSI_SESSION_INFO_EX), 56, 48));
static_assert(offsetof(ISCSI_SESSION_INFO_EX, errorRecoveryLevel) == 21);
static_assert(offsetof(ISCSI_SESSION_INFO_EX, maxOutstandingR2t) == 24);
static_assert(offsetof(ISCSI_SESSION_INFO_EX, connectionCount) == 40);
static_assert(isLaidOut(offsetof(ISCSI_SESSION_INFO_EX, connections), 48, 44));

/** `MAX_ISCSI_NAME_LEN`, `MAX_ISCSI_HBANAME_LEN` and `MAX_PATH`, with a NUL where there is room for one. */
inline constexpr size_t kIscsiNameUnits = 224;
inline constexpr size_t kAdapterUnits = 256;
inline constexpr size_t kPathUnits = 260;

struct ISCSI_DEVICE_ON_SESSIONW {
  char16_t initiatorName[kAdapterUnits];
  char16_t targetName[kIscsiNameUnits];
  /** `SCSI_ADDRESS`. */
  uint32_t scsiLength;
  uint8_t scsiPort;
  uint8_t scsiPath;
  uint8_t scsiTarget;
  uint8_t scsiLun;
  /** A GUID. */
  uint8_t interfaceType[16];
  char16_t interfaceName[kPathUnits];
  char16_t legacyName[kPathUnits];
  /** `STORAGE_DEVICE_NUMBER`. */
  uint32_t deviceType;
  uint32_t deviceNumber;
  uint32_t partitionNumber;
  uint32_t deviceInstance;
};
static_assert(sizeof(ISCSI_DEVICE_ON_SESSIONW) == 2040);
static_assert(offsetof(ISCSI_DEVICE_ON_SESSIONW, targetName) == 512);
static_assert(offsetof(ISCSI_DEVICE_ON_SESSIONW, scsiPort) == 964);
static_assert(offsetof(ISCSI_DEVICE_ON_SESSIONW, interfaceType) == 968);
static_assert(offsetof(ISCSI_DEVICE_ON_SESSIONW, interfaceName) == 984);
static_assert(offsetof(ISCSI_DEVICE_ON_SESSIONW, legacyName) == 1504);
static_assert(offsetof(ISCSI_DEVICE_ON_SESSIONW, deviceNumber) == 2028);
static_assert(offsetof(ISCSI_DEVICE_ON_SESSIONW, deviceInstance) == 2036);

struct SCSI_LUN_LIST {
  uint32_t osLun;
  alignas(8) uint64_t targetLun;
};
static_assert(sizeof(SCSI_LUN_LIST) == 16 && offsetof(SCSI_LUN_LIST, targetLun) == 8);

struct ISCSI_TARGET_MAPPINGW {
  char16_t initiatorName[kAdapterUnits];
  char16_t targetName[kIscsiNameUnits];
  char16_t osDeviceName[kPathUnits];
  ISCSI_UNIQUE_ID sessionId;
  uint32_t osBusNumber;
  uint32_t osTargetNumber;
  uint32_t lunCount;
  const SCSI_LUN_LIST* lunList;
};
static_assert(isLaidOut(sizeof(ISCSI_TARGET_MAPPINGW), 1520, 1512));
static_assert(offsetof(ISCSI_TARGET_MAPPINGW, sessionId) == 1480);
static_assert(offsetof(ISCSI_TARGET_MAPPINGW, lunCount) == 1504);
static_assert(isLaidOut(offsetof(ISCSI_TARGET_MAPPINGW, lunList), 1512, 1508));

struct ISCSI_LOGIN_OPTIONS {
  uint32_t version;
  uint32_t informationSpecified;
  uint32_t loginFlags;
  uint32_t authType;
  uint32_t headerDigest;
  uint32_t dataDigest;
  uint32_t maximumConnections;
  uint32_t defaultTime2Wait;
  uint32_t defaultTime2Retain;
  uint32_t usernameLength;
  uint32_t passwordLength;
  const uint8_t* username;
  const uint8_t* password;
};
static_assert(isLaidOut(sizeof(ISCSI_LOGIN_OPTIONS), 64, 52));
static_assert(offsetof(ISCSI_LOGIN_OPTIONS, usernameLength) == 36);
static_assert(isLaidOut(offsetof(ISCSI_LOGIN_OPTIONS, username), 48, 44));
static_assert(isLaidOut(offsetof(ISCSI_LOGIN_OPTIONS, password), 56, 48));

struct ISCSI_TARGET_PORTALW {
  char16_t symbolicName[kAdapterUnits];
  char16_t address[kAdapterUnits];
  uint16_t socket;
};
static_assert(sizeof(ISCSI_TARGET_PORTALW) == 1026 && alignof(ISCSI_TARGET_PORTALW) == 2);

struct ISCSI_TARGET_PORTAL_INFO_EXW {
  char16_t initiatorName[kAdapterUnits];
  uint32_t initiatorPortNumber;
  char16_t symbolicName[kAdapterUnits];
  char16_t address[kAdapterUnits];
  uint16_t socket;
  alignas(8) uint64_t securityFlags;
  ISCSI_LOGIN_OPTIONS loginOptions;
};
static_assert(isLaidOut(sizeof(ISCSI_TARGET_PORTAL_INFO_EXW), 1616, 1608));
static_assert(offsetof(ISCSI_TARGET_PORTAL_INFO_EXW, initiatorPortNumber) == 512);
static_assert(offsetof(ISCSI_TARGET_PORTAL_INFO_EXW, socket) == 1540);
static_assert(offsetof(ISCSI_TARGET_PORTAL_INFO_EXW, loginOptions) == 1552);

struct PERSISTENT_ISCSI_LOGIN_INFOW {
  char16_t targetName[kIscsiNameUnits];
  uint8_t isInformationalSession;
  char16_t initiatorInstance[kAdapterUnits];
  uint32_t initiatorPortNumber;
  ISCSI_TARGET_PORTALW targetPortal;
  alignas(8) uint64_t securityFlags;
  const void* mappings;
  ISCSI_LOGIN_OPTIONS loginOptions;
};
static_assert(isLaidOut(sizeof(PERSISTENT_ISCSI_LOGIN_INFOW), 2080, 2064));
static_assert(offsetof(PERSISTENT_ISCSI_LOGIN_INFOW, isInformationalSession) == 448);
static_assert(offsetof(PERSISTENT_ISCSI_LOGIN_INFOW, initiatorInstance) == 450);
static_assert(offsetof(PERSISTENT_ISCSI_LOGIN_INFOW, initiatorPortNumber) == 964);
static_assert(offsetof(PERSISTENT_ISCSI_LOGIN_INFOW, targetPortal) == 968);
static_assert(offsetof(PERSISTENT_ISCSI_LOGIN_INFOW, securityFlags) == 2000);
static_assert(isLaidOut(offsetof(PERSISTENT_ISCSI_LOGIN_INFOW, loginOptions), 2016, 2012));

}  // namespace winstation::windows
