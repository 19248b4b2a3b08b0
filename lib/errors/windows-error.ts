import type { Failure } from '../base/answer.js';
import type { Subject } from '../base/meaning.js';
import type { CodeName } from './codes.js';
import { isNamed } from './known.js';
import { isReason, type Reason } from './reasons.js';
import type { Vocabulary } from './vocabulary.js';

/** A {@link WindowsError} as plain data: what `toJSON()` writes and `WindowsError.from()` reads. */
export interface WindowsErrorJSON {
  /** Always `'WindowsError'`. */
  readonly name: 'WindowsError';
  /** One sentence with the function, the host, the code and the hint. */
  readonly message: string;
  /** Windows' name of the code. */
  readonly code: CodeName;
  /** The code itself. */
  readonly errno: number;
  /** The export that failed. */
  readonly syscall: string;
  /** The host's name. */
  readonly host: string | null;
  /** The session that the call was about. */
  readonly sessionId: number | null;
  /** The one word to branch on. */
  readonly reason: Reason;
  /** What to do about it. */
  readonly hint: string | null;
  /** `'unknown'` when an act was under way. */
  readonly outcome: 'unknown' | null;
  /** What the failure is about. */
  readonly subject: Subject | null;
  /** Settings that were changed and could not be put back. */
  readonly left: readonly string[] | null;
}

interface Parts {
  readonly code: CodeName;
  readonly errno: number;
  readonly syscall: string;
  readonly host: string | undefined;
  readonly sessionId: number | undefined;
  readonly reason: Reason;
  readonly hint: string | undefined;
  readonly outcome: 'unknown' | undefined;
  readonly subject: Subject | undefined;
  readonly left: readonly string[] | undefined;
}

const secret = Symbol('made by the library');

/**
 * A Windows call failed. Recognise it by {@link WindowsError.is}, which works across realms, copies of the package and
 * JSON; `instanceof` holds only within one copy.
 */
export class WindowsError extends Error {
  /** Windows' name of the code: `'ERROR_ACCESS_DENIED'`; an unlisted one is `'WIN32_<n>'`. */
  readonly code: CodeName;
  /** The code itself: 5. A failure that left no code is 0, `'ERROR_UNREPORTED'`. */
  readonly errno: number;
  /** The export that failed, by its name in Windows. */
  readonly syscall: string;
  /** The host's name, as it was given to `openHost`; the local machine's own name otherwise. */
  readonly host: string | undefined;
  /** The session that the call was about; `undefined` when it was about none. */
  readonly sessionId: number | undefined;
  /** The one word that a program asks about. */
  readonly reason: Reason;
  /** What to do about it, in our words; the same on every backend and in every language of Windows. */
  readonly hint: string | undefined;
  /** `'unknown'` when an act was under way, so that Windows may still carry it out. */
  readonly outcome: 'unknown' | undefined;
  /**
   * What the failure is about, so that `'not-found'` needs no guessing: a session, a process, an account … `undefined` where
   * the call is about none of these.
   */
  readonly subject: Subject | undefined;
  /** Of an act that sets several things: those that were changed and could not be put back when it failed. */
  readonly left: readonly string[] | undefined;

  /** @internal Errors are made by the library; others rebuild one with {@link WindowsError.from}. */
  constructor(message: string, parts: Parts, key: symbol) {
    if (key !== secret) throw new TypeError('WindowsError is made by winstation; use WindowsError.from(json)');
    super(message);
    this.code = parts.code;
    this.errno = parts.errno;
    this.syscall = parts.syscall;
    this.host = parts.host;
    this.sessionId = parts.sessionId;
    this.reason = parts.reason;
    this.hint = parts.hint;
    this.outcome = parts.outcome;
    this.subject = parts.subject;
    this.left = parts.left;
  }

  static {
    // On the prototype, so that inspection shows it once and the stack's first line is right.
    Object.defineProperty(WindowsError.prototype, 'name', {
      value: 'WindowsError',
      configurable: true,
      writable: true,
    });
  }

  /** Plain data, for logs, IPC and messages between threads; structured clone alone would drop all but the message. */
  toJSON(): WindowsErrorJSON {
    return {
      name: 'WindowsError',
      message: this.message,
      code: this.code,
      errno: this.errno,
      syscall: this.syscall,
      host: this.host ?? null,
      sessionId: this.sessionId ?? null,
      reason: this.reason,
      hint: this.hint ?? null,
      outcome: this.outcome ?? null,
      subject: this.subject ?? null,
      left: this.left ?? null,
    };
  }

  /** The error that `toJSON()` wrote. */
  static from(json: WindowsErrorJSON): WindowsError {
    if (!isWritten(json)) throw new TypeError('WindowsError.from expects what WindowsError.toJSON() wrote');
    const { message, code, errno, syscall, host, sessionId, reason, hint, outcome } = json;
    // An older copy of the package writes neither.
    const { subject, left } = json as Partial<WindowsErrorJSON>;
    return new WindowsError(
      message,
      {
        code,
        errno,
        syscall,
        host: host ?? undefined,
        sessionId: sessionId ?? undefined,
        reason,
        hint: hint ?? undefined,
        outcome: outcome ?? undefined,
        subject: subject ?? undefined,
        left: left ? Object.freeze([...left]) : undefined,
      },
      secret,
    );
  }

  /**
   * Is this a WindowsError, and of this reason or code? Answers for errors of another realm or another copy of the package,
   * and for the plain data of `toJSON()`.
   *
   * @example if (WindowsError.is(e, 'changed')) continue;
   */
  static is(e: unknown, reasonOrCode?: Reason | CodeName): e is WindowsError {
    return isNamed(e, 'WindowsError', it => {
      if (typeof it.code !== 'string' || typeof it.errno !== 'number') return false;
      if (typeof it.syscall !== 'string' || typeof it.reason !== 'string') return false;
      return reasonOrCode === undefined || it.reason === reasonOrCode || it.code === reasonOrCode;
    });
  }
}

/** Whether each member is what `toJSON()` writes; `undefined` is as good as null, since copies may lose the difference. */
function isWritten(json: unknown): json is WindowsErrorJSON {
  if (!WindowsError.is(json)) return false;
  const it = json as unknown as Readonly<Record<keyof WindowsErrorJSON, unknown>>;
  const textOrNone = (value: unknown) => value === undefined || value === null || typeof value === 'string';
  const isId = (value: unknown) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffffffff;
  const { message, errno, host, sessionId, reason, hint, outcome, subject, left } = it;
  return (
    typeof message === 'string' &&
    isId(errno) &&
    textOrNone(host) &&
    (sessionId === undefined || sessionId === null || isId(sessionId)) &&
    isReason(reason) &&
    textOrNone(hint) &&
    (outcome === undefined || outcome === null || outcome === 'unknown') &&
    textOrNone(subject) &&
    (left === undefined || left === null || (Array.isArray(left) && left.every(one => typeof one === 'string')))
  );
}

/** About what a call was made. */
export interface About {
  /** The host's name; `remote` says whether it is another machine. */
  readonly host: string;
  readonly remote: boolean;
  readonly sessionId?: number | undefined;
}

/** What a caller of {@link windowsErrorIn} knows better than the vocabulary. */
export interface Known {
  readonly reason?: Reason;
  readonly hint?: string;
  readonly outcome?: 'unknown';
  readonly subject?: Subject;
  readonly left?: readonly string[];
  /** The beginning of the message, where no call has failed: "No call was made". */
  readonly says?: string;
}

/** A code with its number as Windows and its documents write it: HRESULTs and statuses have hexadecimal digits. */
function numbered(code: CodeName, errno: number): string {
  if (errno < 0x80000000) return `${code} (${errno})`;
  return code.startsWith('0x') ? code : `${code} (0x${errno.toString(16).toUpperCase()})`;
}

/** The error for a failed raw call, in the words of its domain. */
export function windowsErrorIn(words: Vocabulary, failure: Failure, about: About, known: Known = {}): WindowsError {
  const { code: errno, syscall } = failure;
  const judged = words.judge(syscall, errno);
  const reason = known.reason ?? judged.reason;
  const subject = known.subject ?? judged.subject;
  const code = words.codes.nameOf(errno);
  const host = about.remote ? about.host : undefined;
  const hint = known.hint ?? words.hintFor({ code: errno, reason, subject, syscall, host });
  const where = about.sessionId === undefined ? `on ${about.host}` : `for session ${about.sessionId} on ${about.host}`;
  const message = `${known.says ?? `${syscall} failed`} ${where}: ${numbered(code, errno)}${hint ? `. ${hint}` : ''}`;
  const { sessionId } = about;
  const left = known.left && Object.freeze([...known.left]);
  return new WindowsError(
    message,
    { code, errno, syscall, host: about.host, sessionId, reason, hint, outcome: known.outcome, subject, left },
    secret,
  );
}
