/**
 * One thread that makes the blocking calls of a host, one question at a time. It owns its server handle.
 * The rules for waiting, abort and write-off are in `lane.ts`; a thread only answers.
 */
export interface LaneThread {
  /**
   * Nobody waits for the question under way any more. The thread makes no further raw call for it, and is free when the one
   * under way has returned. The result of the question is not used.
   */
  stop(): void;
  /**
   * Nobody waits for the question under way any more. When it ends, the thread frees the answer, closes its handle and ends.
   * Returns `false` when the process has written off as many threads as it may; then nothing changes.
   */
  writeOff(): boolean;
  /** Ends the thread when its question, if any, has been answered. */
  close(): void;
}
