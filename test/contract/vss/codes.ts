import { type KnownCode, MISSING, UNKNOWN, WINDOWS_CODES } from '../fault-campaign/codes.js';

/**
 * The failures of vsserror.h, with the reasons that they must become. They are written down here a second time, so that a mistake in the
 * library's own table is found.
 */
export const VSS_ERRORS = [
  [0x80042301, 'VSS_E_BAD_STATE', 'other'],
  [0x80042302, 'VSS_E_UNEXPECTED', 'other'],
  [0x80042303, 'VSS_E_PROVIDER_ALREADY_REGISTERED', 'other'],
  [0x80042304, 'VSS_E_PROVIDER_NOT_REGISTERED', 'not-found'],
  [0x80042306, 'VSS_E_PROVIDER_VETO', 'other'],
  [0x80042307, 'VSS_E_PROVIDER_IN_USE', 'busy'],
  [0x80042308, 'VSS_E_OBJECT_NOT_FOUND', 'not-found'],
  [0x8004230c, 'VSS_E_VOLUME_NOT_SUPPORTED', 'not-supported'],
  [0x8004230d, 'VSS_E_OBJECT_ALREADY_EXISTS', 'other'],
  [0x8004230e, 'VSS_E_VOLUME_NOT_SUPPORTED_BY_PROVIDER', 'not-supported'],
  [0x8004230f, 'VSS_E_UNEXPECTED_PROVIDER_ERROR', 'other'],
  [0x80042310, 'VSS_E_CORRUPT_XML_DOCUMENT', 'other'],
  [0x80042311, 'VSS_E_INVALID_XML_DOCUMENT', 'other'],
  [0x80042312, 'VSS_E_MAXIMUM_NUMBER_OF_VOLUMES_REACHED', 'other'],
  [0x80042313, 'VSS_E_FLUSH_WRITES_TIMEOUT', 'other'],
  [0x80042314, 'VSS_E_HOLD_WRITES_TIMEOUT', 'other'],
  [0x80042315, 'VSS_E_UNEXPECTED_WRITER_ERROR', 'other'],
  [0x80042316, 'VSS_E_SNAPSHOT_SET_IN_PROGRESS', 'busy'],
  [0x80042317, 'VSS_E_MAXIMUM_NUMBER_OF_SNAPSHOTS_REACHED', 'other'],
  [0x80042318, 'VSS_E_WRITER_INFRASTRUCTURE', 'unreachable'],
  [0x80042319, 'VSS_E_WRITER_NOT_RESPONDING', 'unreachable'],
  [0x8004231a, 'VSS_E_WRITER_ALREADY_SUBSCRIBED', 'busy'],
  [0x8004231b, 'VSS_E_UNSUPPORTED_CONTEXT', 'not-supported'],
  [0x8004231d, 'VSS_E_VOLUME_IN_USE', 'busy'],
  [0x8004231e, 'VSS_E_MAXIMUM_DIFFAREA_ASSOCIATIONS_REACHED', 'other'],
  [0x8004231f, 'VSS_E_INSUFFICIENT_STORAGE', 'other'],
  [0x80042320, 'VSS_E_NO_SNAPSHOTS_IMPORTED', 'other'],
  [0x80042321, 'VSS_E_SOME_SNAPSHOTS_NOT_IMPORTED', 'other'],
  [0x80042322, 'VSS_E_MAXIMUM_NUMBER_OF_REMOTE_MACHINES_REACHED', 'other'],
  [0x80042323, 'VSS_E_REMOTE_SERVER_UNAVAILABLE', 'unreachable'],
  [0x80042324, 'VSS_E_REMOTE_SERVER_UNSUPPORTED', 'not-supported'],
  [0x80042325, 'VSS_E_REVERT_IN_PROGRESS', 'busy'],
  [0x80042326, 'VSS_E_REVERT_VOLUME_LOST', 'other'],
  [0x80042327, 'VSS_E_REBOOT_REQUIRED', 'other'],
  [0x80042328, 'VSS_E_TRANSACTION_FREEZE_TIMEOUT', 'other'],
  [0x80042329, 'VSS_E_TRANSACTION_THAW_TIMEOUT', 'other'],
  [0x8004232a, 'VSS_E_UNSELECTED_VOLUME', 'other'],
  [0x8004232b, 'VSS_E_SNAPSHOT_NOT_IN_SET', 'other'],
  [0x8004232c, 'VSS_E_NESTED_VOLUME_LIMIT', 'other'],
  [0x8004232d, 'VSS_E_VOLUME_NOT_LOCAL', 'not-supported'],
  [0x8004232e, 'VSS_E_CLUSTER_TIMEOUT', 'other'],
  [0x8004232f, 'VSS_E_NOT_SUPPORTED', 'not-supported'],
  [0x80042336, 'VSS_E_WRITERERROR_PARTIAL_FAILURE', 'other'],
  [0x800423f0, 'VSS_E_WRITERERROR_INCONSISTENTSNAPSHOT', 'other'],
  [0x800423f1, 'VSS_E_WRITERERROR_OUTOFRESOURCES', 'other'],
  [0x800423f2, 'VSS_E_WRITERERROR_TIMEOUT', 'other'],
  [0x800423f3, 'VSS_E_WRITERERROR_RETRYABLE', 'other'],
  [0x800423f4, 'VSS_E_WRITERERROR_NONRETRYABLE', 'other'],
  [0x800423f5, 'VSS_E_WRITERERROR_RECOVERY_FAILED', 'other'],
  [0x800423f6, 'VSS_E_BREAK_REVERT_ID_FAILED', 'other'],
  [0x800423f7, 'VSS_E_LEGACY_PROVIDER', 'other'],
  [0x800423f8, 'VSS_E_MISSING_DISK', 'not-found'],
  [0x800423f9, 'VSS_E_MISSING_HIDDEN_VOLUME', 'not-found'],
  [0x800423fa, 'VSS_E_MISSING_VOLUME', 'not-found'],
  [0x800423fb, 'VSS_E_AUTORECOVERY_FAILED', 'other'],
  [0x800423fc, 'VSS_E_DYNAMIC_DISK_ERROR', 'other'],
  [0x800423fd, 'VSS_E_NONTRANSPORTABLE_BCD', 'other'],
  [0x800423fe, 'VSS_E_CANNOT_REVERT_DISKID', 'other'],
  [0x800423ff, 'VSS_E_RESYNC_IN_PROGRESS', 'busy'],
  [0x80042400, 'VSS_E_CLUSTER_ERROR', 'other'],
  [0x80042401, 'VSS_E_ASRERROR_DISK_ASSIGNMENT_FAILED', 'other'],
  [0x80042402, 'VSS_E_ASRERROR_DISK_RECREATION_FAILED', 'other'],
  [0x80042403, 'VSS_E_ASRERROR_NO_ARCPATH', 'other'],
  [0x80042404, 'VSS_E_ASRERROR_MISSING_DYNDISK', 'other'],
  [0x80042405, 'VSS_E_ASRERROR_SHARED_CRIDISK', 'other'],
  [0x80042406, 'VSS_E_ASRERROR_DATADISK_RDISK0', 'other'],
  [0x80042407, 'VSS_E_ASRERROR_RDISK0_TOOSMALL', 'other'],
  [0x80042408, 'VSS_E_ASRERROR_CRITICAL_DISKS_TOO_SMALL', 'other'],
  [0x80042409, 'VSS_E_WRITER_STATUS_NOT_AVAILABLE', 'other'],
  [0x8004240a, 'VSS_E_ASRERROR_DYNAMIC_VHD_NOT_SUPPORTED', 'other'],
  [0x80042411, 'VSS_E_CRITICAL_VOLUME_ON_INVALID_DISK', 'other'],
  [0x80042412, 'VSS_E_ASRERROR_RDISK_FOR_SYSTEM_DISK_NOT_FOUND', 'other'],
  [0x80042413, 'VSS_E_ASRERROR_NO_PHYSICAL_DISK_AVAILABLE', 'other'],
  [0x80042414, 'VSS_E_ASRERROR_FIXED_PHYSICAL_DISK_AVAILABLE_AFTER_DISK_EXCLUSION', 'other'],
  [0x80042415, 'VSS_E_ASRERROR_CRITICAL_DISK_CANNOT_BE_EXCLUDED', 'other'],
  [0x80042416, 'VSS_E_ASRERROR_SYSTEM_PARTITION_HIDDEN', 'other'],
  [0x80042417, 'VSS_E_FSS_TIMEOUT', 'other'],
] as const satisfies readonly KnownCode[];

/** Those of COM that calls about VSS fail with. */
const COM_ERRORS = [
  [0x8000ffff, 'E_UNEXPECTED', 'other'],
  [0x80004001, 'E_NOTIMPL', 'not-supported'],
  [0x80040154, 'REGDB_E_CLASSNOTREG', 'not-supported'],
] as const satisfies readonly KnownCode[];
/** Where an interface is missing there are other ways. */
const NO_INTERFACE = [0x80004002, 'E_NOINTERFACE', 'not-supported'] as const;

export const KNOWN: readonly KnownCode[] = [...WINDOWS_CODES, ...VSS_ERRORS, ...COM_ERRORS, NO_INTERFACE];

/** Success is 0 here, and codes of Win32 are wrapped, so what any method may fail with is this. */
export const ALL: readonly number[] = [
  ...MISSING.filter(code => code !== 0),
  ...([5, 8, 14, 87, 1058, 1722, UNKNOWN] as const).filter(code => KNOWN.some(([known]) => known === code)),
  ...[...VSS_ERRORS, ...COM_ERRORS].map(([code]) => code),
];
export const E_NOINTERFACE = NO_INTERFACE[0];
/** One of each class. */
export const CLASSES: readonly number[] = [
  5,
  127,
  0x80042301,
  0x80042316,
  0x80042308,
  0x8004230c,
  0x80042318,
  E_NOINTERFACE,
];
