import { escapeJson } from './text.js';

/** JSON for other programs: every key is there, absent values are `null`, times are ISO 8601, and nothing commands a terminal. */
export function toJson(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, (_, it) => (it === undefined ? null : it), 2))}\n`;
}
