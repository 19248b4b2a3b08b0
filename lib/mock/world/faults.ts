import { nearest } from '../../base/nearest.js';
import type { CodeNames } from '../../errors/code-names.js';
import type { CallTable, KnownCall, NamedArgs } from './call-table.js';
import { type Fault, faultThat } from './fault.js';
import type { BufferShape } from './raw-call.js';

/** How often a fault strikes and at which calls. */
export interface FaultLimits {
  /** Ends by itself after this many calls. */
  readonly times?: number;
  /** Lets this many calls pass first. */
  readonly after?: number;
  /**
   * Only calls with these arguments, in the order of a record; `undefined` or `null` is any, and so are arguments left
   * out at the end. An argument that a record hides is given as it is.
   */
  readonly args?: readonly unknown[];
}

type Effect =
  | { readonly kind: 'fail'; readonly code: number }
  | { readonly kind: 'spoil'; readonly shape: BufferShape }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hold' };

interface Entry {
  /** `undefined`: every call that goes to the host. */
  readonly syscall: string | undefined;
  readonly effect: Effect;
  readonly limits: FaultLimits;
  skipped: number;
  struck: number;
  /** Settles when the fault ends by hand. */
  readonly ended: Promise<void>;
}

/** What is in store for one call. */
export interface Verdict {
  readonly code?: number;
  readonly shape?: BufferShape;
  readonly delay: number;
  readonly held: readonly Promise<void>[];
}

const NONE: Verdict = { delay: 0, held: [] };

/** The faults of one host. */
export class Faults {
  readonly #calls: CallTable;
  readonly #codes: CodeNames;
  readonly #entries = new Set<Entry>();
  #cuts = 0;

  constructor(calls: CallTable, codes: CodeNames) {
    this.#calls = calls;
    this.#codes = codes;
  }

  /** Whether calls get to the host. */
  get isCut(): boolean {
    return this.#cuts > 0;
  }

  cut(): Fault {
    this.#cuts += 1;
    return faultThat(() => {
      this.#cuts -= 1;
    });
  }

  fail(syscall: string, how: FaultLimits & { readonly code: string | number }): Fault {
    const { name } = this.#calls.named(syscall);
    if (how?.code === undefined)
      throw new TypeError(`fail needs a code: fail('${name}', { code: 'ERROR_ACCESS_DENIED' })`);
    return this.#add(name, { kind: 'fail', code: codeOf(how.code, this.#codes) }, how);
  }

  spoil(syscall: string, shape: BufferShape, limits: FaultLimits = {}): Fault {
    if (!SHAPES.includes(shape)) throw new TypeError(`a shape is one of ${SHAPES.join(', ')}, not ${String(shape)}`);
    return this.#add(this.#calls.named(syscall).name, { kind: 'spoil', shape }, limits);
  }

  delay(syscall: string, ms: number, limits: FaultLimits = {}): Fault {
    if (!(ms >= 0)) throw new RangeError(`a delay is in milliseconds, not ${String(ms)}`);
    return this.#add(this.#calls.named(syscall).name, { kind: 'delay', ms }, limits);
  }

  hold(syscall: string, limits: FaultLimits = {}): Fault {
    return this.#add(this.#calls.named(syscall).name, { kind: 'hold' }, limits);
  }

  hang(): Fault {
    return this.#add(undefined, { kind: 'hold' }, {});
  }

  /** Settles when the host does not hang any more; `undefined` when it does not. */
  hanging(): Promise<unknown> | undefined {
    const hangs = [...this.#entries].filter(it => it.syscall === undefined);
    return hangs.length > 0 ? Promise.all(hangs.map(it => it.ended)) : undefined;
  }

  /** Counts the call against the faults that it meets: one failure and one shape, the oldest first, and all holds and delays. */
  strike(call: KnownCall, args: NamedArgs): Verdict {
    if (this.#entries.size === 0) return NONE;
    let code: number | undefined;
    let shape: BufferShape | undefined;
    let delay = 0;
    const held: Promise<void>[] = [];
    for (const entry of this.#entries) {
      const { effect, ended } = entry;
      const waitsItsTurn = effect.kind === 'fail' ? code !== undefined : effect.kind === 'spoil' && shape !== undefined;
      if (waitsItsTurn || !this.#meets(entry, call, args)) continue;
      if (effect.kind === 'fail') code = effect.code;
      else if (effect.kind === 'spoil') shape = effect.shape;
      else if (effect.kind === 'delay') delay += effect.ms;
      else held.push(ended);
    }
    return { ...(code !== undefined && { code }), ...(shape !== undefined && { shape }), delay, held };
  }

  #meets(entry: Entry, call: KnownCall, args: NamedArgs): boolean {
    const { times, after = 0, args: wanted = [] } = entry.limits;
    if (entry.syscall === undefined ? !call.reachesHost : entry.syscall !== call.name) return false;
    if (times !== undefined && entry.struck >= times) return false;
    if (!wanted.every((it, i) => it === undefined || it === null || it === args[call.argNames[i]!])) return false;
    if (entry.skipped < after) {
      entry.skipped += 1;
      return false;
    }
    entry.struck += 1;
    return true;
  }

  #add(syscall: string | undefined, effect: Effect, limits: FaultLimits): Fault {
    let release: () => void = () => {};
    const ended = new Promise<void>(resolve => {
      release = resolve;
    });
    const entry: Entry = { syscall, effect, limits, skipped: 0, struck: 0, ended };
    this.#entries.add(entry);
    return faultThat(() => {
      this.#entries.delete(entry);
      release();
    });
  }
}

const SHAPES: readonly BufferShape[] = ['null', 'short', 'unterminated', 'grows', 'stuck', 'shrinks'];

function codeOf(code: string | number, codes: CodeNames): number {
  if (typeof code === 'number' && Number.isInteger(code) && code >= 0 && code <= 0xffffffff) return code;
  const number = typeof code === 'string' ? codes.numberOf(code) : undefined;
  if (number !== undefined) return number;
  const meant = nearest(String(code), [...codes.names]);
  const hint = meant === undefined ? "; a code without a name is 'WIN32_<number>'" : `; did you mean ${meant}?`;
  throw new TypeError(`no error code is named ${String(code)}${hint}`);
}
