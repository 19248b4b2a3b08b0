import type { TokenState } from './token-state.js';

/** What a handle of the kernel stands for. */
export type KernelObject =
  | { readonly kind: 'token'; readonly token: TokenState }
  | { readonly kind: 'process'; readonly pid: number };

/** Whoever has so many open at a time closes none; those of a world that runs for long are forgotten in the end. */
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
