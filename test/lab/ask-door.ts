import type { RawAnswer, RawCallName, RawDoor } from '../../lib/mock/world/raw-calls.js';
import type { Question } from './wire/question.js';

/** Asks a world. `on` is the window or handle that the call is made on, as the world knows it. */
export function askDoor(
  door: RawDoor,
  { host, call, description, args, neverHeld }: Question,
  on: unknown,
): RawAnswer | Promise<RawAnswer> {
  const inOrder = Object.keys(description.args).map(name => args[name]);
  return door.ask(host, call as RawCallName, inOrder as never, { held: !neverHeld, on });
}
