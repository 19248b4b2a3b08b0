import { channelFrame, TO_CLIENT } from './wire/channel-line.js';

/** A world's end of a channel that a program has opened. */
interface Line {
  deliver(bytes: Uint8Array): void;
}

/** What the channels of a process need of a world. */
export interface ChannelDoor {
  channel(
    on: unknown,
    listener: { piece(bytes: Uint8Array): void; paused(isPaused: boolean): void; ended(): void },
  ): Line | undefined;
}

export const channelKey = (number: number): string => `channel ${number}`;

/** The channels of a process: what its stand-in moves between its pipes and the clients of the world. */
export class RoomChannels {
  readonly #ends = new Set<() => void>();
  /** Pipes that have been told to take nothing, and have not said so yet. */
  readonly #pausing = new Set<Promise<void>>();

  /** A line of a channel; the answer takes what comes on it. */
  connect(door: ChannelDoor, number: number, send: (frame: Buffer) => void): (body: Buffer) => void {
    let paused = () => {};
    const end = () => {
      this.#ends.delete(end);
      send(channelFrame('end'));
    };
    this.#ends.add(end);
    const line = door.channel(channelKey(number), {
      piece: bytes => send(channelFrame('piece', bytes)),
      paused: isPaused => {
        send(channelFrame(isPaused ? 'pause' : 'goOn'));
        if (!isPaused) return;
        const told = new Promise<void>(resolve => {
          paused = resolve;
        });
        this.#pausing.add(told);
        void told.then(() => this.#pausing.delete(told));
      },
      ended: () => {
        paused();
        end();
      },
    });
    // Its world is gone.
    if (!line) end();
    return body => {
      if (body[0] === TO_CLIENT.written) line?.deliver(Uint8Array.from(body.subarray(1)));
      else paused();
    };
  }

  async settled(): Promise<void> {
    await Promise.all(this.#pausing);
  }

  /** Another world takes over, whose clients have none of these. */
  forget(): void {
    for (const end of [...this.#ends]) end();
  }
}
