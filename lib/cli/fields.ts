import type { Paint } from './paint.js';
import { escapeControls } from './text.js';

export type Field = readonly [label: string, value: string | undefined];

/** A title, and a line for each value. */
export function fieldBlock(title: string, fields: readonly Field[], paint: Paint): string {
  const width = Math.max(0, ...fields.map(([label]) => label.length));
  const lines = fields.map(([label, value]) => {
    const text = value === undefined || value === '' ? paint('dim', '-') : escapeControls(value);
    return `  ${label.padEnd(width)}  ${text}`;
  });
  return `${[paint('bold', escapeControls(title)), ...lines].join('\n')}\n`;
}

/** The name of a key as it is, and its value in words. */
export function wordsOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : undefined;
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, one]) => `${key} ${wordsOf(one) ?? '-'}`)
      .join(', ');
  }
  return String(value);
}
