import type { Door } from './door.js';
import { type Burst, type BurstResult, type Delivery, noticeFrames } from './wire/notices.js';

/** Sends something to a process unasked. */
export type Line = (frame: Buffer) => void;

/** What a process is told unasked: what the world tells its windows, and what a test has the stand-ins do. */
export class RoomNotices {
  delivery: Delivery = 'posted';
  readonly #lines = new Set<Line>();
  readonly #windows = new Map<number, () => void>();
  readonly #bursts: ((result: BurstResult) => void)[] = [];

  /** A stand-in listens; the answer ends that. */
  listen(line: Line): () => void {
    this.#lines.add(line);
    line(noticeFrames.listening());
    return () => {
      this.#lines.delete(line);
    };
  }

  /** A window of the process, made known to the world with the first call that is made on it. */
  window(door: Door, window: number): string {
    const key = `window ${window}`;
    if (!this.#windows.has(window)) {
      const end = door.subscribe(key, {
        notice: (event, sessionId) => this.#tell(noticeFrames.session(this.delivery, window, event, sessionId)),
        service: state => this.#tell(noticeFrames.service(window, state)),
        ready: () => this.#tell(noticeFrames.ready()),
        lost: () => {
          throw new Error('In the lab nothing is lost but by a burst.');
        },
      });
      this.#windows.set(window, end);
    }
    return key;
  }

  windowGone(window: number): void {
    this.#windows.get(window)?.();
    this.#windows.delete(window);
  }

  /** Another world takes over. */
  forget(): void {
    for (const end of this.#windows.values()) end();
    this.#windows.clear();
    this.delivery = 'posted';
  }

  burst(burst: Burst): Promise<BurstResult> {
    if (this.#lines.size === 0) throw new Error('No window of the process has ever been registered.');
    return new Promise(resolve => {
      this.#bursts.push(resolve);
      this.#tell(noticeFrames.burst(burst));
    });
  }

  burstDone(result: BurstResult): void {
    this.#bursts.shift()?.(result);
  }

  #tell(frame: Buffer): void {
    for (const line of this.#lines) line(frame);
  }
}
