import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Form, Kind } from '../../../../lib/base/call.js';
import { readInfo } from '../../../../lib/native/terminal/info.js';
import { TERMINAL_CALLS } from '../../../../lib/terminal/calls.js';
import { INFO_CLASSES, INFO_KINDS, type InfoClassName } from '../../../../lib/terminal/info/raw-info.js';
import { FakeMailbox, headerWords, Packer } from '../bridge/packer.js';

// A record is read in the order of its description and written in that of the C++. Between two members of one form nothing in a
// pack would show that they are swapped, so the two orders are compared by the names of the members.

type Member = readonly [name: string, forms: readonly Form[]];

const source = (file: string) => readFileSync(new URL(`../../../../native/terminal/${file}`, import.meta.url), 'utf8');
const infoSource = source('info.cc');

/** The statements of a function. */
function bodyOf(text: string, name: string): string[] {
  const body = new RegExp(`\\b${name}\\([^{;]*\\{\\n(.*?)\\n\\}`, 's').exec(text)?.[1];
  if (body === undefined) throw new Error(`there is no function ${name}`);
  return body.split('\n').map(line => line.trim());
}

const WRITTEN: readonly (readonly [statement: RegExp, forms: readonly Form[]])[] = [
  [/^pack\.word\((?:uint32_t\{)?(?:\w+\.)*(\w+)\}?\);$/, ['u32', 'i32']],
  [/^pack\.ticks\((?:\w+\.)*(\w+)\);$/, ['ticks']],
  [/^(?:field\(pack, |pack\.text\()(?:\w+\.)*(\w+)\);$/, ['text']],
  [/^(?:usedBytes\(pack, |pack\.bytes\()(?:\w+\.)*(\w+), .*\);$/, ['bytes']],
  [/^list\(pack, (?:\w+\.)*(\w+)\);$/, ['list']],
];

function writtenBy(text: string, name: string): Member[] {
  return bodyOf(text, name).flatMap((line): Member[] => {
    if (line.startsWith('writeSession(')) return writtenBy(text, 'writeSession');
    for (const [statement, forms] of WRITTEN) {
      const member = statement.exec(line)?.[1];
      if (member !== undefined) return [[member, forms]];
    }
    return [];
  });
}

/** The first member that is read as another than was written. */
function misread(written: readonly Member[], kind: Kind): string | undefined {
  const described = Object.entries(kind.fields!);
  for (let i = 0; i < Math.max(written.length, described.length); i += 1) {
    const [name, forms] = written[i] ?? ['nothing', []];
    const [readName, readAs] = described[i] ?? ['nothing', undefined];
    if (name !== readName || !forms.includes(readAs!.form)) return `${name} is read as ${readName}`;
  }
  return undefined;
}

const records = INFO_CLASSES.filter(name => (INFO_KINDS[name] as Kind).form === 'record');
const writerOf = (name: InfoClassName) => new RegExp(`(\\w+),\\s*// ${name}\\b`).exec(infoSource)![1]!;

const layouts: (readonly [string, readonly Member[], Kind])[] = [
  ...records.map(name => [name, writtenBy(infoSource, writerOf(name)), INFO_KINDS[name] as Kind] as const),
  ['LookupAccountSidW', writtenBy(source('accounts.cc'), 'lookUp'), TERMINAL_CALLS.LookupAccountSidW.value],
];

describe('a record that native code writes', () => {
  it('is one of many', () => expect(layouts.length).toBeGreaterThan(7));

  it.each(layouts)('%s is read member for member', (_, written, kind) => {
    expect(misread(written, kind)).toBeUndefined();
  });

  it.each(layouts)('%s with two members swapped is noticed', (_, written, kind) => {
    const members = Object.entries(kind.fields!);
    const places = fc.uniqueArray(fc.nat(members.length - 1), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(places, ([a, b]) => {
        const swapped = [...members];
        [swapped[a!], swapped[b!]] = [swapped[b!]!, swapped[a!]!];
        expect(misread(written, { form: 'record', fields: Object.fromEntries(swapped) })).toBeDefined();
      }),
    );
  });
});

/** A value of a kind, and the same written by hand. */
interface Sample {
  readonly value: unknown;
  write(packer: Packer): void;
}

const u32 = fc.integer({ min: 0, max: 0xffffffff });

function sampleOf(kind: Kind): fc.Arbitrary<Sample> {
  switch (kind.form) {
    case 'u32':
      return u32.map(value => ({ value, write: packer => packer.word(value) }));
    case 'i32':
      return fc.maxSafeInteger().map(it => ({ value: it | 0, write: packer => packer.word(it | 0) }));
    case 'flag':
      return fc.boolean().map(value => ({ value, write: packer => packer.word(value ? 1 : 0) }));
    case 'text':
      return fc.string().map(value => ({ value, write: packer => packer.text(value) }));
    case 'bytes':
      return fc.uint8Array().map(value => ({ value, write: packer => packer.bytes(value) }));
    case 'ticks':
      return fc
        .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
        .map(value => ({ value, write: packer => packer.ticks(value) }));
    case 'list':
      return fc.array(sampleOf(kind.of!)).map(items => ({
        value: items.map(({ value }) => value),
        write: packer => {
          packer.word(items.length);
          for (const item of items) item.write(packer);
        },
      }));
    case 'record': {
      const names = Object.keys(kind.fields!);
      return fc.tuple(...Object.values(kind.fields!).map(sampleOf)).map(members => ({
        value: Object.fromEntries(members.map(({ value }, i) => [names[i], value])),
        write: packer => {
          for (const member of members) member.write(packer);
        },
      }));
    }
    default:
      throw new Error(`no class answers a ${kind.form}`);
  }
}

describe('what a class answers', () => {
  it.each(INFO_CLASSES.map((name, infoClass) => [name, infoClass] as const))('%s comes back as it was', (name, at) => {
    fc.assert(
      fc.property(sampleOf(INFO_KINDS[name] as Kind), ({ value, write }) => {
        const packer = new Packer();
        write(packer);
        const pack = new FakeMailbox().post(packer.finish());
        expect(readInfo(pack, at)).toEqual(value);
        expect(pack.at).toBe(headerWords + packer.body.length);
        pack.close();
      }),
      { numRuns: 30 },
    );
  });

  it('is no text where the word stands for none', () => {
    const pack = new FakeMailbox().post(new Packer().text('a').word(2).finish());
    expect(pack.text()).toBe('a');
    expect(() => pack.text()).toThrow('the parts of an answer do not fit together');
  });
});
