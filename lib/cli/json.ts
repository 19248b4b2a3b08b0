import { escapeJson } from './text.js';

/** JSON for other programs: every key is there, missing values are `null`, times are ISO 8601, and control characters are escaped. */
export function toJson(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, withNulls, 2))}\n`;
}

/** The same in one line. */
export function toJsonLine(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, withNulls))}\n`;
}

function withNulls(_: string, value: unknown): unknown {
  return value === undefined ? null : value;
}
