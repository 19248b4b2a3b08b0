/** The time a backend lives in: real time on Windows, the world's clock in a world. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Milliseconds on a clock that nobody sets. Only the difference of two readings means something. */
  monotonic(): number;
  /** Windows reads the time from a clock that moves in steps: by how many milliseconds two of its times may be off. */
  readonly grain: number;
  /** Calls `due` once, `ms` from now; the answer cancels it. It does not keep the process alive. */
  after(ms: number, due: () => void): () => void;
  /** Keeps the process alive until the answer is called: timers and threads alone do not. */
  keep(): () => void;
}
