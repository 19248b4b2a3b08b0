import type { CallDescription, CallDescriptions, Kind } from '../../../lib/base/call.js';
import type { ByteReader } from './bytes.js';
import { inWords, sameKind } from './forms.js';
import { readValue, type Stated } from './read-value.js';

/** What stands before each name: `../standin/question.cc` has the same numbers. */
export const GROUPS = { argument: 1, lab: 2 } as const;

/** A question as a stand-in states it, with every name and form. Nothing is known of the call yet. */
export interface StatedQuestion {
  readonly neverHeld: boolean;
  readonly call: string;
  readonly host: string | undefined;
  readonly args: ReadonlyMap<string, Stated>;
  /** What the lab alone needs: which window, handle or process of the stand-in's own is meant. */
  readonly lab: ReadonlyMap<string, Stated>;
}

/** Reads a question behind its kind. */
export function readQuestion(reader: ByteReader): StatedQuestion {
  const neverHeld = reader.u8() === 1;
  const call = reader.ascii();
  const host = reader.text();
  const args = new Map<string, Stated>();
  const lab = new Map<string, Stated>();
  while (!reader.isAtEnd) {
    const group = reader.u8();
    const name = reader.ascii();
    const into = group === GROUPS.argument ? args : group === GROUPS.lab ? lab : undefined;
    if (!into) throw new TypeError(`${call}: '${name}' belongs to no group that is known.`);
    if (into.has(name)) throw new TypeError(`${call}: the stand-in states ${name} twice.`);
    into.set(name, readValue(reader));
  }
  return { neverHeld, call, host, args, lab };
}

/** A question that fits the description of its call. */
export interface Question {
  readonly neverHeld: boolean;
  readonly call: string;
  readonly description: CallDescription;
  readonly host: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
  /** The window, the server handle or the object of the kernel that it is made on. */
  readonly window: number | undefined;
  readonly handle: number | undefined;
  /** The virtual channel that it is made on. */
  readonly channel?: number | undefined;
}

/** These hand out a server handle; all others are made on one. */
const MAKES_HANDLE = /^WTSOpenServer/;

const u32: Kind = { form: 'u32' };

/** The names and forms of what only the lab needs, by what a call is made on. */
function neededBy(call: string, { on }: CallDescription): Readonly<Record<string, Kind>> {
  if (on === 'window') return { window: u32 };
  if (on === 'object') return { handle: u32 };
  if (on === 'channel') return { channel: u32 };
  return on === 'server' && !MAKES_HANDLE.test(call) ? { handle: u32 } : {};
}

const OPTIONAL: Readonly<Record<string, Kind>> = { window: u32, handle: u32, isOwnPid: u32 };

/** Of what is chosen by another argument: what was chosen. */
function chosen(kind: Kind, stated: ReadonlyMap<string, Stated>): Kind {
  if (kind.form !== 'choice') return kind;
  return kind.among![Number(stated.get(kind.by!)?.value)] ?? kind.otherwise!;
}

function differences(
  stated: ReadonlyMap<string, Stated>,
  described: Readonly<Record<string, Kind>>,
  optional: Readonly<Record<string, Kind>> = {},
): string[] {
  const found: string[] = [];
  for (const [name, whole] of Object.entries(described)) {
    const kind = chosen(whole, stated);
    const said = stated.get(name);
    if (!said) found.push(`does not state ${name} (${inWords(kind)})`);
    else if (!sameKind(said.kind, kind))
      found.push(`states ${name} as ${inWords(said.kind)} and not as ${inWords(kind)}`);
    else if (kind.form === 'text' && said.value === undefined) found.push(`states NULL for ${name}`);
  }
  for (const [name, said] of stated) {
    if (Object.hasOwn(described, name) || (optional[name] && sameKind(optional[name], said.kind))) continue;
    found.push(`states ${name} (${inWords(said.kind)}), which is not described`);
  }
  return found;
}

/** Compares what a stand-in states with the description of the call. Order means nothing; every other difference throws. */
export function checkQuestion(stated: StatedQuestion, descriptions: CallDescriptions, callerPid: number): Question {
  const { neverHeld, call, host, lab } = stated;
  const description = Object.hasOwn(descriptions, call) ? descriptions[call] : undefined;
  if (!description) throw new TypeError(`${call}: the stand-in asks for it, and no description has it.`);
  const found = [
    ...differences(stated.args, description.args),
    ...differences(lab, neededBy(call, description), OPTIONAL),
  ];
  if (found.length > 0) throw new TypeError(`${call}: the stand-in ${found.join('; ')}.`);
  // The pid of the process means nothing in the world, which has a caller of its own.
  const own = lab.get('isOwnPid')?.value === 1 ? { pid: callerPid } : {};
  return {
    neverHeld,
    call,
    description,
    host,
    args: { ...Object.fromEntries([...stated.args].map(([name, { value }]) => [name, value])), ...own },
    window: lab.get('window')?.value as number | undefined,
    handle: lab.get('handle')?.value as number | undefined,
    channel: lab.get('channel')?.value as number | undefined,
  };
}
