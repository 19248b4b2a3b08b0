import type { TokenState } from './token-state.js';

/** What is behind a handle of the kernel. */
export type KernelObject =
  | { readonly kind: 'token'; readonly token: TokenState }
  | { readonly kind: 'process'; readonly pid: number };

/** A program that has so many open closes none. In a world that runs for long the oldest are forgotten. */
const MOST = 10_000;

/** The handles that a world has given, as numbers. */
export class Objects {
  readonly #objects = new Map<number, KernelObject>();
  #last = 0;

  open(object: KernelObject): number {
    this.#last += 1;
    this.#objects.set(this.#last, object);
    this.#objects.delete(this.#last - MOST);
    return this.#last;
  }

  token(handle: unknown): TokenState | undefined {
    const object = this.#objects.get(handle as number);
    return object?.kind === 'token' ? object.token : undefined;
  }

  pid(handle: unknown): number | undefined {
    const object = this.#objects.get(handle as number);
    return object?.kind === 'process' ? object.pid : undefined;
  }
}
