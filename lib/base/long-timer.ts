export interface Timers {
  setTimeout(due: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** `setTimeout` fires at once when it is asked for more. */
const LONGEST_MS = 0x7fffffff;

/**
 * Calls `due` once, `ms` from now, however long that is; the answer cancels it. Does not keep the process alive where the
 * platform knows of such a thing.
 */
export function afterLong({ setTimeout, clearTimeout }: Timers, ms: number, due: () => void): () => void {
  let timer: unknown;
  const set = (left: number) => {
    const now = Math.min(left, LONGEST_MS);
    timer = setTimeout(() => (left > now ? set(left - now) : due()), now);
    (timer as { unref?(): void } | null)?.unref?.();
  };
  set(ms);
  return () => clearTimeout(timer);
}
