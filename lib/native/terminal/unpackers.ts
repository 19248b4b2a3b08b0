import type { Answer } from '../../base/answer.js';
import { bytes, flag, type Kind, list, nothing, record, text, u32 } from '../../base/call.js';
import type { Clock } from '../../base/clock.js';
import { PLAIN_CALLS, TERMINAL_CALLS } from '../../terminal/calls.js';
import { type RawUserValue, userConfigKind } from '../../terminal/config/raw-user-config.js';
import type {
  Account,
  DetailFacts,
  InfoAnswers,
  ProcessesFacts,
  ProcessRow,
  ProcessRowsAt,
  RowsAt,
  SessionRow,
  SessionsFacts,
  SystemFacts,
  WindowsVersion,
} from '../../terminal/contract.js';
import { INFO_CLASSES, type RawInfo } from '../../terminal/info/raw-info.js';
import type { TokenAnswers, TokenClassAnswers } from '../../terminal/programs/contract.js';
import { TOKEN_CLASS, TOKEN_KINDS, type TokenClassName } from '../../terminal/programs/raw-token.js';
import type { Unpacker } from '../bridge/environment.js';
import { readAnswer, readFailures } from '../bridge/facts.js';
import type { PackReader } from '../bridge/pack.js';
import { answerReader, answerUnpacker, answerUnpackers, once, rowsUnpacker } from '../bridge/unpackers.js';
import { readInfo } from './info.js';
import { readProcesses, readSessions } from './rows.js';

// A long list comes in several packs. The first one begins with the facts; rows, with their count before them, are in each.

/** How the rows of a listing are read, once its first pack has said when it was made. */
interface SessionsReader<T> {
  readonly facts: SessionsFacts<T> & { readonly rows: T[] };
  readonly row: SessionRow<T>;
}

/** What is needed to read a listing. */
export interface Listed<T> {
  readonly rowsAt: RowsAt<T>;
  readonly clock: Clock;
  /** The calls that list, by their numbers. */
  readonly lists: readonly SessionsFacts<T>['via'][];
}

function beginSessions<T>(pack: PackReader, { rowsAt, clock, lists }: Listed<T>): SessionsReader<T> {
  const via = lists[pack.word()];
  const row = rowsAt(clock.now() - pack.age);
  return { facts: { via, failures: readFailures(pack), rows: [] }, row };
}

/** A listing that has come in one pack. */
export function readSessionsFacts<T>(pack: PackReader, listed: Listed<T>): SessionsFacts<T> {
  const { facts, row } = beginSessions(pack, listed);
  readSessions(pack, row, facts.rows);
  return facts;
}

export function sessionsUnpacker<T>(listed: Listed<T>): Unpacker<SessionsFacts<T>> {
  let reader: SessionsReader<T> | undefined;
  return {
    unpack(pack) {
      reader ??= beginSessions(pack, listed);
      readSessions(pack, reader.row, reader.facts.rows);
      return reader.facts;
    },
  };
}

/** The same of processes. */
export interface ListedProcesses<T> {
  readonly rowsAt: ProcessRowsAt<T>;
  readonly clock: Clock;
  readonly lists: readonly ProcessesFacts<T>['via'][];
}

export function processesUnpacker<T>({ rowsAt, clock, lists }: ListedProcesses<T>): Unpacker<ProcessesFacts<T>> {
  const rows: T[] = [];
  let facts: ProcessesFacts<T> | undefined;
  let row: ProcessRow<T> | undefined;
  let width = 0;
  return {
    unpack(pack) {
      if (!facts) {
        const via = lists[pack.word()];
        facts = { via, failures: readFailures(pack), rows };
        width = pack.word();
      }
      row ??= rowsAt(clock.now() - pack.age);
      readProcesses(pack, width, row, rows);
      return facts;
    },
  };
}

export const detailsUnpacker = (): Unpacker<readonly DetailFacts[]> =>
  rowsUnpacker(pack => {
    const sessionId = pack.word();
    const answers: Record<string, Answer<RawInfo>> = {};
    for (let left = pack.count(2); left > 0; left -= 1) {
      const infoClass = pack.word();
      answers[INFO_CLASSES[infoClass]!] = readAnswer(pack, () => readInfo(pack, infoClass));
    }
    return { sessionId, answers: answers as InfoAnswers };
  });

const { LookupAccountNameW, LookupAccountSidW, QueryServiceStatus } = TERMINAL_CALLS;

const readAccount = answerReader(LookupAccountSidW.value);
export const accountsUnpacker = (): Unpacker<readonly Answer<Account>[]> => rowsUnpacker(readAccount);

const readSid = answerReader(LookupAccountNameW.value);
export const sidsUnpacker = (): Unpacker<readonly Answer<string>[]> => rowsUnpacker(readSid);

const readElevated = answerReader(flag);
const readServiceState = answerReader(QueryServiceStatus.value);
export const systemUnpacker: Unpacker<SystemFacts> = once(pack => {
  const elevated = readElevated(pack);
  return { elevated, termService: readServiceState(pack) };
});

/** The buffer as it came. */
export const rawUnpacker = answerUnpacker(bytes);

/** Of all that `NetWkstaGetInfo` answers, the addon hands on these. */
export const versionUnpacker: Unpacker<Answer<WindowsVersion>> = answerUnpacker(record({ major: u32, minor: u32 }));

export const listenersUnpacker = answerUnpacker(list(text));

/** What a class of the settings of an account answers. */
export const userConfigUnpacker = (configClass: number): Unpacker<Answer<RawUserValue>> =>
  answerUnpacker(userConfigKind(configClass) as Kind<RawUserValue>);
const readOpened = answerReader(nothing);
const TOKEN_READERS = new Map(
  (Object.keys(TOKEN_CLASS) as TokenClassName[]).map(name => {
    const number = TOKEN_CLASS[name];
    return [number, { name, read: answerReader(TOKEN_KINDS[number]!) }] as const;
  }),
);

export const tokenUnpacker: Unpacker<TokenAnswers> = once(pack => {
  const opened = readOpened(pack);
  const answers: Record<string, Answer<unknown>> = {};
  for (let left = pack.count(2); left > 0; left -= 1) {
    const { name, read } = TOKEN_READERS.get(pack.word())!;
    answers[name] = read(pack);
  }
  return { opened, answers: answers as TokenClassAnswers };
});

/** The plain calls. */
export const CALL_UNPACKERS = answerUnpackers(PLAIN_CALLS);
