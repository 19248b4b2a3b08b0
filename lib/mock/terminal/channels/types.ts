import type { Fault } from '../../world/fault.js';

/** How a client has a channel. */
export interface ClientChannelOptions {
  /** The client listens for a dynamic channel. Default: it has registered a static one. */
  readonly dynamic?: boolean;
  /** Of a static channel: its pieces have headers (`CHANNEL_OPTION_SHOW_PROTOCOL`). Default false; dynamic ones always have them. */
  readonly framed?: boolean;
}

/** The client's end of a virtual channel. */
export interface ClientChannel {
  /** What programs wrote, oldest first: as much as the client has taken. */
  readonly received: readonly Uint8Array[];
  /**
   * Sends a message in pieces of 1,600 bytes, with headers where the channel has them.
   * @throws RangeError when no program has the channel open.
   */
  send(message: Uint8Array): void;
  /** Sends one piece as it is, with any header. */
  raw(bytes: Uint8Array): void;
  /** The client takes nothing until the fault ends; Windows holds up to 64 KiB, and then writes wait. */
  pause(): Fault;
  /** The plug-in ends: what is open breaks, and nobody can open the channel any more. */
  close(): void;
}

/** The Remote Desktop client of a session. */
export interface SessionClient {
  /**
   * The client's end of the channel of that name; from the first time that it is asked for, programs can open it. It ends when
   * the client goes away.
   */
  channel(name: string, options?: ClientChannelOptions): ClientChannel;
}
