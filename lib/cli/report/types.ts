import type { Withheld } from '../../errors/withheld.js';
import type { SessionKind, SessionState } from '../../identity/session.js';
import type { InfoClassName } from '../../terminal/info/raw-info.js';
import type { Counters, Protocol, SessionPart } from '../../terminal/sessions/types.js';
import type { Answered, ErrorReport } from './answered.js';
import type { MachineReport } from './machine/machine.js';

/** The version of the format. It grows when a key changes its meaning, and not when one is added. */
export const FORMAT = 1;

/** What `doctor --report` writes. Missing values are `null` in the file. */
export interface Report {
  readonly report: typeof FORMAT;
  /** By the clock of the process. */
  readonly takenAt: Date;
  /** What answered: Windows, or a world in its place. */
  readonly source: 'windows' | 'world';
  /** Whether names, addresses and SIDs are the real ones. */
  readonly names: boolean;
  readonly about: Answered<About>;
  readonly diagnosis: Answered<readonly CheckReport[]>;
  readonly process: ProcessReport;
  readonly machine: MachineReport;
  /** This machine, and then each host that was named. */
  readonly hosts: readonly HostReport[];
}

/** The program, and what it runs on. */
export interface About {
  readonly winstation: string;
  readonly node: string;
  readonly electron: string | undefined;
  readonly napi: string | undefined;
  readonly platform: string;
  /** Of the process; `machine` is that of the system. */
  readonly arch: string;
  readonly machine: string;
  /** The version of Windows: `10.0.26100`, and its name. */
  readonly release: string;
  readonly edition: string;
  readonly addon: AddonReport;
}

/** The addon of this architecture, as the package has it. */
export interface AddonReport {
  readonly file: string;
  /** In hexadecimal; `undefined` where the file cannot be read, and then `problem` is the code. */
  readonly sha256: string | undefined;
  readonly problem: string | undefined;
}

export interface CheckReport {
  readonly name: string;
  readonly state: string;
  /** `undefined` for a failure of the addon, unless names are real: the text has the path of the program. */
  readonly found: string | undefined;
}

/** The process and its session. */
export interface ProcessReport {
  readonly currentSessionId: Answered<number>;
  readonly consoleSessionId: Answered<number | undefined>;
  readonly isRemoteSession: Answered<boolean>;
  /** The session of the system's own process, 4. */
  readonly sessionIdOfSystem: Answered<number>;
  /** The session of a process that does not exist: what counts is the code. */
  readonly sessionIdOfNobody: Answered<number>;
}

export interface HostReport {
  readonly name: string;
  readonly isLocal: boolean;
  readonly opened: Answered<true>;
  /** `undefined` where the host could not be opened. */
  readonly answers: HostAnswers | undefined;
}

export interface HostAnswers {
  readonly list: Answered<ListReport>;
  readonly sessions: Answered<readonly SessionReport[]>;
  readonly ids: readonly IdReport[];
  readonly unknownClasses: UnknownClassesReport;
  readonly classes: readonly ClassesReport[];
  readonly layouts: readonly LayoutReport[];
  readonly clock: Answered<readonly ClockSample[]>;
  readonly processes: Answered<ProcessesReport>;
  readonly counters: Answered<CountersReport>;
  readonly accounts: Answered<AccountsReport>;
  readonly calls: readonly CallReport[];
}

/** How Windows lists the sessions. */
export interface ListReport {
  readonly count: number;
  /** In Windows' order; the first hundred. */
  readonly ids: readonly number[];
  readonly isSortedById: boolean;
}

/** One of the first hundred sessions. */
export interface SessionReport {
  readonly id: number;
  readonly name: string;
  readonly state: SessionState;
  readonly kind: SessionKind;
  readonly user: string | undefined;
  readonly domain: string | undefined;
  /** Without names, only what kind of SID it is. */
  readonly sid: string | undefined;
  readonly isConsole: boolean;
  readonly isCurrent: boolean;
  readonly lock: string;
  readonly logonTime: Date | undefined;
  readonly connectTime: Date | undefined;
  readonly disconnectTime: Date | undefined;
  readonly lastInputTime: Date | undefined;
  readonly idleMs: number | undefined;
  readonly isRemote: boolean;
  readonly client: ClientReport | undefined;
  readonly counters: Counters | undefined;
  readonly hasActivityId: boolean;
  readonly withheld: readonly Withheld<SessionPart>[];
}

export interface ClientReport {
  readonly name: string | undefined;
  readonly address: string | undefined;
  readonly protocol: Protocol;
  readonly build: number | undefined;
}

/** What is asked about an id that no listed session has. */
export interface IdReport {
  readonly sessionId: number;
  /** `gap`: below the highest id of the list, so most likely of a session that has ended. `beyond`: never used. */
  readonly why: 'gap' | 'beyond';
  readonly answers: Readonly<Partial<Record<InfoClassName, ClassReport>>>;
}

/** Numbers that no class has; what counts is the code. */
export interface UnknownClassesReport {
  readonly sessionId: number;
  /** By the number. */
  readonly answers: Readonly<Record<string, ClassReport>>;
}

/** Every class of one session. */
export interface ClassesReport {
  readonly sessionId: number;
  readonly answers: Readonly<Record<InfoClassName, ClassReport>>;
}

/** The buffer of a class, or why there is none. */
export type ClassReport = BufferReport | { readonly error: Pick<ErrorReport, 'code' | 'errno'> };

export interface BufferReport {
  readonly bytes: number;
  /** Only for a text: whether its last two bytes are a NUL. */
  readonly endsInNul?: boolean;
  /** Only for numbers that name nobody: the bytes, in hexadecimal. */
  readonly hex?: string;
}

/** What is in the structures of one session, as far as it shows that they are laid out as documented. */
export interface LayoutReport {
  readonly sessionId: number;
  /** `WTSINFOW`; `undefined` where there is no buffer of this size. */
  readonly info: InfoReport | undefined;
  /** `WTSINFOEXW`. */
  readonly infoEx: InfoExReport | undefined;
  /** Whether both have the same times, their own clock left out. */
  readonly sameTimes: boolean | undefined;
  /** Whether `WTSINFOEXW` says the same as the list. */
  readonly asListed: ListedReport | undefined;
  readonly clientAddress: AddressReport | undefined;
  readonly sessionAddress: AddressReport | undefined;
  /** `AddressFamily` of `WTSCLIENTW`. */
  readonly clientFamily: number | undefined;
}

export interface InfoReport {
  /** Whether the session's own id is where the document has it. */
  readonly hasId: boolean;
  readonly times: TimesReport;
}

export interface InfoExReport extends InfoReport {
  readonly level: number;
  readonly sessionFlags: number;
}

/** ISO 8601 with every tick of 100 ns; `undefined` for 0. A number that is not a time is a text of digits. */
export interface TimesReport {
  readonly logon: string | undefined;
  readonly connect: string | undefined;
  readonly disconnect: string | undefined;
  readonly lastInput: string | undefined;
  readonly current: string | undefined;
}

/** `case`: only the case of letters differs. `cut`: it is the beginning of the text. */
export type Sameness = 'same' | 'case' | 'cut' | 'other';

export interface ListedReport {
  readonly state: Sameness;
  readonly name: Sameness;
  readonly user: Sameness;
  readonly domain: Sameness;
}

/** `WTS_CLIENT_ADDRESS` without the address. */
export interface AddressReport {
  readonly family: number;
  /** Which of the 20 bytes are not 0. */
  readonly nonZero: readonly number[];
  /** Where among them the address of `WTSCLIENTW` begins; `undefined` where it is not found. */
  readonly clientAt: number | undefined;
}

/** One look at the host's own clock. */
export interface ClockSample {
  /** The host's time, as in `TimesReport`. */
  readonly time: string | undefined;
  readonly tookMs: number;
  /** How far it is ahead of the clock of the process, at the least and at the most. */
  readonly aheadMs: readonly [least: number, most: number] | undefined;
}

/** How Windows lists the processes. */
export interface ProcessesReport {
  readonly count: number;
  /** The first ten, in Windows' order. */
  readonly pids: readonly number[];
  readonly isSortedByPid: boolean;
  readonly isSortedBySession: boolean;
  /** How many have no name, and how many no SID. */
  readonly unnamed: number;
  readonly withoutSid: number;
}

export interface CountersReport {
  readonly count: number;
  /** How many have counters. */
  readonly counted: number;
}

export interface AccountsReport {
  /** How many different SIDs the processes have, and how many of them have a name. */
  readonly sids: number;
  readonly named: number;
}

/** A raw call of Windows that was made for the report. */
export interface CallReport {
  readonly syscall: string;
  readonly answered: number;
  /** How often it failed, by Windows' number. 127 is an export that this Windows lacks. */
  readonly failed: Readonly<Record<string, number>>;
}
