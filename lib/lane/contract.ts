/**
 * One thread that makes a host's blocking calls, one question at a time. It owns its server handle.
 * The rules of waiting, abort and write-off stand in `lane.ts`; a thread only answers.
 */
export interface LaneThread {
  /**
   * Nobody waits for the question under way any more: the thread makes no further raw call for it, and is free when the
   * one under way has come back. What the question then resolves or rejects with means nothing.
   */
  stop(): void;
  /**
   * Nobody waits for the question under way any more: when it ends, the thread frees the answer, closes its handle and
   * leaves. `false` when the process has written off as many threads as it may; the thread then stays as it is.
   */
  writeOff(): boolean;
  /** Ends the thread when its question, if any, has been answered. */
  close(): void;
}
