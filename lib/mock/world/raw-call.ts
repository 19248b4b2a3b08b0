import type { Answer } from '../../base/answer.js';
import type { ArgsOf, CallDescriptions, CallName, ValueOf } from '../../base/call.js';

/**
 * How a buffer is spoiled on purpose. 'null': success with a NULL buffer (and, for a list, a count of 1). 'short': a
 * structure one byte short, or a pointer that leads out of the buffer. 'unterminated': a text without its NUL, its byte count
 * right. Of a buffer that the caller brings, 'grows': it is too small seven times, each time for more; 'stuck': it is too small
 * whatever its size; 'shrinks': more is announced at first than comes in the end.
 */
export type BufferShape = 'null' | 'short' | 'unterminated' | 'grows' | 'stuck' | 'shrinks';

/** What a raw call answers, and how its buffer was spoiled. */
export type RawAnswer<V = unknown> = Answer<V> & { readonly shape?: BufferShape };

/** A value, or the code that the call fails with. */
export type Outcome<V = unknown> = { readonly value: V } | number;

export interface AskOptions {
  /** `false` marks a call that is never held or delayed, because it blocks a JavaScript thread. */
  readonly held?: boolean;
  /**
   * The server handle or the window that the call is made on, where its description says so: any value, the same one for the
   * same handle or window. It is not part of the record.
   */
  readonly on?: unknown;
}

/** Answers raw calls: for the mock backend in this process, and for the stand-ins of the lab over their wire. */
export interface RawCallHandler<C extends CallDescriptions> {
  /** Records the call and answers it; a held or delayed one answers later. `host` is `undefined` for this machine. */
  ask<N extends CallName<C>>(
    host: string | undefined,
    name: N,
    args: ArgsOf<C[N]>,
    options?: AskOptions,
  ): RawAnswer<ValueOf<C[N]>> | Promise<RawAnswer<ValueOf<C[N]>>>;
}

/**
 * The rules by which a world answers the calls of a domain: each gets the arguments by name, and what the call is made on.
 */
export type Rules<C, M> = {
  readonly [N in CallName<C>]: (
    args: ArgsOf<C[N]>,
    made: M,
  ) => Outcome<ValueOf<C[N]>> | Promise<Outcome<ValueOf<C[N]>>>;
};
