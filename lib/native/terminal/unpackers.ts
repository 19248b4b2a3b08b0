import type { Answer } from '../../base/answer.js';
import type { CallDescriptions, ValueOf } from '../../base/call.js';
import type { Clock } from '../../base/clock.js';
import type {
  Account,
  DetailFacts,
  InfoAnswers,
  ProcessesFacts,
  ProcessRow,
  RowsAt,
  SessionRow,
  SessionsFacts,
  SystemFacts,
  WindowsVersion,
} from '../../terminal/contract.js';
import { INFO_CLASSES, type RawInfo } from '../../terminal/info/raw-info.js';
import { readerOf } from '../bridge/codec.js';
import type { Unpacker } from '../bridge/environment.js';
import { readAnswer, readFailures } from '../bridge/facts.js';
import type { PackReader } from '../bridge/pack.js';
import { readInfo } from './info.js';
import { readProcesses, readSessions } from './rows.js';

// A long list comes in several packs. The first one begins with the facts; rows, with their count before them, are in each.

const SESSIONS_VIA = [undefined, 'WTSEnumerateSessionsExW', 'WTSEnumerateSessionsW'] as const;
const PROCESSES_VIA = [undefined, 'WTSEnumerateProcessesExW', 'WTSEnumerateProcessesW'] as const;

/** How the rows of a listing are read, once its first pack has said when it was made. */
interface SessionsReader<T> {
  readonly facts: SessionsFacts<T> & { readonly rows: T[] };
  readonly row: SessionRow<T>;
}

function beginSessions<T>(pack: PackReader, rowsAt: RowsAt<T>, clock: Clock): SessionsReader<T> {
  const via = SESSIONS_VIA[pack.word()];
  const row = rowsAt(clock.now() - pack.age);
  return { facts: { via, failures: readFailures(pack), rows: [] }, row };
}

/** A listing that has come in one pack. */
export function readSessionsFacts<T>(pack: PackReader, rowsAt: RowsAt<T>, clock: Clock): SessionsFacts<T> {
  const { facts, row } = beginSessions(pack, rowsAt, clock);
  readSessions(pack, row, facts.rows);
  return facts;
}

export function sessionsUnpacker<T>(rowsAt: RowsAt<T>, clock: Clock): Unpacker<SessionsFacts<T>> {
  let reader: SessionsReader<T> | undefined;
  return {
    unpack(pack) {
      reader ??= beginSessions(pack, rowsAt, clock);
      readSessions(pack, reader.row, reader.facts.rows);
      return reader.facts;
    },
  };
}

export function processesUnpacker<T>(row: ProcessRow<T>): Unpacker<ProcessesFacts<T>> {
  const rows: T[] = [];
  let facts: ProcessesFacts<T> | undefined;
  let width = 0;
  return {
    unpack(pack) {
      if (!facts) {
        const via = PROCESSES_VIA[pack.word()];
        facts = { via, failures: readFailures(pack), rows };
        width = pack.word();
      }
      readProcesses(pack, width, row, rows);
      return facts;
    },
  };
}

/** Rows of any other kind. */
function rowsUnpacker<T>(readRow: (pack: PackReader) => T): Unpacker<readonly T[]> {
  const rows: T[] = [];
  return {
    unpack(pack) {
      for (let left = pack.count(1); left > 0; left -= 1) rows.push(readRow(pack));
      return rows;
    },
  };
}

/** An answer in one pack. */
function once<T>(read: (pack: PackReader) => T): Unpacker<T> {
  return { unpack: pack => read(pack) };
}

export const detailsUnpacker = (): Unpacker<readonly DetailFacts[]> =>
  rowsUnpacker(pack => {
    const sessionId = pack.word();
    const answers: Record<string, Answer<RawInfo>> = {};
    for (let left = pack.count(2); left > 0; left -= 1) {
      const name = INFO_CLASSES[pack.word()]!;
      answers[name] = readAnswer(pack, () => readInfo(pack, name));
    }
    return { sessionId, answers: answers as InfoAnswers };
  });

export const accountsUnpacker = (): Unpacker<readonly Answer<Account>[]> =>
  rowsUnpacker(pack =>
    readAnswer(pack, () => {
      const name = pack.text();
      const domain = pack.text();
      return { name, domain, use: pack.word() };
    }),
  );

export const sidsUnpacker = (): Unpacker<readonly Answer<string>[]> =>
  rowsUnpacker(pack => readAnswer(pack, () => pack.text()));

export const rawUnpacker = (): Unpacker<Answer<Uint8Array>> => once(pack => readAnswer(pack, () => pack.bytes()));

export const numberUnpacker = (): Unpacker<Answer<number>> => once(pack => readAnswer(pack, () => pack.word()));

export const flagUnpacker = (): Unpacker<Answer<boolean>> => once(pack => readAnswer(pack, () => pack.flag()));

export const doneUnpacker = (): Unpacker<Answer<undefined>> => once(pack => readAnswer(pack, () => undefined));

export const systemUnpacker = (): Unpacker<SystemFacts> =>
  once(pack => {
    const elevated = readAnswer(pack, () => pack.flag());
    return { elevated, termService: readAnswer(pack, () => pack.word()) };
  });

/** For each call, its answer by the kind of its value. */
export function answerUnpackers<C extends CallDescriptions>(
  calls: C,
): { readonly [N in keyof C]: Unpacker<Answer<ValueOf<C[N]>>> } {
  const entries = Object.entries(calls).map(([name, { value }]) => {
    const read = readerOf(value);
    return [name, once(pack => readAnswer(pack, read))];
  });
  return Object.fromEntries(entries);
}

export const versionUnpacker = (): Unpacker<Answer<WindowsVersion>> =>
  once(pack => readAnswer(pack, () => ({ major: pack.word(), minor: pack.word() })));
