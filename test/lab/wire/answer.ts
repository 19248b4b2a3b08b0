import type { CallDescription, Kind } from '../../../lib/base/call.js';
import type { ShapedAnswer } from '../door.js';
import { ByteWriter } from './bytes.js';
import type { Question } from './question.js';
import { Misfit, writeValue } from './write-value.js';

/** The numbers of `../standin/answer.h`. */
const SHAPES = { whole: 0, null: 1, short: 2, unterminated: 3, grows: 4, stuck: 5, shrinks: 6 } as const;

/** What the call answers, once its arguments are known. */
export function valueKind({ value }: CallDescription, args: Readonly<Record<string, unknown>>): Kind {
  if (value.form !== 'choice') return value;
  return value.among![Number(args[value.by!])] ?? value.otherwise!;
}

/** `../standin/answer.cc` reads it. The value is written as the call's description has it, with its names and forms. */
export function encodeAnswer({ call, description, args }: Question, answer: ShapedAnswer): ByteWriter {
  const writer = new ByteWriter();
  writer.u8(answer.ok ? 1 : 0).u8(SHAPES[answer.shape ?? 'whole']);
  if (!answer.ok) return writer.u32(answer.code);
  try {
    writeValue(writer, valueKind(description, args), answer.value);
  } catch (error) {
    throw error instanceof Misfit ? new TypeError(`${call}: ${error.message}.`) : error;
  }
  return writer;
}
