import type { SessionRef } from '../../identity/session.js';
import type { AbortSignalLike, Cancel } from '../../lane/cancel.js';

/** Virtual channels. */
export interface ChannelActs {
  /**
   * Opens a virtual channel to the Remote Desktop client of a session: to a plug-in that has registered a static channel of that
   * name, or that listens for a dynamic one. A session at the console has no client. Needs the right "Virtual Channels" on another
   * user's session. A service must name the session: its own has no client either.
   *
   * A static channel can be open once: Windows would wait for ten seconds and disturb the first one, so a second opening in this
   * process is refused with reason `'busy'`. A process can have 256 channels open; one more is refused with the same reason.
   *
   * Windows: [WTSVirtualChannelOpenEx](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsvirtualchannelopenex)
   * and [WTSVirtualChannelQuery](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsvirtualchannelquery).
   * @param name ASCII: 1 to 7 characters for a static channel, up to 259 for a dynamic one.
   * @throws {@link WindowsError} with reason `'not-found'` (its `subject` is `'channel'` when the session is there, and its client
   * or the channel is not), `'access-denied'`, `'busy'`, `'not-supported'` when redirection is switched off; `'changed'` when a
   * `Session` was given and its id now belongs to another logon.
   * @example
   * await using channel = await localHost().openChannel('current', 'ECHO', { dynamic: true, timeout: 5_000 });
   * await channel.write(new TextEncoder().encode('hello'));
   * for await (const message of channel) {
   *   console.log(new TextDecoder().decode(message));
   *   break;
   * }
   */
  openChannel(ref: SessionRef, name: string, options?: ChannelOptions): Promise<VirtualChannel>;
}

/** How a virtual channel is opened. */
export interface ChannelOptions {
  /** A dynamic channel: names may be longer, and the client must be listening for this one now. Default: a static channel. */
  readonly dynamic?: boolean | undefined;
  /** Of a dynamic channel. Default `'low'`. */
  readonly priority?: 'low' | 'medium' | 'high' | 'real' | undefined;
  /** Of a dynamic channel. Default true: Windows may compress what is written. */
  readonly compress?: boolean | undefined;
  /**
   * Of a static channel: whether its client shows the protocol (`CHANNEL_OPTION_SHOW_PROTOCOL`), so that pieces have headers
   * and messages can be put together. Default false. Dynamic channels always have headers.
   */
  readonly framed?: boolean | undefined;
  /**
   * The longest message in bytes, either way. A client that sends a longer one ends the channel. Default 16 MiB, at most 1 GiB.
   */
  readonly maxMessage?: number | undefined;
  /** Ends the channel when it is aborted, at whatever time. */
  readonly signal?: AbortSignalLike | undefined;
  /** Milliseconds that the opening may take. Default: that of the host, or 30 seconds. `Infinity` is no limit. */
  readonly timeout?: number | undefined;
}

/**
 * A virtual channel of a Remote Desktop connection: bytes to and from a plug-in of the client.
 *
 * To iterate is to read. Messages go to whichever iterator asks first; `break` ends an iterator and leaves the channel open, and
 * what has come meanwhile is kept for the next one. While nobody reads, little is read ahead and Windows holds up the client.
 * `Readable.from(channel)` makes a Node stream of the messages.
 *
 * The channel ends when it is closed or disposed, when its signal is aborted, and with a `WindowsError` when the client goes away
 * (reason `'not-found'`) or sends what cannot be understood, or when Windows takes only a part of a write. It does not come back
 * with the client: open it again. An open channel does not keep the process alive; a read or a write that is under way does.
 */
export interface VirtualChannel extends AsyncIterable<Uint8Array>, AsyncDisposable {
  /** As it was opened. */
  readonly name: string;
  /** The session whose client is at the other end. */
  readonly sessionId: number;
  /** True: each chunk is a whole message. False: a chunk is what one read gave, and messages have no borders. */
  readonly framed: boolean;
  /**
   * Resolves when Windows has taken the message, which is later when the client is slow. Writes are made in order. The message is
   * copied at once. At most 64 writes may wait.
   * @throws {@link WindowsError} with reason `'busy'` for one more, and `'not-found'` when the client has gone. `AbortError` after
   * `close()`. When a write under way is stopped, the `outcome` of the error is `'unknown'`.
   * @example
   * await channel.write(new TextEncoder().encode('hello'));
   */
  write(message: Uint8Array, options?: Cancel): Promise<void>;
  /**
   * Ends the channel: what waits is cancelled, iterators end, and what has not been read is dropped. Resolves when Windows has it
   * back, so that it can be opened again; after ten seconds in any case. It never rejects.
   * @example
   * await channel.close();
   */
  close(): Promise<void>;
}
