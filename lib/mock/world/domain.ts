import type { Answer } from '../../base/answer.js';
import type { CallDescriptions } from '../../base/call.js';
import type { CodeTable } from '../../errors/code-names.js';
import type { NamedArgs } from './call-table.js';
import type { Machine } from './machine.js';
import type { BufferShape, Outcome, RawAnswer, Rules } from './raw-call.js';

/** What a call is made on: a host, and there maybe a server handle or a window. */
export interface CallTarget {
  readonly machine: Machine;
  readonly on: unknown;
}

/** A host that joins a world, and what a scenario says of it: `given` at `path`. */
export interface Joining<G = object> {
  readonly machine: Machine;
  readonly given: G;
  readonly path: string;
  /** What the host's clock shows, in FILETIME ticks. */
  readonly now: bigint;
  /** How far the times of the scenario are moved, in ticks: so a scenario of another day keeps its idle times. */
  readonly shift: bigint;
}

/** What a domain brings into a world. */
export interface Domain {
  readonly calls: CallDescriptions;
  /** Names of codes that only its calls fail with. */
  readonly codes: CodeTable;
  /** Fills in what is known of a host, and adds its services. */
  join(joining: Joining): void;
  /** What Windows answers when nothing is held, spoiled or made to fail, and the host is reached. */
  answer(name: string, args: NamedArgs, target: CallTarget): Outcome | Promise<Outcome>;
  /** Whether the buffer of this value can come in that shape. */
  isSpoilable(name: string, args: NamedArgs, value: unknown, shape: BufferShape): boolean;
  /** Its part of a scenario's host, and of a scenario's caller, as they are now. */
  writeHost(machine: Machine): object;
  writeCaller(): object;

  // What not every domain has.

  /** Its keys beside the hosts of a scenario, as they are now. */
  writeRoot?(): object;
  /**
   * For a code by which Windows says that a call was carried out: the value with that in it. `undefined` for any other code,
   * which is a failure.
   */
  warned?(name: string, value: unknown, code: number): unknown;
  /** What the addon makes of an answer whose buffer is spoiled. For domains whose threads are the general ones. */
  read?(name: string, answer: RawAnswer): Answer<unknown>;
  /** Whether the addon then makes the call again, with more room. For domains whose threads are the general ones. */
  isTooSmall?(name: string, answer: RawAnswer): boolean;
  /**
   * What a thread has from an answer until it ends, such as a reference to an object: what gives it back. For domains whose threads are
   * the general ones.
   */
  held?(name: string, value: unknown): (() => void) | undefined;
  /** The local host starts again, with its services. */
  restart?(): void;
  /** Of a thread that keeps something open: nobody waits for what it asks; and it is gone. */
  stopped?(thread: unknown): void;
  left?(thread: unknown): void;
}

/**
 * Answers by the rules of a domain. The one place where names and arguments lose their types: callers and rules have them from
 * the same descriptions.
 */
export function byRules<C, M>(rules: Rules<C, M>, madeOn: (target: CallTarget) => M): Domain['answer'] {
  const untyped = rules as unknown as Readonly<
    Record<string, (args: NamedArgs, made: M) => Outcome | Promise<Outcome>>
  >;
  return (name, args, target) => untyped[name]!(args, madeOn(target));
}
