const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|[smhd])/g;

/** Milliseconds of a text such as `500ms`, `5s`, `30m`, `1h30m`, `2d`; `undefined` for any other. */
export function parseDuration(text: string): number | undefined {
  const lower = text.toLowerCase();
  if (!WHOLE.test(lower)) return undefined;
  let ms = 0;
  for (const [, amount, unit] of lower.matchAll(PART)) ms += Number(amount) * UNITS[unit as keyof typeof UNITS];
  return Math.round(ms);
}

/** A short duration: `42s`, `12m`, `1h05m`, `2d03h`; always rounded down. */
export function formatDuration(ms: number): string {
  if (ms < UNITS.m) return `${Math.floor(ms / UNITS.s)}s`;
  if (ms < UNITS.h) return `${Math.floor(ms / UNITS.m)}m`;
  if (ms < UNITS.d) return `${Math.floor(ms / UNITS.h)}h${two((ms % UNITS.h) / UNITS.m)}m`;
  return `${Math.floor(ms / UNITS.d)}d${two((ms % UNITS.d) / UNITS.h)}h`;
}

/** As an option takes it, and with nothing left out: `90s` is `1m30s`. */
export function exactDuration(ms: number): string {
  let left = ms;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms'] as const) {
    const amount = Math.floor(left / UNITS[unit]);
    left -= amount * UNITS[unit];
    if (amount > 0) text += `${amount}${unit}`;
  }
  return text || '0s';
}

/** A time in the local time zone, such as `2026-01-05 08:30`. */
export function formatTime(time: Date, options: { readonly seconds?: boolean } = {}): string {
  const date = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const minutes = `${date} ${two(time.getHours())}:${two(time.getMinutes())}`;
  return options.seconds ? `${minutes}:${two(time.getSeconds())}` : minutes;
}

function two(n: number): string {
  return String(Math.floor(n)).padStart(2, '0');
}
