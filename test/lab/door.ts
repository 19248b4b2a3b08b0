import type { Answer } from '../../lib/base/answer.js';
import type { BufferShape } from '../../lib/mock/world/raw-call.js';
import type { Question } from './wire/question.js';

/** A raw call's answer, and how the buffer that is made of it is spoiled. */
export type ShapedAnswer = Answer<unknown> & { readonly shape?: BufferShape };

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
    args: Readonly<Record<string, unknown>>,
    options: { readonly held: boolean; readonly on?: unknown },
  ): ShapedAnswer | Promise<ShapedAnswer>;
  subscribe(window: unknown, subscriber: WindowSubscriber): () => void;
}

type Asked = Pick<Question, 'host' | 'call' | 'args' | 'neverHeld'>;

/** `on` is the window or handle that the call is made on, as the world knows it. */
export function askDoor(
  door: Door,
  { host, call, args, neverHeld }: Asked,
  on?: unknown,
): ShapedAnswer | Promise<ShapedAnswer> {
  return door.ask(host, call, args, { held: !neverHeld, on });
}
