import type { Answer } from '../../lib/base/answer.js';
import type { Question } from './wire/question.js';

/** A raw call's answer, and how the buffer that is made of it is spoiled. */
export type ShapedAnswer = Answer<unknown> & { readonly shape?: 'null' | 'short' | 'unterminated' };

/** What a window of the process hears of. */
export interface WindowSubscriber {
  notice(event: number, sessionId: number): void;
  lost(count: number | undefined): void;
  service(state: number): void;
  ready(): void;
}

/** Where a world takes raw calls, as the lab uses it: by any name, since the wire has checked what was stated. */
export interface Door {
  ask(
    host: string | undefined,
    name: string,
    args: readonly unknown[],
    options: { readonly held: boolean; readonly on?: unknown },
  ): ShapedAnswer | Promise<ShapedAnswer>;
  subscribe(window: unknown, subscriber: WindowSubscriber): () => void;
}

type Asked = Pick<Question, 'host' | 'call' | 'description' | 'args' | 'neverHeld'>;

/** `on` is the window or handle that the call is made on, as the world knows it. */
export function askDoor(
  door: Door,
  { host, call, description, args, neverHeld }: Asked,
  on?: unknown,
): ShapedAnswer | Promise<ShapedAnswer> {
  const inOrder = Object.keys(description.args).map(name => args[name]);
  return door.ask(host, call, inOrder, { held: !neverHeld, on });
}
