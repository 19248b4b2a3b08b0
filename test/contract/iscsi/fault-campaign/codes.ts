import type { IscsiCallName } from '../../../../lib/iscsi/calls.js';
import {
  type Codes,
  GENERAL,
  type KnownCode,
  MISSING,
  makeCodes,
  RPC,
  WINDOWS_CODES,
  type WindowsCode,
} from '../../fault-campaign/codes.js';

/** All codes of the initiator, as the documents of its header have them, mistakes of spelling included. */
const INITIATOR = [
  [0xefff0001, 'ISDSC_NON_SPECIFIC_ERROR', 'other'],
  [0xefff0002, 'ISDSC_LOGIN_FAILED', 'other'],
  [0xefff0003, 'ISDSC_CONNECTION_FAILED', 'unreachable'],
  [0xefff0004, 'ISDSC_INITIATOR_NODE_ALREADY_EXISTS', 'other'],
  [0xefff0005, 'ISDSC_INITIATOR_NODE_NOT_FOUND', 'not-found'],
  [0xefff0006, 'ISDSC_TARGET_MOVED_TEMPORARILY', 'other'],
  [0xefff0007, 'ISDSC_TARGET_MOVED_PERMANENTLY', 'other'],
  [0xefff0008, 'ISDSC_INITIATOR_ERROR', 'other'],
  [0xefff0009, 'ISDSC_AUTHENTICATION_FAILURE', 'access-denied'],
  [0xefff000a, 'ISDSC_AUTHORIZATION_FAILURE', 'access-denied'],
  [0xefff000b, 'ISDSC_NOT_FOUND', 'not-found'],
  [0xefff000c, 'ISDSC_TARGET_REMOVED', 'not-found'],
  [0xefff000d, 'ISDSC_UNSUPPORTED_VERSION', 'other'],
  [0xefff000e, 'ISDSC_TOO_MANY_CONNECTIONS', 'busy'],
  [0xefff000f, 'ISDSC_MISSING_PARAMETER', 'other'],
  [0xefff0010, 'ISDSC_CANT_INCLUDE_IN_SESSION', 'other'],
  [0xefff0011, 'ISDSC_SESSION_TYPE_NOT_SUPPORTED', 'other'],
  [0xefff0012, 'ISDSC_TARGET_ERROR', 'other'],
  [0xefff0013, 'ISDSC_SERVICE_UNAVAILABLE', 'unreachable'],
  [0xefff0014, 'ISDSC_OUT_OF_RESOURCES', 'busy'],
  [0xefff0015, 'ISDSC_CONNECTION_ALREADY_EXISTS', 'other'],
  [0xefff0016, 'ISDSC_SESSION_ALREADY_EXISTS', 'other'],
  [0xefff0017, 'ISDSC_INITIATOR_INSTANCE_NOT_FOUND', 'not-found'],
  [0xefff0018, 'ISDSC_TARGET_ALREADY_EXISTS', 'other'],
  [0xefff0019, 'ISDSC_DRIVER_BUG', 'other'],
  [0xefff001a, 'ISDSC_INVALID_TEXT_KEY', 'other'],
  [0xefff001b, 'ISDSC_INVALID_SENDTARGETS_TEXT', 'other'],
  [0xefff001c, 'ISDSC_INVALID_SESSION_ID', 'not-found'],
  [0xefff001d, 'ISDSC_SCSI_REQUEST_FAILED', 'other'],
  [0xefff001e, 'ISDSC_TOO_MANY_SESSIONS', 'busy'],
  [0xefff001f, 'ISDSC_SESSION_BUSY', 'busy'],
  [0xefff0020, 'ISDSC_TARGET_MAPPING_UNAVAILABLE', 'other'],
  [0xefff0021, 'ISDSC_ADDRESS_TYPE_NOT_SUPPORTED', 'not-supported'],
  [0xefff0022, 'ISDSC_LOGON_FAILED', 'access-denied'],
  [0xefff0023, 'ISDSC_SEND_FAILED', 'unreachable'],
  [0xefff0024, 'ISDSC_TRANSPORT_ERROR', 'unreachable'],
  [0xefff0025, 'ISDSC_VERSION_MISMATCH', 'other'],
  [0xefff0026, 'ISDSC_TARGET_MAPPING_OUT_OF_RANGE', 'other'],
  [0xefff0027, 'ISDSC_TARGET_PRESHAREDKEY_UNAVAILABLE', 'other'],
  [0xefff0028, 'ISDSC_TARGET_AUTHINFO_UNAVAILABLE', 'other'],
  [0xefff0029, 'ISDSC_TARGET_NOT_FOUND', 'not-found'],
  [0xefff002a, 'ISDSC_LOGIN_USER_INFO_BAD', 'access-denied'],
  [0xefff002b, 'ISDSC_TARGET_MAPPING_EXISTS', 'other'],
  [0xefff002c, 'ISDSC_HBA_SECURITY_CACHE_FULL', 'other'],
  [0xefff002d, 'ISDSC_INVALID_PORT_NUMBER', 'other'],
  [0xafff002e, 'ISDSC_OPERATION_NOT_ALL_SUCCESS', 'other'],
  [0xefff002f, 'ISDSC_HBA_SECURITY_CACHE_NOT_SUPPORTED', 'not-supported'],
  [0xefff0030, 'ISDSC_IKE_ID_PAYLOAD_TYPE_NOT_SUPPORTED', 'other'],
  [0xefff0031, 'ISDSC_IKE_ID_PAYLOAD_INCORRECT_SIZE', 'other'],
  [0xefff0032, 'ISDSC_TARGET_PORTAL_ALREADY_EXISTS', 'other'],
  [0xefff0033, 'ISDSC_TARGET_ADDRESS_ALREADY_EXISTS', 'other'],
  [0xefff0034, 'ISDSC_NO_AUTH_INFO_AVAILABLE', 'other'],
  [0xefff0035, 'ISDSC_NO_TUNNEL_OUTER_MODE_ADDRESS', 'other'],
  [0xefff0036, 'ISDSC_CACHE_CORRUPTED', 'other'],
  [0xefff0037, 'ISDSC_REQUEST_NOT_SUPPORTED', 'not-supported'],
  [0xefff0038, 'ISDSC_TARGET_OUT_OF_RESORCES', 'other'],
  [0xefff0039, 'ISDSC_SERVICE_DID_NOT_RESPOND', 'unreachable'],
  [0xefff003a, 'ISDSC_ISNS_SERVER_NOT_FOUND', 'not-found'],
  [0xafff003b, 'ISDSC_OPERATION_REQUIRES_REBOOT', 'other'],
  [0xefff003c, 'ISDSC_NO_PORTAL_SPECIFIED', 'other'],
  [0xefff003d, 'ISDSC_CANT_REMOVE_LAST_CONNECTION', 'other'],
  [0xefff003e, 'ISDSC_SERVICE_NOT_RUNNING', 'unreachable'],
  [0xefff003f, 'ISDSC_TARGET_ALREADY_LOGGED_IN', 'other'],
  [0xefff0040, 'ISDSC_DEVICE_BUSY_ON_SESSION', 'busy'],
  [0xefff0041, 'ISDSC_COULD_NOT_SAVE_PERSISTENT_LOGIN_DATA', 'other'],
  [0xefff0042, 'ISDSC_COULD_NOT_REMOVE_PERSISTENT_LOGIN_DATA', 'other'],
  [0xefff0043, 'ISDSC_PORTAL_NOT_FOUND', 'not-found'],
  [0xefff0044, 'ISDSC_INITIATOR_NOT_FOUND', 'not-found'],
  [0xefff0045, 'ISDSC_DISCOVERY_MECHANISM_NOT_FOUND', 'not-found'],
  [0xefff0046, 'ISDSC_IPSEC_NOT_SUPPORTED_ON_OS', 'not-supported'],
  [0xefff0047, 'ISDSC_PERSISTENT_LOGIN_TIMEOUT', 'unreachable'],
  [0xafff0048, 'ISDSC_SHORT_CHAP_SECRET', 'other'],
  [0xefff0049, 'ISDSC_EVALUATION_PEROID_EXPIRED', 'other'],
  [0xefff004a, 'ISDSC_INVALID_CHAP_SECRET', 'access-denied'],
  [0xefff004b, 'ISDSC_INVALID_TARGET_CHAP_SECRET', 'access-denied'],
  [0xefff004c, 'ISDSC_INVALID_INITIATOR_CHAP_SECRET', 'access-denied'],
  [0xefff004d, 'ISDSC_INVALID_CHAP_USER_NAME', 'access-denied'],
  [0xefff004e, 'ISDSC_INVALID_LOGON_AUTH_TYPE', 'other'],
  [0xefff004f, 'ISDSC_INVALID_TARGET_MAPPING', 'other'],
  [0xefff0050, 'ISDSC_INVALID_TARGET_ID', 'other'],
  [0xefff0051, 'ISDSC_INVALID_ISCSI_NAME', 'other'],
  [0xefff0052, 'ISDSC_INCOMPATIBLE_ISNS_VERSION', 'not-supported'],
  [0xefff0053, 'ISDSC_FAILED_TO_CONFIGURE_IPSEC', 'other'],
  [0xefff0054, 'ISDSC_BUFFER_TOO_SMALL', 'other'],
  [0xefff0055, 'ISDSC_INVALID_LOAD_BALANCE_POLICY', 'other'],
  [0xefff0056, 'ISDSC_INVALID_PARAMETER', 'other'],
  [0xefff0057, 'ISDSC_DUPLICATE_PATH_SPECIFIED', 'other'],
  [0xefff0058, 'ISDSC_PATH_COUNT_MISMATCH', 'other'],
  [0xefff0059, 'ISDSC_INVALID_PATH_ID', 'other'],
  [0xefff005a, 'ISDSC_MULTIPLE_PRIMARY_PATHS_SPECIFIED', 'other'],
  [0xefff005b, 'ISDSC_NO_PRIMARY_PATH_SPECIFIED', 'other'],
  [0xefff005c, 'ISDSC_DEVICE_ALREADY_PERSISTENTLY_BOUND', 'other'],
  [0xefff005d, 'ISDSC_DEVICE_NOT_FOUND', 'not-found'],
  [0xefff005e, 'ISDSC_DEVICE_NOT_ISCSI_OR_PERSISTENT', 'other'],
  [0xefff005f, 'ISDSC_DNS_NAME_UNRESOLVED', 'unreachable'],
  [0xefff0060, 'ISDSC_NO_CONNECTION_AVAILABLE', 'unreachable'],
  [0xefff0061, 'ISDSC_LB_POLICY_NOT_SUPPORTED', 'not-supported'],
  [0xefff0062, 'ISDSC_REMOVE_CONNECTION_IN_PROGRESS', 'busy'],
  [0xefff0063, 'ISDSC_INVALID_CONNECTION_ID', 'not-found'],
  [0xefff0064, 'ISDSC_CANNOT_REMOVE_LEADING_CONNECTION', 'other'],
  [0xefff0065, 'ISDSC_RESTRICTED_BY_GROUP_POLICY', 'access-denied'],
  [0xefff0066, 'ISDSC_ISNS_FIREWALL_BLOCKED', 'unreachable'],
  [0xefff0067, 'ISDSC_FAILURE_TO_PERSIST_LB_POLICY', 'other'],
  [0xefff0068, 'ISDSC_INVALID_HOST', 'other'],
] as const satisfies readonly KnownCode[];

/** Further codes that its functions were seen to return. */
const OTHERS = [
  [1008, 'ERROR_NO_TOKEN', 'other'],
  [1717, 'RPC_S_UNKNOWN_IF', 'unreachable'],
  [10054, 'WIN32_10054', 'other'], // WSAECONNRESET
  [10060, 'WIN32_10060', 'unreachable'], // WSAETIMEDOUT
  [10061, 'WIN32_10061', 'unreachable'], // WSAECONNREFUSED
  [10065, 'WIN32_10065', 'unreachable'], // WSAEHOSTUNREACH
  [0xefff0069, '0xEFFF0069', 'other'], // None that anybody knows.
] as const satisfies readonly KnownCode[];

/** Codes of Windows in the form of an HRESULT. They become what they are without it. */
const WRAPPED = [0x80070005, 0x8007007a, 0x80070490, 0x800706ba] as const;

type Code = WindowsCode | (typeof INITIATOR)[number][0] | (typeof OTHERS)[number][0] | (typeof WRAPPED)[number];

/** By which Windows says that it was done all the same. */
export const WARNINGS: readonly number[] = [0xafff002e, 0xafff003b, 0xafff0048];
/** By which it says that a buffer is too small. */
export const TOO_SMALL: readonly number[] = [122, 0x8007007a, 0xefff0054];
/** Codes with the reason `other` that have a hint anyway. */
export const ADVISED: readonly number[] = [0xefff003f];
export const GONE = 0xefff001c;
export const BUSY: readonly number[] = [0xefff001f, 0xefff0040];

/** To find gone, busy, refused, already there, done all the same, too small, lost on the way, unknown. */
const CLASSES: readonly Code[] = [
  ...([GONE, 0xefff001f, 0x80070005, 0xefff003f, 0xafff002e, 122, 1726, 0xefff0069] as const),
];

/** These return their code and set no last error: 0 is success, so it is not tried. */
const ALL: readonly Code[] = [
  ...[...MISSING, ...GENERAL, ...RPC].filter(code => code !== 0),
  1168,
  ...INITIATOR.map(([code]) => code),
  ...OTHERS.map(([code]) => code).filter(code => code !== 1008),
  ...WRAPPED,
];

/** Each may answer any of them: one service and one driver are behind all. A raw call that is missing here does not compile. */
export const CODES: Readonly<Record<IscsiCallName, readonly Code[]>> = {
  GetIScsiInitiatorNodeNameW: ALL,
  ReportIScsiInitiatorListW: ALL,
  GetIScsiVersionInformation: ALL,
  GetIScsiSessionListW: ALL,
  GetIScsiSessionListEx: ALL,
  GetDevicesForIScsiSessionW: ALL,
  ReportActiveIScsiTargetMappingsW: ALL,
  ReportIScsiTargetsW: ALL,
  ReportIScsiTargetPortalsW: ALL,
  ReportIScsiSendTargetPortalsExW: ALL,
  ReportIScsiPersistentLoginsW: ALL,
  AddIScsiSendTargetPortalW: ALL,
  RefreshIScsiSendTargetPortalW: ALL,
  RemoveIScsiSendTargetPortalW: ALL,
  LoginIScsiTargetW: ALL,
  LogoutIScsiTarget: ALL,
  AddIScsiConnectionW: ALL,
  RemoveIScsiConnection: ALL,
  RemoveIScsiPersistentTargetW: ALL,
  SetIScsiInitiatorCHAPSharedSecret: ALL,
};

export const codes: Codes<IscsiCallName, number> = makeCodes({
  known: [
    ...WINDOWS_CODES,
    ...INITIATOR,
    ...OTHERS,
    [0x80070005, '0x80070005', 'access-denied'],
    [0x8007007a, '0x8007007A', 'other'],
    [0x80070490, '0x80070490', 'not-found'],
    [0x800706ba, '0x800706BA', 'unreachable'],
  ],
  classes: CLASSES,
  of: CODES,
});
export const { nameOf, reasonOf } = codes;

/** The code without the form of an HRESULT. */
export const unwrapped = (code: number): number => (code >>> 16 === 0x8007 ? code & 0xffff : code);
