import type { Answer } from '../../base/answer.js';

/** What this domain needs of a backend for virtual channels. This machine only. */
export interface ChannelContract {
  /** A channel that is still to be opened, with a thread of its own. */
  openChannel(): RawChannel;
}

export interface ChannelQuestion {
  readonly sessionId: number;
  /** ASCII. */
  readonly name: string;
  readonly flags: number;
}

/** What one read of the channel gave. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** False where there was more than one read may give: the next piece goes on with it. */
  readonly isWhole: boolean;
}

/**
 * A channel as a backend has it. It decides nothing: pieces come as they are. Promises reject when the channel is closed under
 * them.
 */
export interface RawChannel {
  /**
   * `WTSVirtualChannelOpenEx`, and `WTSVirtualChannelQuery` for its file. When one fails nothing is left open; it may then be
   * tried again.
   */
  open(question: ChannelQuestion): Promise<Answer<undefined>>;
  /**
   * What has come, at least one piece; waits for one. A backend reads ahead no more than a bounded number of bytes, and then
   * Windows holds up the client. When the channel is broken and all pieces are read, its code. One at a time.
   */
  read(): Promise<Answer<readonly Piece[]>>;
  /** Resolves with the number of bytes that Windows has taken. One at a time. */
  write(bytes: Uint8Array): Promise<Answer<number>>;
  /** Takes back the write under way, whose answer still comes: ERROR_OPERATION_ABORTED, or what it was before. */
  stopWrite(): void;
  /** Cancels what is under way, then gives the channel back. Resolves when that is done. */
  shut(): Promise<void>;
  /** Nobody waits for it any more. It is given back as soon as Windows lets go of it. */
  close(): void;
}
