import { describe, expect, it } from 'vitest';

interface File {
  readonly path: string;
  readonly text: string;
}
type More = Readonly<Record<string, readonly [most: number, why: string]>>;

/** Scripts have no types. */
const script: string = '../../scripts/check-call-places.mjs';
const { countPlaces } = (await import(script)) as {
  countPlaces(files: readonly File[], most: number, more: More): { count: number; looser: readonly string[] };
};

const calls = {
  path: 'lib/x/calls.ts',
  text: 'export const CALLS = {\n  DoThis: call({}),\n  DoThisEx: call({}),\n};',
};
const named = (...paths: string[]): File[] => paths.map(path => ({ path, text: 'ask("DoThis")' }));

describe('the count of places', () => {
  it('holds as long as no call stands in more files than stated', () => {
    const files = [calls, ...named('native/x.cc', 'test/lab/standin/x/x.cc')];
    expect(countPlaces(files, 3, {})).toEqual({ count: 2, looser: [] });
  });

  it('fails with the name and the places when one does', () => {
    const files = [calls, ...named('native/x.cc', 'test/lab/standin/x/x.cc')];
    expect(() => countPlaces(files, 2, {})).toThrow(
      'DoThis stands in 3 files instead of 2:\n  lib/x/calls.ts\n  native/x.cc\n  test/lab/standin/x/x.cc',
    );
    expect(() => countPlaces(files, 9, { DoThis: [2, 'a reason'] })).toThrow('3 files instead of 2');
  });

  it('counts neither tests of the lab nor what is generated nor longer names', () => {
    const other = { path: 'lib/x/other.ts', text: 'DoThisAgain, DoThisEx' };
    const files = [calls, other, ...named('test/lab/smoke/a.test.ts', 'lib/x/y.generated.ts')];
    expect(countPlaces(files, 2, {})).toEqual({ count: 2, looser: [] });
    expect(() => countPlaces(files, 1, {})).toThrow(/^DoThisEx stands in 2 files instead of 1/);
  });

  it('notices a number that has become too large, or that belongs to no call', () => {
    const { looser } = countPlaces([calls], 1, { DoThis: [4, 'a reason'] });
    expect(looser).toEqual(['DoThis stands in 1 files, and 4 are allowed']);
    expect(() => countPlaces([calls], 1, { DoThat: [4, 'a reason'] })).toThrow('DoThat has a number of its own');
    expect(() => countPlaces([], 1, {})).toThrow('no call is described');
  });

  it('counts calls that a helper of their domain describes, and notices a file in which it finds none', () => {
    const asked = { path: 'lib/y/calls.ts', text: '  DoThisToo: ask({}, text),' };
    expect(countPlaces([calls, asked], 1, {})).toEqual({ count: 3, looser: [] });
    expect(() => countPlaces([asked, { path: 'lib/x/y.ts', text: 'DoThisToo' }], 1, {})).toThrow(
      '2 files instead of 1',
    );
    const unknown = { path: 'lib/z/calls.ts', text: '  DoThat: made({}),' };
    expect(() => countPlaces([calls, unknown], 1, {})).toThrow('no call is described in lib/z/calls.ts');
  });
});
