import type { CallDescription } from '../../../lib/base/call.js';
import { askDoor, type Door } from '../door.js';
import { encodeAnswer } from './answer.js';
import { ByteWriter } from './bytes.js';
import { DESCRIPTIONS } from './descriptions.js';
import { GROUPS, type Question } from './question.js';
import { writeValue } from './write-value.js';

/** A question of a snapshot: what the stand-in will be asked, about this machine. */
export type SnapshotQuestion = readonly [call: string, args: Readonly<Record<string, unknown>>];

/** `Question::key` of the stand-in: the arguments in the order of their names. */
function keyOf(call: string, { args }: CallDescription, given: Readonly<Record<string, unknown>>): Buffer {
  const key = new ByteWriter().ascii(call).text(undefined);
  for (const name of Object.keys(args).sort()) {
    writeValue(key.u8(GROUPS.argument).ascii(name), args[name]!, given[name]);
  }
  return key.body();
}

/**
 * Writes the answers of a world to the form that a stand-in started with LAB_SNAPSHOT serves from memory: for benchmarks,
 * where a world in another process would be all that is measured.
 */
export async function encodeSnapshot(door: Door, questions: readonly SnapshotQuestion[]): Promise<Buffer> {
  const writer = new ByteWriter(1 << 20).u32(questions.length);
  for (const [call, args] of questions) {
    const description = DESCRIPTIONS[call];
    if (!description) throw new TypeError(`${call} is no raw call.`);
    const question: Question = {
      ...{ neverHeld: true, call, description, host: undefined, args },
      ...{ window: undefined, handle: undefined },
    };
    const answer = await askDoor(door, question);
    if (!answer.ok) throw new Error(`${call} failed with ${answer.code}: a snapshot holds answers only.`);
    writer
      .ascii(call)
      .bytes(keyOf(call, description, args))
      .bytes(encodeAnswer(question, answer).body());
  }
  return writer.body();
}
