import { WIN32_CODES as E } from '../../errors/codes.js';
import type { DetailFacts, DetailStep } from '../contract.js';
import { infoOf } from './info-step.js';
import type { InfoClassName } from './raw-info.js';

/** What Windows answers about a class that it does not know. */
export const UNKNOWN_ON: readonly number[] = [
  E.ERROR_NOT_SUPPORTED,
  E.ERROR_INVALID_PARAMETER,
  E.ERROR_CALL_NOT_IMPLEMENTED,
];

/**
 * Which of the newer classes this host knows: each question about a class is an RPC for each session, so one that it does
 * not know is asked about once. Only a session with a user is proof, as others may have no such value.
 */
export class KnownClasses {
  readonly #known = new Map<InfoClassName, boolean>();

  /** The steps that are worth asking. */
  worth(steps: readonly DetailStep[]): readonly DetailStep[] {
    return steps.filter(it => this.#known.get(it.infoClass) !== false);
  }

  /** Whether one of the steps may turn out to be unknown: then sessions with users are to be asked first. */
  isOpen(steps: readonly DetailStep[]): boolean {
    return steps.some(it => it.mayBeUnknown && !this.#known.has(it.infoClass));
  }

  learn(steps: readonly DetailStep[], all: readonly DetailFacts[]): void {
    if (!this.isOpen(steps)) return;
    for (const facts of all) {
      const info = infoOf(facts);
      if (!info.ok || info.value.userName === '') continue;
      for (const { infoClass, mayBeUnknown } of steps) {
        const answer = facts.answers[infoClass];
        if (!mayBeUnknown || !answer) continue;
        if (answer.ok || UNKNOWN_ON.includes(answer.code)) this.#known.set(infoClass, answer.ok);
      }
    }
  }
}
