/** FILETIME: ticks of 100 ns since 1601, UTC. 0 means that there is no time. */
const TICKS_AT_1970 = 116_444_736_000_000_000n;
const TICKS_PER_MS = 10_000n;
/** The last tick of the year 9999. Larger values are special values or garbage. */
const MAX_TICKS = 2_650_467_743_999_999_999n;
/** The largest FILETIME. Windows means "never" by it. */
const LAST_TICK = 0x7fff_ffff_ffff_ffffn;
/** Years beyond 9999 are written as `Date` does, with a sign and six digits. */
const ISO = /^((?:\+\d{6}|\d{4})-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z$/;

/** The time of these ticks; `undefined` for 0, negative and absurd values. */
export function ticksToDate(ticks: bigint): Date | undefined {
  const ms = ticksToMs(ticks);
  return ms === undefined ? undefined : new Date(ms);
}

/** The same in milliseconds since 1970. */
export function ticksToMs(ticks: bigint): number | undefined {
  if (ticks <= 0n || ticks > MAX_TICKS) return undefined;
  // Divided before the subtraction, so that times before 1970 are rounded down like all others.
  return Number(ticks / TICKS_PER_MS - TICKS_AT_1970 / TICKS_PER_MS);
}

/** The milliseconds from one time to another, with their fraction. */
export function ticksBetween(from: bigint, to: bigint): number {
  return Number(to - from) / Number(TICKS_PER_MS);
}

export function ticksOf(ms: number): bigint {
  return BigInt(Math.floor(ms)) * TICKS_PER_MS + TICKS_AT_1970;
}

/** `undefined` for a text that is not a time. */
export function parseTicks(iso: string): bigint | undefined {
  const match = ISO.exec(iso);
  const ms = match ? Date.parse(`${match[1]}Z`) : Number.NaN;
  // Date.parse reads '2026-02-30' as the second of March.
  if (!match || Number.isNaN(ms) || new Date(ms).toISOString().slice(0, match[1]!.length) !== match[1])
    return undefined;
  const ticks = ticksOf(ms) + BigInt((match[2] ?? '').padEnd(7, '0'));
  return ticks <= LAST_TICK ? ticks : undefined;
}

/** ISO 8601 without losing a tick: always with milliseconds, and with further digits where there are any. */
export function formatTicks(ticks: bigint): string {
  const since1970 = ticks - TICKS_AT_1970;
  const rest = ((since1970 % TICKS_PER_MS) + TICKS_PER_MS) % TICKS_PER_MS;
  const iso = new Date(Number((since1970 - rest) / TICKS_PER_MS)).toISOString();
  return rest === 0n ? iso : `${iso.slice(0, -1)}${String(rest).padStart(4, '0')}Z`;
}
