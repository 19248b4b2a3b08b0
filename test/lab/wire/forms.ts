import type { Form, Kind } from '../../../lib/base/call.js';

/**
 * The forms that travel, each by its number here; `../standin/forms.h` has the same list. What is a choice travels as what
 * was chosen.
 */
export const FORMS = [
  'nothing',
  'u32',
  'i32',
  'flag',
  'text',
  'textOrNull',
  'bytes',
  'ticks',
  'sid',
  'record',
  'list',
] as const satisfies readonly Form[];

export type WireForm = (typeof FORMS)[number];
export type PlainForm = Exclude<WireForm, 'record' | 'list'>;

/** A kind in words, for messages. */
export function inWords(kind: Kind): string {
  if (kind.form === 'list') return `list of ${inWords(kind.of!)}`;
  if (kind.form !== 'record') return kind.form;
  const members = Object.entries(kind.fields!).map(([name, member]) => `${name} ${inWords(member)}`);
  return `record of ${members.join(', ')}`;
}

/** Whether what was stated is what is described. The order of members means nothing. */
export function sameKind(one: Kind, other: Kind): boolean {
  if (one.form !== other.form) return false;
  if (one.form === 'list') return sameKind(one.of!, other.of!);
  if (one.form !== 'record') return true;
  const fields = Object.entries(one.fields!);
  const others = other.fields!;
  return (
    fields.length === Object.keys(others).length &&
    fields.every(([name, member]) => Object.hasOwn(others, name) && sameKind(member, others[name]!))
  );
}
