import { sameText } from '../../base/fold.js';
import type { Session } from '../../identity/session.js';
import type { InfoClassName } from '../../terminal/info/raw-info.js';
import { stateWord } from '../../terminal/sessions/words.js';
import { BufferView, timeText } from './buffer.js';
import type { Buffers } from './classes.js';
import type {
  AddressReport,
  InfoExReport,
  InfoReport,
  LayoutReport,
  ListedReport,
  Sameness,
  TimesReport,
} from './types.js';

// The offsets are those of the documents. Whether Windows has these values there is what the report is about.

/** `WTSINFOW`. */
const INFO = { bytes: 216, id: 4, connect: 176, disconnect: 184, lastInput: 192, logon: 200, current: 208 } as const;
/** `WTSINFOEXW`, level 1. A text is where it begins and how many units it has. */
const INFO_EX = {
  bytes: 232,
  level: 0,
  id: 8,
  state: 12,
  flags: 16,
  name: [20, 33],
  user: [86, 21],
  domain: [128, 18],
  logon: 168,
  connect: 176,
  disconnect: 184,
  lastInput: 192,
  current: 200,
} as const;
/** `WTSCLIENTW`. */
const CLIENT = { bytes: 2304, family: 1168, address: 1172 } as const;
/** `WTS_CLIENT_ADDRESS` and `WTS_SESSION_ADDRESS`. */
const ADDRESS = { bytes: 24, family: 0, address: 4 } as const;

const AF_INET = 2;
const AF_INET6 = 23;

/** What the buffers of a session hold where the documents say it is. `listed` is its row in the list. */
export function layoutReport(sessionId: number, buffers: Buffers, listed: Session | undefined): LayoutReport {
  const view = (name: InfoClassName, bytes: number) => {
    const buffer = buffers.get(name);
    return buffer && buffer.length >= bytes ? new BufferView(buffer) : undefined;
  };
  const info = view('WTSSessionInfo', INFO.bytes);
  const infoEx = view('WTSSessionInfoEx', INFO_EX.bytes);
  const client = view('WTSClientInfo', CLIENT.bytes);
  const clientAddress = view('WTSClientAddress', ADDRESS.bytes);
  const sessionAddress = view('WTSSessionAddressV4', ADDRESS.bytes);
  return {
    sessionId,
    info: info && infoReport(info, sessionId),
    infoEx: infoEx && infoExReport(infoEx, sessionId),
    sameTimes: info && infoEx && haveSameTimes(info, infoEx),
    asListed: infoEx && listed && listedReport(infoEx, listed),
    clientAddress: clientAddress && addressReport(clientAddress, client),
    sessionAddress: sessionAddress && addressReport(sessionAddress, undefined),
    clientFamily: client?.dword(CLIENT.family),
  };
}

/** The host's own clock, as the class `WTSSessionInfo` has it. */
export function currentTicks(bytes: Uint8Array): bigint | undefined {
  return bytes.length < INFO.bytes ? undefined : new BufferView(bytes).ticks(INFO.current);
}

function infoReport(view: BufferView, sessionId: number): InfoReport {
  return { hasId: view.dword(INFO.id) === sessionId, times: timesReport(view, INFO) };
}

function infoExReport(view: BufferView, sessionId: number): InfoExReport {
  return {
    hasId: view.dword(INFO_EX.id) === sessionId,
    level: view.dword(INFO_EX.level),
    sessionFlags: view.dword(INFO_EX.flags),
    times: timesReport(view, INFO_EX),
  };
}

function timesReport(view: BufferView, at: Readonly<Record<keyof TimesReport, number>>): TimesReport {
  const time = (name: keyof TimesReport) => timeText(view.ticks(at[name]));
  return {
    logon: time('logon'),
    connect: time('connect'),
    disconnect: time('disconnect'),
    lastInput: time('lastInput'),
    current: time('current'),
  };
}

/** The host's clock has gone on between the two. */
function haveSameTimes(info: BufferView, infoEx: BufferView): boolean {
  const names = ['logon', 'connect', 'disconnect', 'lastInput'] as const;
  return names.every(name => info.ticks(INFO[name]) === infoEx.ticks(INFO_EX[name]));
}

function listedReport(view: BufferView, row: Session): ListedReport {
  const text = ([at, units]: readonly [number, number], whole: string | undefined) =>
    sameness(view.text(at, units), whole ?? '');
  return {
    state: stateWord(view.dword(INFO_EX.state)) === row.state ? 'same' : 'other',
    name: text(INFO_EX.name, row.name),
    user: text(INFO_EX.user, row.user),
    domain: text(INFO_EX.domain, row.domain),
  };
}

function sameness(text: string, whole: string): Sameness {
  if (text === whole) return 'same';
  if (sameText(text, whole)) return 'case';
  return text !== '' && whole.startsWith(text) ? 'cut' : 'other';
}

function addressReport(view: BufferView, client: BufferView | undefined): AddressReport {
  const address = view.bytes.subarray(ADDRESS.address, ADDRESS.bytes);
  return {
    family: view.dword(ADDRESS.family),
    nonZero: [...address.keys()].filter(at => address[at] !== 0),
    clientAt: client && placeOf(clientBytes(client), address),
  };
}

/** An octet in each unit for IPv4; for IPv6 the bytes as they went over the network. */
function clientBytes(client: BufferView): readonly number[] {
  const family = client.dword(CLIENT.family);
  if (family === AF_INET) return [0, 1, 2, 3].map(i => client.word(CLIENT.address + 2 * i) & 0xff);
  if (family === AF_INET6) return [...client.bytes.subarray(CLIENT.address, CLIENT.address + 16)];
  return [];
}

/** An address of zeros is none, and would be found anywhere. */
function placeOf(wanted: readonly number[], bytes: Uint8Array): number | undefined {
  if (!wanted.some(byte => byte !== 0)) return undefined;
  for (let at = 0; at + wanted.length <= bytes.length; at++) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return undefined;
}
