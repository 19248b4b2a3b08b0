import { ISDSC_CODES as I } from '../../../iscsi/codes.js';
import type { Initiator } from '../initiator.js';
import type { Connection, Portal, Session } from '../state.js';
import { done, type IscsiRules } from './made.js';

const NONE = 0xffffffff;
/** GUID_DEVINTERFACE_DISK, and FILE_DEVICE_DISK. */
const DISK_INTERFACE = '53f56307-b6bf-11d0-94f2-00a0c91efb8b';
const DISK = 7;
const SCSI_PORT = 3;
const FIRST_BURST = 65_536;
const MAX_BURST = 262_144;
const MAX_RECEIVE = 65_536;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const whole = ({ connections }: Session): Connection[] => connections.filter(it => !it.isBroken);
const portalRow = ({ address, port, symbolicName }: Portal) => ({ symbolicName, address, port });

function devicesOf(initiator: Initiator, session: Session) {
  return session.luns.map(lun => {
    const disk = initiator.disks.numberOf(session, lun);
    const { number, name } = session.target;
    return {
      initiatorName: session.instance,
      targetName: name,
      scsiPort: SCSI_PORT,
      scsiPath: 0,
      scsiTarget: number,
      lun,
      interfaceType: DISK_INTERFACE,
      interfaceName: `\\\\?\\scsi#disk&ven_world#${number}&${lun}#{${DISK_INTERFACE}}`,
      legacyName: disk === undefined ? '' : `\\\\.\\PhysicalDrive${disk}`,
      deviceType: DISK,
      deviceNumber: disk ?? NONE,
      partition: disk === undefined ? NONE : 0,
      deviceInstance: number * 256 + lun + 1,
    };
  });
}

/** What only reads. */
export const LIST_RULES = {
  GetIScsiInitiatorNodeNameW: (_, { initiator }) => done(initiator.nodeName),
  ReportIScsiInitiatorListW: (_, { initiator }) => done(initiator.instances),
  GetIScsiVersionInformation: (_, { windows }) => {
    const [major = 0, minor = 0, build = 0] = windows.split('.').map(Number);
    return done({ major, minor, build });
  },

  GetIScsiSessionListW: (_, { initiator }) =>
    done(
      initiator.sessions.map(session => ({
        id: session.id,
        initiatorName: initiator.nodeName,
        targetNodeName: session.target.nodeName,
        targetName: session.target.name,
        // By the target: two sessions may have the same.
        isid: `40000137${hex(session.target.number, 4)}`,
        tsid: `${hex(session.target.number & 0xff, 2)}00`,
        connections: whole(session).map(it => ({
          id: it.id,
          initiatorAddress: it.initiatorAddress,
          targetAddress: it.portal.address,
          initiatorPort: it.initiatorPort,
          targetPort: it.portal.port,
          cid: it.cid,
        })),
      })),
    ),
  GetIScsiSessionListEx: (_, { initiator }) =>
    done(
      initiator.sessions.map(session => ({
        id: session.id,
        initialR2T: false,
        immediateData: true,
        type: session.informational ? 1 : 2,
        errorRecoveryLevel: 2,
        maxOutstandingR2T: 16,
        firstBurst: FIRST_BURST,
        maxBurst: MAX_BURST,
        maxConnections: session.maxConnections,
        connections: whole(session).map(it => ({
          id: it.id,
          headerDigest: it.headerDigest ? 1 : 0,
          dataDigest: it.dataDigest ? 1 : 0,
          auth: it.auth,
          maxReceive: MAX_RECEIVE,
          throughput: 2n ** 53n + 1n,
        })),
      })),
    ),
  GetDevicesForIScsiSessionW: ({ session: id }, { initiator }) => {
    const session = initiator.session(id);
    return session ? done(devicesOf(initiator, session)) : I.ISDSC_INVALID_SESSION_ID;
  },
  ReportActiveIScsiTargetMappingsW: (_, { initiator }) =>
    done(
      initiator.sessions
        .filter(it => it.luns.length > 0)
        .map(session => ({
          initiatorName: session.instance,
          targetName: session.target.name,
          osDevice: `\\\\.\\Scsi${SCSI_PORT}:`,
          session: session.id,
          bus: 0,
          target: session.target.number,
          luns: session.luns.map(lun => ({ osLun: lun, targetLun: BigInt(lun) << 48n })),
        })),
    ),
  ReportIScsiTargetsW: ({ refresh }, { initiator }) => {
    // One that does not answer keeps what it said last.
    if (refresh) for (const portal of initiator.portals) initiator.discover(portal);
    return done(initiator.known);
  },
  ReportIScsiTargetPortalsW: ({ target: name }, { initiator }) => {
    const isKnown = initiator.known.some(it => it.toLowerCase() === name.toLowerCase());
    if (!isKnown) return I.ISDSC_TARGET_NOT_FOUND;
    return done((initiator.target(name)?.portals ?? []).map(portalRow));
  },
  ReportIScsiSendTargetPortalsExW: (_, { initiator }) =>
    done(
      initiator.portals.map(({ initiatorName, initiatorPort, portal }) => ({
        initiatorName,
        initiatorPort,
        ...portalRow(portal),
      })),
    ),
  ReportIScsiPersistentLoginsW: (_, { initiator }) =>
    done(
      initiator.saved.map(it => ({
        target: it.target,
        informational: it.informational,
        initiatorName: it.initiatorName,
        initiatorPort: it.initiatorPort,
        ...(it.portal ? portalRow(it.portal) : { symbolicName: '', address: '', port: 0 }),
        auth: it.auth,
        user: it.user,
        hasSecret: it.hasSecret,
      })),
    ),
} satisfies Partial<IscsiRules>;
