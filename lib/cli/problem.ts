import { WindowsError, type WindowsErrorJSON } from '../errors/windows-error.js';
import { formatDuration } from './duration.js';
import { NoSessionError } from './no-session.js';
import { OPTION_NAMES } from './options.js';

/** A failure, for the three places where it is shown. */
export interface Problem {
  /** For a row of a table. */
  readonly brief: string;
  /** For standard error. */
  readonly lines: readonly string[];
  /** For JSON: always with the same keys. */
  readonly json: ProblemJson;
}

export type ProblemJson = {
  readonly [K in keyof WindowsErrorJSON]: K extends 'name' | 'message' ? string : WindowsErrorJSON[K] | null;
};

export const TRY_MOCK = 'To try winstation without Windows: winstation --mock office';

export interface Circumstances {
  /** The name of the host as it was given; `undefined` is this machine. */
  readonly host: string | undefined;
  readonly timeout: number | undefined;
}

export function problemOf(error: unknown, { host, timeout }: Circumstances): Problem {
  if (WindowsError.is(error)) {
    const { code, reason } = error;
    const json = error instanceof WindowsError ? error.toJSON() : (error as WindowsErrorJSON);
    return { brief: reason === 'other' ? code : `${reason} (${code})`, lines: [error.message], json };
  }
  const { name, message, code } = partsOf(error);
  if (isNoAddon(error)) {
    const words = message.replace(FOR_PROGRAMMERS, '');
    return { brief: 'no addon', lines: [words, TRY_MOCK], json: bare(name, message, code, host) };
  }
  // Its message names the machine already.
  if (error instanceof NoSessionError) {
    return { brief: message, lines: [message], json: { ...bare(name, message, code, host), reason: 'not-found' } };
  }
  const where = host ?? 'this machine';
  if (code === 'ETIMEDOUT') {
    const within = withinTime(timeout);
    return {
      brief: `no answer ${within}`,
      lines: [`${where}: no answer ${within}`],
      json: { ...bare(name, message, code, host), reason: 'unreachable' },
    };
  }
  return { brief: message, lines: [`${where}: ${message}`], json: bare(name, message, code, host) };
}

/** A sentence that says what to import: for somebody who writes a program, and not for somebody who runs one. */
const FOR_PROGRAMMERS = /\s*[^.:]*: import \{.*$/;

/** Which option or word of the command line an argument of the library comes from. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  text: 'TEXT',
  ref: 'SESSION',
  user: '--user',
  name: '--host',
  file: 'PROGRAM',
  args: 'ARG',
};

/** The message of an error about an argument, with the words of the command line; `undefined` for other errors. */
export function argumentInWords(error: unknown): string | undefined {
  if (!(error instanceof TypeError || error instanceof RangeError)) return undefined;
  const { code, message } = error as { readonly code?: unknown; readonly message: string };
  if (typeof code !== 'string' || !/^ERR_(INVALID_ARG_(TYPE|VALUE)|OUT_OF_RANGE)$/.test(code)) return undefined;
  return message.replace(
    /^((?:\w+\.)*)(\w+)(?=(?:\[\d+\])? (?:must|can|may|is|has|holds)\b)/,
    (_, path: string, last: string) => {
      if (path === 'options.' && last === 'name') return '--name';
      const known = ARGUMENTS[last];
      if (known !== undefined) return known;
      return OPTION_NAMES.some(it => it === last) ? `--${last}` : `${path}${last}`;
    },
  );
}

/** The time of `--timeout` in words. */
export function withinTime(timeout: number | undefined): string {
  if (timeout === undefined) return 'in time';
  return `within ${timeout < 1_000 ? `${timeout}ms` : formatDuration(timeout)}`;
}

/** The name is compared, because another copy of the package may have made the error. */
export function isNoAddon(error: unknown): error is Error {
  return error instanceof Error && error.name === 'NoAddonError';
}

function bare(name: string, message: string, code: string | null, host: string | undefined): ProblemJson {
  return {
    name,
    message,
    code: code as ProblemJson['code'],
    errno: null,
    syscall: null,
    host: host ?? null,
    sessionId: null,
    reason: null,
    hint: null,
    outcome: null,
    subject: null,
    left: null,
  };
}

function partsOf(error: unknown): { name: string; message: string; code: string | null } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), code: null };
  const { code } = error as { code?: unknown };
  return { name: error.name, message: error.message, code: typeof code === 'string' ? code : null };
}
