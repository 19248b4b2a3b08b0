import type { Branded } from './kind.js';
import { match } from './text.js';

/** 128 bits: lower case, 8-4-4-4-12, without braces. */
export type Guid = Branded<'Guid'>;

/** In braces or without. What is inside them is the first or the second group. */
export const GUID_TEXT = {
  max: 38,
  pattern: /^(?:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\})$/i,
};

/** `undefined` for a text that is no GUID. */
export function readGuid(text: string): Guid | undefined {
  const groups = match(text, GUID_TEXT);
  return groups && ((groups[1] ?? groups[2]!).toLowerCase() as Guid);
}
