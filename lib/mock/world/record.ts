import type { CodeNames } from '../../errors/code-names.js';

/** A raw call as it was made. A call that is still held has no `error` yet. */
export interface Call {
  /** The name of the function in Windows. */
  readonly name: string;
  /** The host's name. */
  readonly host: string;
  /** The arguments in Windows' order, without handles, reserved words and out-pointers. */
  readonly args: readonly unknown[];
  /** The name of the code that it failed with, such as `'ERROR_ACCESS_DENIED'`. */
  readonly error?: string;
}

/** Every raw call in the order in which it was made. */
export class CallRecord {
  readonly #codes: CodeNames;
  #calls: Call[] = [];
  #shown: readonly Call[] | undefined;

  constructor(codes: CodeNames) {
    this.#codes = codes;
  }

  get calls(): readonly Call[] {
    this.#shown ??= Object.freeze([...this.#calls]);
    return this.#shown;
  }

  /** The answer notes the code that the call failed with. */
  add(name: string, host: string, args: readonly unknown[]): (code: number) => void {
    const calls = this.#calls;
    const call = Object.freeze({ name, host, args: Object.freeze([...args]) });
    const index = calls.push(call) - 1;
    this.#shown = undefined;
    return code => {
      calls[index] = Object.freeze({ ...call, error: this.#codes.nameOf(code) });
      if (calls === this.#calls) this.#shown = undefined;
    };
  }

  clear(): void {
    this.#calls = [];
    this.#shown = undefined;
  }
}
