/** The time of a backend: real time on Windows, the world's clock in a world. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Milliseconds on a clock that nobody can set. Only the difference between two readings has a meaning. */
  monotonic(): number;
  /** The clock of Windows moves in steps: the length of one step in milliseconds. Two of its times may differ by it. */
  readonly grain: number;
  /** Calls `due` once after `ms`; the returned function cancels that. It does not keep the process alive. */
  after(ms: number, due: () => void): () => void;
  /** Keeps the process alive until the returned function is called. Timers and threads alone do not. */
  keep(): () => void;
}
