import { type CallDescription, type CallDescriptions, reachesHost } from '../../base/call.js';
import { didYouMean } from '../../base/nearest.js';

/** A raw call as the general room sees it: no types, since it knows no domain. */
export interface KnownCall extends CallDescription {
  readonly name: string;
  /** The names of its arguments, in the order of the description. */
  readonly argNames: readonly string[];
  /** The host must be reached to answer it. */
  readonly reachesHost: boolean;
}

export type NamedArgs = Readonly<Record<string, unknown>>;

/** All raw calls of a world, by name. */
export class CallTable {
  readonly #calls = new Map<string, KnownCall>();

  add(descriptions: CallDescriptions): void {
    for (const [name, description] of Object.entries(descriptions)) {
      if (this.#calls.has(name)) throw new Error(`two domains describe ${name}`);
      const argNames = Object.keys(description.args);
      this.#calls.set(name, Object.freeze({ ...description, name, argNames, reachesHost: reachesHost(description) }));
    }
  }

  /** @throws TypeError for a name that is none, with the nearest one. */
  named(name: string): KnownCall {
    const call = this.#calls.get(name);
    if (call) return call;
    throw new TypeError(`no raw call is named ${name}${didYouMean(String(name), this.#calls.keys())}`);
  }
}
