import type { Answer } from '../../base/answer.js';
import type { ArgsOf, CallDescriptions, CallName, ValueOf } from '../../base/call.js';
import { wordsOf } from './codec.js';
import type { Environment } from './environment.js';
import { unfit } from './unfit.js';
import { callUnpacker } from './unpackers.js';

/** What the addon's numbers are for the calls of a domain, found once for each environment. */
const known = new WeakMap<Environment, Map<string, Readonly<Record<string, number>>>>();

function numbersOf(
  environment: Environment,
  domain: string,
  calls: CallDescriptions,
): Readonly<Record<string, number>> {
  const domains = known.get(environment) ?? new Map<string, Readonly<Record<string, number>>>();
  known.set(environment, domains);
  const numbers = domains.get(domain) ?? environment.names.numbersOf(`${domain}.calls`, Object.keys(calls));
  domains.set(domain, numbers);
  return numbers;
}

/** A thread of the addon for a domain of this machine. Its calls are all asked by their names, and are read by their descriptions. */
export class NativeCallThread<C extends CallDescriptions> {
  readonly #environment: Environment;
  readonly #calls: C;
  readonly #numbers: Readonly<Record<string, number>>;
  readonly #id: number;

  constructor(environment: Environment, domain: string, calls: C) {
    this.#environment = environment;
    this.#calls = calls;
    this.#numbers = numbersOf(environment, domain, calls);
    this.#id = environment.addon.openCallThread(domain);
    if (this.#id === 0) throw unfit(`it lacks the domain ${domain}`);
  }

  async call<N extends CallName<C>>(name: N, args: ArgsOf<C[N]>): Promise<Answer<ValueOf<C[N]>>> {
    const description = this.#calls[name]!;
    const { words, texts } = wordsOf(description, args);
    const sent = Uint32Array.from(words);
    const answered = this.#environment.ask(
      this.#id,
      this.#numbers[name]!,
      sent,
      texts,
      callUnpacker(description.value),
    );
    // The addon has copied it. There may be a secret in it.
    sent.fill(0);
    words.fill(0);
    return (await answered) as Answer<ValueOf<C[N]>>;
  }

  stop(): void {
    this.#environment.addon.stop(this.#id);
  }

  writeOff(): boolean {
    return this.#environment.addon.writeOff(this.#id);
  }

  close(): void {
    this.#environment.addon.close(this.#id);
  }
}
