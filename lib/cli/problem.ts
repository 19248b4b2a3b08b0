import { WindowsError, type WindowsErrorJSON } from '../errors/windows-error.js';
import { formatDuration } from './duration.js';

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

export const TRY_MOCK = 'To try winstation without Windows, give it a world: --mock SCENARIO';

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
  if (isNoAddon(error)) return { brief: 'no addon', lines: [message, TRY_MOCK], json: bare(name, message, code, host) };
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
