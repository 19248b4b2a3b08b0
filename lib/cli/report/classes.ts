import { INFO_CLASSES, type InfoClassName } from '../../terminal/info/raw-info.js';
import type { SessionHost } from '../../terminal/types.js';
import type { Answered } from './answered.js';
import { type Asker, isGiven } from './asker.js';
import { hexOf } from './buffer.js';
import type { BufferReport, ClassesReport, ClassReport, IdReport, UnknownClassesReport } from './types.js';

const TEXTS: readonly InfoClassName[] = [
  'WTSInitialProgram',
  'WTSApplicationName',
  'WTSWorkingDirectory',
  'WTSOEMId',
  'WTSUserName',
  'WTSWinStationName',
  'WTSDomainName',
  'WTSClientName',
  'WTSClientDirectory',
];

/** Numbers that name neither a person nor a machine. */
const NUMBERS: readonly InfoClassName[] = [
  'WTSSessionId',
  'WTSConnectState',
  'WTSClientBuildNumber',
  'WTSClientProductId',
  'WTSClientDisplay',
  'WTSClientProtocolType',
  'WTSIsRemoteSession',
  'WTSCapabilityCheck',
];

/** Three classes that any Windows knows: what they answer about an id without a session is the question. */
const OF_IDS: readonly InfoClassName[] = ['WTSConnectState', 'WTSSessionInfo', 'WTSSessionInfoEx'];

/** The next numbers, and some far away. */
const UNKNOWN: readonly number[] = [INFO_CLASSES.length, INFO_CLASSES.length + 1, 1_000, 0x7fffffff];

/** The buffers of a session, by their classes. */
export type Buffers = ReadonlyMap<InfoClassName, Uint8Array>;

/** Every class of a session, and the buffers that came, for those who read what is in them. */
export async function askClasses(
  asker: Asker,
  host: SessionHost,
  sessionId: number,
): Promise<{ readonly report: ClassesReport; readonly buffers: Buffers }> {
  const buffers = new Map<InfoClassName, Uint8Array>();
  const answers: Partial<Record<InfoClassName, ClassReport>> = {};
  for (const [number, name] of INFO_CLASSES.entries()) {
    const answered = await ask(asker, host, sessionId, number);
    if (isGiven(answered)) buffers.set(name, answered.value);
    answers[name] = classReport(answered, name);
  }
  return { report: { sessionId, answers: answers as ClassesReport['answers'] }, buffers };
}

export async function askId(
  asker: Asker,
  host: SessionHost,
  { sessionId, why }: Pick<IdReport, 'sessionId' | 'why'>,
): Promise<IdReport> {
  const answers: Partial<Record<InfoClassName, ClassReport>> = {};
  for (const name of OF_IDS) {
    answers[name] = classReport(await ask(asker, host, sessionId, INFO_CLASSES.indexOf(name)), name);
  }
  return { sessionId, why, answers };
}

export async function askUnknownClasses(
  asker: Asker,
  host: SessionHost,
  sessionId: number,
): Promise<UnknownClassesReport> {
  const answers: Record<string, ClassReport> = {};
  for (const number of UNKNOWN) answers[number] = classReport(await ask(asker, host, sessionId, number), undefined);
  return { sessionId, answers };
}

function ask(asker: Asker, host: SessionHost, id: number, number: number): Promise<Answered<Uint8Array>> {
  return asker.ask(cancel => host.queryRaw(id, number, cancel));
}

function classReport(answered: Answered<Uint8Array>, name: InfoClassName | undefined): ClassReport {
  if (isGiven(answered)) return bufferReport(answered.value, name);
  const { code, errno } = answered.error;
  return { error: { code, errno } };
}

function bufferReport(bytes: Uint8Array, name: InfoClassName | undefined): BufferReport {
  const { length } = bytes;
  if (name && TEXTS.includes(name)) {
    return { bytes: length, endsInNul: length >= 2 && bytes[length - 1] === 0 && bytes[length - 2] === 0 };
  }
  if (name && NUMBERS.includes(name)) return { bytes: length, hex: hexOf(bytes.subarray(0, 32)) };
  return { bytes: length };
}
