import type { TerminalCallHandler } from '../../../lib/mock/terminal/raw-calls.js';
import { ByteReader, ByteWriter } from './bytes.js';
import { decodeQuestion, encodeAnswer, type WireCallName } from './calls.js';

/** A question of a snapshot: what the stand-in will be asked, about this machine. */
export type SnapshotQuestion = readonly [name: WireCallName, ...args: readonly number[]];

/**
 * Writes the answers of a world to the form that a stand-in started with LAB_SNAPSHOT serves from memory: for benchmarks,
 * where a world in another process would be all that is measured. Only calls with numbers as arguments.
 */
export async function encodeSnapshot(
  door: TerminalCallHandler,
  questions: readonly SnapshotQuestion[],
): Promise<Buffer> {
  const writer = new ByteWriter(1 << 20).u32(questions.length);
  for (const [name, ...args] of questions) {
    const key = new ByteWriter().u8(1).u8(0).u8(name.length);
    for (const letter of Buffer.from(name, 'latin1')) key.u8(letter);
    key.text(undefined);
    for (const arg of args) key.u32(arg);
    const reader = new ByteReader(key.body());
    reader.u8();
    const question = decodeQuestion(reader, 0);
    const answer = await door.ask(undefined, question.name, question.args, { held: false });
    if (!answer.ok) throw new Error(`${name} failed with ${answer.code}: a snapshot holds answers only.`);
    writer.bytes(key.body()).bytes(encodeAnswer(question, answer).body());
  }
  return writer.body();
}
