import { WIN32_CODES as E } from '../../../errors/codes.js';
import { INFO_CLASSES, type RawInfoMap, type RawSessionInfo } from '../../../terminal/info/raw-info.js';
import { STATES } from '../../../terminal/sessions/words.js';
import { NO_CLIENT } from '../scenario/defaults.js';
import type { SessionState } from '../state.js';
import { addressForms } from './address.js';
import { atLeast } from './windows.js';

/** A session of a host at one moment. */
export interface Asked {
  readonly machine: { readonly windows: string; readonly isLocal: boolean };
  readonly session: SessionState;
  /** FILETIME ticks. */
  readonly now: bigint;
}

/** The code that the class fails with. */
class Refused {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
}

type Class<N extends keyof RawInfoMap> = (asked: Asked) => RawInfoMap[N] | Refused;

const unsupported = () => new Refused(E.ERROR_NOT_SUPPORTED);
const client = ({ session }: Asked) => session.client ?? NO_CLIENT;
const cut = (text: string | null, length: number) => (text ?? '').slice(0, length);
const dword = (value: number) => Number(BigInt.asUintN(32, BigInt(Math.trunc(value))));
const word = (value: number) => value & 0xffff;

/** What fits into a field, its NUL left out. */
const FITS = { user: 20, domain: 17, client: 20, path: 260 } as const;

const CLASSES: { readonly [N in keyof RawInfoMap]: Class<N> } = {
  WTSInitialProgram: ({ session }) => session.initialProgram,
  WTSApplicationName: ({ machine, session }) =>
    // Windows 7 and Server 2008 R2 do not know published programs yet.
    atLeast(machine.windows, '6.2') ? session.applicationName : new Refused(E.ERROR_NOT_SUPPORTED),
  WTSWorkingDirectory: ({ session }) => session.workingDirectory,
  WTSOEMId: ({ session }) => session.oemId,
  WTSSessionId: ({ session }) => session.id,
  WTSUserName: ({ session }) => session.user ?? '',
  WTSWinStationName: ({ session }) => session.name ?? '',
  WTSDomainName: ({ session }) => session.domain ?? '',
  WTSConnectState: ({ session }) => STATES.indexOf(session.state),
  WTSClientBuildNumber: asked => dword(client(asked).build),
  WTSClientName: asked => client(asked).name,
  WTSClientDirectory: asked => client(asked).directory,
  WTSClientProductId: asked => word(client(asked).productId),
  WTSClientHardwareId: asked => dword(client(asked).hardwareId),
  WTSClientAddress: asked => {
    const { family, bytes } = addressForms(client(asked).address);
    return { family, bytes };
  },
  WTSClientDisplay: asked => ({ ...client(asked).display }),
  WTSClientProtocolType: ({ session }) => word(session.protocol),
  WTSIdleTime: unsupported,
  WTSLogonTime: unsupported,
  WTSIncomingBytes: unsupported,
  WTSOutgoingBytes: unsupported,
  WTSIncomingFrames: unsupported,
  WTSOutgoingFrames: unsupported,
  WTSClientInfo: asked => {
    const it = client(asked);
    const { family, words } = addressForms(it.address);
    return {
      clientName: cut(it.name, FITS.client),
      domain: cut(it.domain, FITS.domain),
      userName: cut(it.user, FITS.user),
      workDirectory: cut(it.workDirectory, FITS.path),
      initialProgram: cut(it.initialProgram, FITS.path),
      encryptionLevel: it.encryptionLevel & 0xff,
      addressFamily: family,
      address: words,
      hRes: word(it.display.width),
      vRes: word(it.display.height),
      colorDepth: word(it.display.colorDepth),
      clientDirectory: cut(it.directory, FITS.path),
      clientBuildNumber: dword(it.build),
      clientHardwareId: dword(it.hardwareId),
      clientProductId: word(it.productId),
      outBufCountHost: word(it.outBufCountHost),
      outBufCountClient: word(it.outBufCountClient),
      outBufLength: word(it.outBufLength),
      deviceId: cut(it.deviceId, FITS.path),
    };
  },
  WTSSessionInfo: asked => sessionInfo(asked, 31, 16),
  WTSSessionInfoEx: asked => {
    const { lock } = asked.session;
    // Windows 7 and Server 2008 R2 say it the wrong way round.
    const inverted = atLeast(asked.machine.windows, '6.1') && !atLeast(asked.machine.windows, '6.2');
    const sessionFlags = lock === 'unknown' ? 0xffffffff : (lock === 'locked') === inverted ? 1 : 0;
    return { sessionFlags, ...sessionInfo(asked, 32, FITS.domain) };
  },
  WTSConfigInfo: ({ session: { config } }) => ({
    ...config,
    logonUserName: cut(config.logonUserName, FITS.user),
    logonDomain: cut(config.logonDomain, FITS.domain),
    workDirectory: cut(config.workDirectory, FITS.path),
    initialProgram: cut(config.initialProgram, FITS.path),
    applicationName: cut(config.applicationName, FITS.path),
  }),
  WTSValidationInfo: unsupported,
  WTSSessionAddressV4: ({ session }) => {
    if (session.virtualAddress === null) return new Refused(E.ERROR_NOT_SUPPORTED);
    const { family, bytes } = addressForms(session.virtualAddress);
    return { family, bytes };
  },
  // About this machine only. What it says of another was not seen on Windows.
  WTSIsRemoteSession: ({ machine, session }) => (machine.isLocal ? session.remote : new Refused(E.ERROR_NOT_SUPPORTED)),
  WTSSessionActivityId: ({ machine, session }) =>
    (atLeast(machine.windows, '10.0.22631') ? session.activityId : null) ?? new Refused(E.ERROR_INVALID_PARAMETER),
  WTSCapabilityCheck: ({ machine, session }) =>
    (atLeast(machine.windows, '10.0.26100') ? session.capabilities : null) ?? new Refused(E.ERROR_INVALID_PARAMETER),
};

/** What `WTSQuerySessionInformationW` says, or the code that it fails with. */
export function sessionInformation(
  asked: Asked,
  infoClass: number,
): { readonly value: RawInfoMap[keyof RawInfoMap] } | number {
  const name = INFO_CLASSES[infoClass];
  if (name === undefined) return E.ERROR_INVALID_PARAMETER;
  const value = CLASSES[name](asked);
  return value instanceof Refused ? value.code : { value };
}

function sessionInfo({ session: it, now }: Asked, nameFits: number, domainFits: number): RawSessionInfo {
  return {
    state: STATES.indexOf(it.state),
    sessionId: it.id,
    incomingBytes: dword(it.incomingBytes),
    outgoingBytes: dword(it.outgoingBytes),
    incomingFrames: dword(it.incomingFrames),
    outgoingFrames: dword(it.outgoingFrames),
    incomingCompressedBytes: dword(it.incomingCompressedBytes),
    outgoingCompressedBytes: dword(it.outgoingCompressedBytes),
    sessionName: cut(it.name, nameFits),
    domain: cut(it.domain, domainFits),
    userName: cut(it.user, FITS.user),
    connectTime: it.connectTime,
    disconnectTime: it.disconnectTime,
    lastInputTime: it.lastInputTime,
    logonTime: it.logonTime,
    currentTime: now,
  };
}
