import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CallMessage } from '../../base/trace.js';
import type { CallReport } from './types.js';

const CHANNEL = 'winstation:call';

/**
 * Counts the raw calls of Windows behind the questions. A question may be answered by an older call, and only the calls show
 * that the newer one is missing.
 */
export class CallCounter {
  readonly #hosts = new Map<string, Map<string, { answered: number; failed: Record<string, number> }>>();
  readonly #count = (message: unknown) => this.#add(message as CallMessage);

  start(): void {
    subscribe(CHANNEL, this.#count);
  }

  stop(): void {
    unsubscribe(CHANNEL, this.#count);
  }

  of(host: string): readonly CallReport[] {
    return [...(this.#hosts.get(host) ?? [])].map(([syscall, counts]) => ({ syscall, ...counts }));
  }

  #add({ host, syscall, ok, code }: CallMessage): void {
    const calls = this.#hosts.get(host) ?? new Map<string, { answered: number; failed: Record<string, number> }>();
    this.#hosts.set(host, calls);
    const counts = calls.get(syscall) ?? { answered: 0, failed: {} };
    calls.set(syscall, counts);
    if (ok) counts.answered += 1;
    else counts.failed[String(code)] = (counts.failed[String(code)] ?? 0) + 1;
  }
}
