import { describe, expect, it } from 'vitest';
import { WindowsError } from 'winstation';
import { inputDesktop, setRenderHint, windowStations } from 'winstation/desktop';
import { counts } from './counts.js';

// Wine has real window stations and desktops. It knows no user, no heap and no input of them, and fails with 87.
describe("the desktops of Wine's own user32", () => {
  it('are on WinSta0, and the station of Wine itself shows nothing', async () => {
    const stations = await windowStations();
    const unknown = { role: undefined, receivesInput: undefined, heapBytes: undefined };
    const withheld = [{ what: 'sid', code: 'ERROR_INVALID_PARAMETER', reason: 'other' }];
    expect(stations).toContainEqual({
      name: 'WinSta0',
      interactive: true,
      sid: undefined,
      luid: undefined,
      desktops: [{ ...unknown, name: 'Default', role: 'default' }],
      withheld,
    });
    expect(stations).toContainEqual(
      expect.objectContaining({ name: '__wineservice_winstation', interactive: false, luid: undefined, withheld }),
    );
  });

  it('have one that receives input', async () => {
    expect(await inputDesktop()).toEqual({ name: 'Default', reason: undefined });
  });

  it('are given back', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? windowStations() : inputDesktop())));
    expect(counts()).toMatchObject({ handles: 0, buffers: 0, packs: 0 });
  });

  it('take no hints', () => {
    let caught: unknown;
    try {
      setRenderHint(1n, { type: 'video', x: 0, y: 0, width: 1, height: 1 });
    } catch (error) {
      caught = error;
    }
    expect(WindowsError.is(caught)).toBe(true);
    expect(caught).toMatchObject({ syscall: 'WTSSetRenderHint', reason: 'not-supported' });
  });
});
