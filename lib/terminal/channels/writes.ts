import type { StopError, Wait } from '../../lane/wait.js';
import type { HostContext } from '../host-context.js';
import type { RawChannel } from './contract.js';
import { channelFailed, cutWrite, tooManyWrites } from './failures.js';

const MOST_WAITING = 64;

interface Write {
  readonly bytes: Uint8Array;
  settle(error?: Error): void;
}

/** The writes of a channel, one after the other. */
export class Writes {
  readonly #host: HostContext;
  readonly #raw: RawChannel;
  readonly #sessionId: number;
  /** The channel can't go on. */
  readonly #broken: (error: Error) => void;
  readonly #waiting: Write[] = [];
  /** What the backend has, whether or not its caller still waits for it. */
  #underWay: Write | undefined;
  #end: StopError | undefined;

  constructor(host: HostContext, raw: RawChannel, sessionId: number, broken: (error: Error) => void) {
    this.#host = host;
    this.#raw = raw;
    this.#sessionId = sessionId;
    this.#broken = broken;
  }

  put(bytes: Uint8Array, wait: Wait): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      if (this.#end) throw this.#end();
      if (this.#waiting.length >= MOST_WAITING) throw tooManyWrites(this.#host, this.#sessionId, MOST_WAITING);
      let isSettled = false;
      const settle = (error?: Error): void => {
        if (isSettled) return;
        isSettled = true;
        leave();
        if (error) reject(error);
        else resolve();
      };
      const write = { bytes, settle };
      const leave = wait.onStop(error => this.#stop(write, error));
      this.#waiting.push(write);
      if (!this.#underWay) void this.#next();
    });
  }

  /** All that wait, and all later ones, fail. */
  end(error: StopError): void {
    if (this.#end) return;
    this.#end = error;
    this.#underWay?.settle(error('unknown'));
    for (const write of this.#waiting.splice(0)) write.settle(error());
  }

  #stop(write: Write, error: StopError): void {
    const at = this.#waiting.indexOf(write);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      write.settle(error());
    } else {
      write.settle(error('unknown'));
      this.#raw.stopWrite();
    }
  }

  async #next(): Promise<void> {
    for (;;) {
      const write = this.#waiting.shift();
      this.#underWay = write;
      if (!write) return;
      try {
        write.settle(await this.#make(write.bytes));
      } catch (error) {
        // The channel was closed under it, which its caller has heard.
        write.settle(error as Error);
      }
    }
  }

  async #make(bytes: Uint8Array): Promise<Error | undefined> {
    const answer = await this.#raw.write(bytes);
    if (!answer.ok) return channelFailed(this.#host, answer, this.#sessionId);
    if (answer.value === bytes.length) return undefined;
    const error = cutWrite(this.#host, this.#sessionId);
    this.#broken(error);
    return error;
  }
}
