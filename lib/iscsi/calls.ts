import {
  type ArgsOf,
  bytes,
  call,
  type Fields,
  flag,
  type Kind,
  list,
  nothing,
  record,
  secret,
  type TypeOf,
  text,
  textOrNull,
  ticks,
  u32,
} from '../base/call.js';

/** Answers everything about iSCSI on this machine. On a fresh Windows it is stopped. */
export const SERVICE = 'MSiSCSI';

/**
 * What a call of iscsidsc.dll answers. Besides success and failure there are warnings: the call was carried out, and its code
 * says something about it. Then `warning` is that code; else it is 0.
 */
const warned = <T>(value: Kind<T>): Kind<{ readonly warning: number; readonly value: T }> =>
  record({ warning: u32, value });

const ask = <A extends Fields, T>(args: A, value: Kind<T>) =>
  call({ args, value: warned(value), on: 'machine', service: SERVICE });

// Ids of sessions and connections are texts here and 16 bytes in Windows. Where one was not written it is '0-0'.

/** `ISCSI_SESSION_INFOW`. */
const sessionRow = record({
  id: text,
  initiatorName: textOrNull,
  targetNodeName: textOrNull,
  targetName: textOrNull,
  /** Six bytes and two, in hex. */
  isid: text,
  tsid: text,
  connections: list(
    record({
      id: text,
      initiatorAddress: textOrNull,
      targetAddress: textOrNull,
      initiatorPort: u32,
      targetPort: u32,
      cid: u32,
    }),
  ),
});

/** `ISCSI_SESSION_INFO_EX`. */
const negotiatedRow = record({
  id: text,
  initialR2T: flag,
  immediateData: flag,
  type: u32,
  errorRecoveryLevel: u32,
  maxOutstandingR2T: u32,
  firstBurst: u32,
  maxBurst: u32,
  maxConnections: u32,
  connections: list(
    record({ id: text, headerDigest: u32, dataDigest: u32, auth: u32, maxReceive: u32, throughput: ticks }),
  ),
});

/** `ISCSI_DEVICE_ON_SESSIONW`. */
const deviceRow = record({
  initiatorName: text,
  targetName: text,
  scsiPort: u32,
  scsiPath: u32,
  scsiTarget: u32,
  lun: u32,
  /** A GUID. */
  interfaceType: text,
  interfaceName: text,
  legacyName: text,
  deviceType: u32,
  /** 0xFFFFFFFF is none, and so with the partition. */
  deviceNumber: u32,
  partition: u32,
  deviceInstance: u32,
});

/** `ISCSI_TARGET_MAPPINGW`. */
const mappingRow = record({
  initiatorName: text,
  targetName: text,
  osDevice: text,
  session: text,
  bus: u32,
  target: u32,
  luns: list(record({ osLun: u32, targetLun: ticks })),
});

/** `ISCSI_TARGET_PORTALW`. */
const portal = { symbolicName: text, address: text, port: u32 };
/** The same where there may be none: then the address is NULL. */
const portalOrNone = { symbolicName: text, address: textOrNull, port: u32 };

/** `ISCSI_TARGET_PORTAL_INFO_EXW`, without what it says of security. */
const discoveryPortalRow = record({ initiatorName: text, initiatorPort: u32, ...portal });

/** `PERSISTENT_ISCSI_LOGIN_INFOW`. Of the secret it says only whether there is one. */
const savedLoginRow = record({
  target: text,
  informational: flag,
  initiatorName: text,
  initiatorPort: u32,
  ...portal,
  auth: u32,
  user: textOrNull,
  hasSecret: flag,
});

/** `ISCSI_LOGIN_OPTIONS`. The bits of `specified` say which of the others count. Users and secrets are bytes in Windows. */
const options = {
  specified: u32,
  loginFlags: u32,
  auth: u32,
  headerDigest: u32,
  dataDigest: u32,
  maxConnections: u32,
  timeToWait: u32,
  timeToRetain: u32,
  user: textOrNull,
  secret: secret(bytes),
};

/** With any adapter where the name is NULL and the port 0xFFFFFFFF. */
const adapter = { initiatorName: textOrNull, initiatorPort: u32 };

/** The raw calls of this domain. All are plain: asked by their names, made on nothing. */
export const ISCSI_CALLS = {
  GetIScsiInitiatorNodeNameW: ask({}, text),
  /** The names of the adapters. */
  ReportIScsiInitiatorListW: ask({}, list(text)),
  /** `ISCSI_VERSION_INFO`. */
  GetIScsiVersionInformation: ask({}, record({ major: u32, minor: u32, build: u32 })),

  GetIScsiSessionListW: ask({}, list(sessionRow)),
  GetIScsiSessionListEx: ask({}, list(negotiatedRow)),
  GetDevicesForIScsiSessionW: ask({ session: text }, list(deviceRow)),
  ReportActiveIScsiTargetMappingsW: ask({}, list(mappingRow)),
  /** With `refresh` the portals are asked again. */
  ReportIScsiTargetsW: ask({ refresh: flag }, list(text)),
  ReportIScsiTargetPortalsW: ask({ target: text }, list(record(portal))),
  ReportIScsiSendTargetPortalsExW: ask({}, list(discoveryPortalRow)),
  ReportIScsiPersistentLoginsW: ask({}, list(savedLoginRow)),

  AddIScsiSendTargetPortalW: ask({ ...adapter, ...portal, ...options }, nothing),
  RefreshIScsiSendTargetPortalW: ask({ ...adapter, ...portal }, nothing),
  RemoveIScsiSendTargetPortalW: ask({ ...adapter, ...portal }, nothing),
  /** With `persistent` it is saved for the next start, and not made now. */
  LoginIScsiTargetW: ask(
    { target: text, informational: flag, ...adapter, ...portalOrNone, persistent: flag, ...options },
    record({ session: text, connection: text }),
  ),
  LogoutIScsiTarget: ask({ session: text }, nothing),
  /** The id of the connection. */
  AddIScsiConnectionW: ask({ session: text, initiatorPort: u32, ...portalOrNone, ...options }, text),
  RemoveIScsiConnection: ask({ session: text, connection: text }, nothing),
  RemoveIScsiPersistentTargetW: ask({ ...adapter, target: text, ...portal }, nothing),
  SetIScsiInitiatorCHAPSharedSecret: ask({ secret: secret(bytes) }, nothing),
} as const;

export type IscsiCalls = typeof ISCSI_CALLS;
export type IscsiCallName = keyof IscsiCalls;
export type IscsiArgs<N extends IscsiCallName> = ArgsOf<IscsiCalls[N]>;
/** What a call answers, without its warning. */
export type IscsiValue<N extends IscsiCallName> = TypeOf<IscsiCalls[N]['value']>['value'];
