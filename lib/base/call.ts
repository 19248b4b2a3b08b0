import type { Meaning, Subject } from './meaning.js';

/**
 * What a raw call of Windows is, said once. A description is data: the addon's side writes words and texts by it and reads
 * packs, a world types its rules by it, the lab's wire checks what stand-ins say against it.
 */

declare const type: unique symbol;

/** How a value is laid out. */
export type Form =
  /** No value at all. */
  | 'nothing'
  | 'u32'
  | 'i32'
  /** A BOOL. */
  | 'flag'
  /** Never NULL. */
  | 'text'
  /** NULL is `undefined`. */
  | 'textOrNull'
  | 'bytes'
  /** A FILETIME or LARGE_INTEGER, in units of 100 ns. */
  | 'ticks'
  /** A SID: its text here, its bytes in Windows. NULL is `undefined`. */
  | 'sid'
  | 'record'
  | 'list'
  /** By the value of an argument: of another form for each. An argument may be chosen by another one. */
  | 'choice';

/** The kind of one value: an argument, an answer, or a member of one. */
export interface Kind<T = unknown> {
  readonly form: Form;
  /** Of a record, in the order in which they are written. */
  readonly fields?: Fields;
  /** Of a list: each of its items. */
  readonly of?: Kind;
  /** Of a choice: the name of the argument that chooses, and what is chosen by it. */
  readonly by?: string;
  readonly among?: readonly Kind[];
  /** Of a choice: for every other value. */
  readonly otherwise?: Kind;
  /** Never shown: in records, traces and errors it is `'***'`. */
  readonly secret?: true;
  readonly [type]?: T;
}

export type Fields = Readonly<Record<string, Kind>>;
export type TypeOf<K> = K extends Kind<infer T> ? T : never;
type RecordOf<F extends Fields> = { readonly [K in keyof F]: TypeOf<F[K]> };

export const nothing: Kind<undefined> = { form: 'nothing' };
export const u32: Kind<number> = { form: 'u32' };
export const i32: Kind<number> = { form: 'i32' };
export const flag: Kind<boolean> = { form: 'flag' };
export const text: Kind<string> = { form: 'text' };
export const textOrNull: Kind<string | undefined> = { form: 'textOrNull' };
export const bytes: Kind<Uint8Array> = { form: 'bytes' };
export const ticks: Kind<bigint> = { form: 'ticks' };
export const sid: Kind<string> = { form: 'sid' };
export const sidOrNull: Kind<string | undefined> = { form: 'sid' };

export const record = <F extends Fields>(fields: F): Kind<RecordOf<F>> => ({ form: 'record', fields });
export const list = <T>(of: Kind<T>): Kind<readonly T[]> => ({ form: 'list', of });
export const choice = <T>(by: string, among: readonly Kind<T>[], otherwise: Kind<T>): Kind<T> => ({
  form: 'choice',
  by,
  among,
  otherwise,
});
export const secret = <T>(kind: Kind<T>): Kind<T> => ({ ...kind, secret: true });

/** What a call is made on, besides its arguments. */
export type MadeOn =
  /** A server handle of the host. */
  | 'server'
  /** The host itself, which the call takes by its name. */
  | 'host'
  /** A window of this machine. */
  | 'window'
  /** A virtual channel of this machine. */
  | 'channel'
  /** A handle that an earlier call gave: a token, a process, a job. */
  | 'object'
  /** This machine. */
  | 'machine';

export interface CallDescription<A extends Fields = Fields, V = unknown> {
  /**
   * What a caller chooses, by name and in Windows' order: no handles, no reserved words, no out-pointers. Records and faults
   * give the arguments in this order.
   */
  readonly args: A;
  readonly value: Kind<V>;
  readonly on: MadeOn;
  /** Whose service answers it; absent: none that can be stopped by itself. */
  readonly service?: string;
  /** What it fails about: what is missing when it finds nothing. */
  readonly about?: Subject;
  /** By code: what means another thing of this call than of others. 2 is a missing program for a call that starts one. */
  readonly meanings?: Readonly<Record<number, Meaning>>;
  /** What it needs on another user's session, in the words of the Remote Desktop permissions. */
  readonly right?: string;
}

export type CallDescriptions = Readonly<Record<string, CallDescription>>;

export const call = <A extends Fields, V>(description: CallDescription<A, V>): CallDescription<A, V> => description;

export type CallName<C> = keyof C & string;
export type ArgsOf<C> = C extends CallDescription<infer A, unknown> ? RecordOf<A> : never;
export type ValueOf<C> = C extends CallDescription<Fields, infer V> ? V : never;

const HIDDEN = '***';

/** The arguments in Windows' order, for records and traces. */
export function shownArgs({ args }: CallDescription, given: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.entries(args).map(([name, kind]) => (kind.secret ? HIDDEN : given[name]));
}

/** Whether the host must be reached to answer it. Handles are made and given back without asking. */
export function reachesHost({ on, service }: CallDescription): boolean {
  return on === 'host' || service !== undefined;
}
