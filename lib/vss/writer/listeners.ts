import { wrongType, wrongValue } from '../../errors/arguments.js';
import type { WindowsError } from '../../errors/windows-error.js';
import type { VssEvent } from './types.js';

/** What listeners get, by the type of the event. */
interface Events {
  failed: [event: VssEvent, error: unknown];
  leftOut: [error: WindowsError];
}

const TYPES: readonly string[] = ['failed', 'leftOut'] satisfies (keyof Events)[];

type Listener = (...args: never[]) => void;
type Called = (...args: readonly unknown[]) => void;

/** The listeners of a writer, by type. */
export class WriterListeners {
  readonly #byType = new Map(TYPES.map(type => [type, new Set<Listener>()]));

  on(type: string, listener: Listener): void {
    this.#checked(type, listener).add(listener);
  }

  off(type: string, listener: Listener): void {
    this.#checked(type, listener).delete(listener);
  }

  call<T extends keyof Events>(type: T, ...args: Events[T]): void {
    for (const listener of [...this.#byType.get(type)!]) {
      try {
        (listener as Called)(...args);
      } catch (thrown) {
        // A listener's own fault must not become an answer to Windows.
        queueMicrotask(() => {
          throw thrown;
        });
      }
    }
  }

  #checked(type: string, listener: Listener): Set<Listener> {
    const listeners = this.#byType.get(type);
    if (listeners === undefined) throw wrongValue('type', `one of ${TYPES.join(', ')}`, type);
    if (typeof listener !== 'function') throw wrongType('listener', 'a function', listener);
    return listeners;
  }
}
