import type { ArgsOf } from '../../../lib/base/call.js';
import type { RawProcess, RawSession, RawValue, TerminalAnswer } from '../../../lib/mock/terminal/raw-calls.js';
import type { TerminalCallName, TerminalCalls } from '../../../lib/terminal/calls.js';
import { type ByteReader, ByteWriter } from './bytes.js';
import { encodeInfo } from './info.js';
import { sidToBytes, sidToText } from './sid.js';

/** What the stand-ins may ask; the other raw calls stay Wine's own in the lab. */
export type WireCallName = Exclude<TerminalCallName, 'GetTokenInformation' | 'QueryServiceStatus'>;

/** The wire form of one raw call: its arguments as the stand-in writes them, its value as the stand-in reads it. */
interface WireCall<N extends TerminalCallName> {
  readonly args: (reader: ByteReader, callerPid: number) => ArgsOf<TerminalCalls[N]>;
  readonly value: (writer: ByteWriter, value: RawValue<N>, args: ArgsOf<TerminalCalls[N]>) => void;
}

const nothing = (): void => {};
const none = () => ({});
const number = (writer: ByteWriter, value: number): void => {
  writer.u32(value);
};
const name = (reader: ByteReader) => ({ name: reader.text() ?? '' });
const service = (reader: ByteReader) => ({ service: reader.text() ?? '' });

function sessions(writer: ByteWriter, rows: readonly RawSession[], whole: boolean): void {
  writer.u32(rows.length);
  for (const row of rows) {
    writer.u32(row.sessionId).u32(row.state).text(row.sessionName);
    if (whole) writer.text(row.hostName).text(row.userName).text(row.domainName).text(row.farmName);
  }
}

function processes(writer: ByteWriter, rows: readonly RawProcess[], whole: boolean): void {
  writer.u32(rows.length);
  for (const row of rows) {
    writer.u32(row.sessionId).u32(row.pid).text(row.name);
    writer.bytes(row.sid === undefined ? undefined : sidToBytes(row.sid));
    if (!whole) continue;
    writer.u32(row.threads).u32(row.handles).u32(row.pagefileUsage).u32(row.peakPagefileUsage);
    writer.u32(row.workingSetSize).u32(row.peakWorkingSetSize).u64(row.userTime).u64(row.kernelTime);
  }
}

const wireCalls: { readonly [N in WireCallName]: WireCall<N> } = {
  WTSGetActiveConsoleSessionId: { args: none, value: number },
  ProcessIdToSessionId: {
    args: (reader, callerPid) => {
      const own = reader.u8() === 1;
      const pid = reader.u32();
      return { pid: own ? callerPid : pid };
    },
    value: number,
  },
  GetSystemMetrics: { args: reader => ({ index: reader.u32() }), value: number },
  RegGetValueW: { args: reader => ({ value: reader.text() ?? '' }), value: number },
  WTSOpenServerExW: { args: name, value: nothing },
  WTSOpenServerW: { args: name, value: nothing },
  WTSCloseServer: { args: none, value: nothing },
  WTSEnumerateSessionsExW: {
    args: reader => ({ level: reader.u32() }),
    value: (writer, rows) => sessions(writer, rows, true),
  },
  WTSEnumerateSessionsW: { args: none, value: (writer, rows) => sessions(writer, rows, false) },
  WTSQuerySessionInformationW: {
    args: reader => ({ sessionId: reader.u32(), infoClass: reader.u32() }),
    value: (writer, value, { infoClass }) => encodeInfo(writer, infoClass, value),
  },
  WTSEnumerateProcessesExW: {
    args: reader => ({ level: reader.u32(), sessionId: reader.u32() }),
    value: (writer, rows, { level }) => processes(writer, rows, level === 1),
  },
  WTSEnumerateProcessesW: { args: none, value: (writer, rows) => processes(writer, rows, false) },
  WTSSendMessageW: {
    args: reader => ({
      sessionId: reader.u32(),
      title: reader.text() ?? '',
      text: reader.text() ?? '',
      style: reader.u32(),
      timeoutSeconds: reader.u32(),
      wait: reader.u8() === 1,
    }),
    value: number,
  },
  WTSLogoffSession: { args: reader => ({ sessionId: reader.u32(), wait: reader.u8() === 1 }), value: nothing },
  LookupAccountSidW: {
    args: reader => ({ sid: sidToText(reader.bytes()) }),
    value: (writer, account) => writer.text(account.name).text(account.domain).u32(account.use),
  },
  LookupAccountNameW: {
    args: reader => ({ account: reader.text() ?? '' }),
    value: (writer, sid, { account }) => {
      const domain = account.includes('\\') ? account.slice(0, account.indexOf('\\')) : '';
      writer.bytes(sidToBytes(sid)).text(domain);
    },
  },
  NetWkstaGetInfo: {
    args: reader => ({ level: reader.u32() }),
    value: (writer, { platformId, computerName, lanGroup, major, minor }) =>
      writer.u32(platformId).u32(major).u32(minor).text(computerName).text(lanGroup),
  },
  CreateThread: { args: none, value: nothing },
  CreateWindowExW: { args: none, value: nothing },
  WTSRegisterSessionNotificationEx: { args: reader => ({ flags: reader.u32() }), value: nothing },
  WTSUnRegisterSessionNotificationEx: { args: none, value: nothing },
  WTSWaitSystemEvent: { args: reader => ({ mask: reader.u32() }), value: number },
  OpenEventW: { args: name, value: (writer, isReady) => number(writer, isReady ? 1 : 0) },
  NotifyServiceStatusChangeW: { args: service, value: nothing },
  GetLastInputInfo: { args: none, value: number },
};

/** The calls that are made on a window or a server handle, whose number stands behind the arguments. */
const MADE_ON: { readonly [N in WireCallName]?: 'window' | 'handle' } = {
  WTSRegisterSessionNotificationEx: 'window',
  WTSUnRegisterSessionNotificationEx: 'window',
  OpenEventW: 'window',
  NotifyServiceStatusChangeW: 'window',
  WTSWaitSystemEvent: 'handle',
};

const shapes = { whole: 0, null: 1, short: 2, unterminated: 3 } as const;

export interface WireQuestion<N extends WireCallName = WireCallName> {
  readonly neverHeld: boolean;
  readonly name: N;
  readonly host: string | undefined;
  readonly args: ArgsOf<TerminalCalls[N]>;
  readonly window?: number;
  readonly handle?: number;
}

/** Reads a question behind its kind. */
export function decodeQuestion(reader: ByteReader, callerPid: number): WireQuestion {
  const neverHeld = reader.u8() === 1;
  const call = reader.ascii();
  if (!Object.hasOwn(wireCalls, call)) throw new Error(`A stand-in asked for ${call}, which the lab does not know.`);
  const known = call as WireCallName;
  const question = { neverHeld, name: known, host: reader.text(), args: wireCalls[known].args(reader, callerPid) };
  const on = MADE_ON[known];
  return on === undefined ? question : { ...question, [on]: reader.u32() };
}

export function encodeAnswer<N extends WireCallName>(question: WireQuestion<N>, answer: TerminalAnswer<N>): ByteWriter {
  const writer = new ByteWriter();
  writer.u8(answer.ok ? 1 : 0).u8(shapes[answer.shape ?? 'whole']);
  if (!answer.ok) return writer.u32(answer.code);
  const { value } = wireCalls[question.name] as WireCall<N>;
  value(writer, answer.value as RawValue<N>, question.args);
  return writer;
}
