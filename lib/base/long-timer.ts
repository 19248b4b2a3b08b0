export interface Timers {
  setTimeout(due: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** `setTimeout` fires at once when the time is longer. */
const LONGEST_MS = 0x7fffffff;

/**
 * Calls `due` once after `ms`, however long that is; the returned function cancels that. It does not keep the process alive,
 * where the platform can say so.
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
