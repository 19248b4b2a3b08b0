import fc from 'fast-check';
import { type Kind, list, record } from '../../../lib/base/call.js';
import type { PlainForm } from '../../lab/wire/forms.js';

const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map(all => all.map(unit => String.fromCharCode(unit)).join(''));
const word = fc.integer({ min: 0, max: 0xffffffff });
const sid = fc
  .tuple(word, fc.array(word, { minLength: 1, maxLength: 15 }))
  .map(([authority, parts]) => `S-1-${authority}-${parts.join('-')}`);
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const VALUES: Readonly<Record<PlainForm, fc.Arbitrary<unknown>>> = {
  nothing: fc.constant(undefined),
  u32: word,
  i32: fc.integer({ min: -0x80000000, max: 0x7fffffff }),
  flag: fc.boolean(),
  text: units,
  textOrNull: orNull(units),
  bytes: fc.uint8Array({ maxLength: 20 }).map(bytes => Buffer.from(bytes)),
  ticks: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  sid: orNull(sid),
};

const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,20}$/);
const plain = fc.constantFrom(...(Object.keys(VALUES) as PlainForm[])).map((form): Kind => ({ form }));

/** Of any form, lists and records of each other among them. */
export const kinds: fc.Arbitrary<Kind> = fc.letrec<{ kind: Kind }>(tie => ({
  kind: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    plain,
    fc.dictionary(name, tie('kind'), { maxKeys: 6, noNullPrototype: true }).map(fields => record(fields)),
    tie('kind').map(of => list(of)),
  ),
})).kind;

export function valuesOf(kind: Kind): fc.Arbitrary<unknown> {
  if (kind.form === 'list') return fc.array(valuesOf(kind.of!), { maxLength: 4 });
  if (kind.form !== 'record') return VALUES[kind.form as PlainForm];
  const members = Object.entries(kind.fields!).map(([member, of]) => [member, valuesOf(of)] as const);
  return fc.record(Object.fromEntries(members), { noNullPrototype: true });
}
