import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import type { SessionWatch, WatchOptions } from '../../../../lib/terminal/watch/types.js';
import { scenario } from './harness.js';

const watchOf = (options?: WatchOptions): SessionWatch => createWorld(scenario).module.localHost().watch(options);
const hear = () => {};
const wrong = (watch: SessionWatch, method: 'on' | 'off', type: unknown, listener: unknown = hear) => {
  try {
    (watch[method] as (type: unknown, listener: unknown) => void).call(watch, type, listener);
  } catch (error) {
    return error as TypeError & { code: string };
  }
  return undefined;
};

describe('on() and off()', () => {
  it.each([
    ['Lock', 'lock'],
    ['logoff ', 'logoff'],
    ['remoteConect', 'remoteConnect'],
    ['changed', 'change'],
    ['Error', 'error'],
  ])('refuse %j, and name %s', async (word, meant) => {
    const watch = watchOf();
    for (const method of ['on', 'off'] as const) {
      const error = wrong(watch, method, word);
      expect(error).toBeInstanceOf(TypeError);
      expect(error).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
      expect(error?.message).toContain(`did you mean ${meant}?`);
    }
    await watch.close();
  });

  it.each(['on', 'off'] as const)('%s refuses an unknown type and a listener that is not a function', async method => {
    const watch = watchOf();
    expect(wrong(watch, method, undefined)).toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
    expect(wrong(watch, method, 5)).toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
    expect(wrong(watch, method, 'lock', null)).toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
    await watch.close();
  });

  it('refuse a type that the watch leaves out, but no other', async () => {
    const watch = watchOf({ types: ['lock', 'logoff'] });
    const error = wrong(watch, 'on', 'logon');
    expect(error).toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' });
    expect(error?.message).toContain('lock, logoff, gap, snapshot, change, error');
    // The opposite of what was asked for is no guess.
    expect(error?.message).not.toContain('did you mean');
    expect(wrong(watch, 'on', 'logof')?.message).toContain('did you mean logoff?');
    // Gaps and the snapshots after them are always reported.
    for (const type of ['lock', 'logoff', 'gap', 'snapshot', 'change', 'error']) {
      expect(wrong(watch, 'on', type), type).toBeUndefined();
    }
    expect(wrong(watch, 'off', 'logon')).toBeUndefined();
    await watch.close();
  });

  it('refuse on a remote host what Windows does not report there', async () => {
    const world = createWorld(scenario);
    await using host = await world.module.openHost('THERE');
    const watch = host.watch();
    expect(wrong(watch, 'on', 'lock')?.message).toContain('poll');
    expect(wrong(watch, 'on', 'desktopReady')).toBeInstanceOf(TypeError);
    await watch.close();
    await using polled = host.watch({ poll: 1_000 });
    expect(wrong(polled, 'on', 'lock')).toBeUndefined();
  });

  it('watch() refuses an invalid timeout', () => {
    expect(() => watchOf({ timeout: -1 })).toThrow(RangeError);
    expect(() => watchOf({ timeout: 'soon' as never })).toThrow(TypeError);
  });
});
