import { describe, expect, it } from 'vitest';
import { rawCalls, rejection, withWorld } from '../suite.js';

const OFFICE = {
  version: 1,
  hosts: [
    {
      name: 'WS01',
      consoleSessionId: 1,
      sessions: [
        { id: 0 },
        { id: 1, user: 'anna', domain: 'CORP', sid: 'S-1-5-21-1-2-3-1107' },
        { id: 4, user: 'berta', client: { name: 'LAPTOP7' } },
      ],
    },
  ],
};

describe('windowStations()', () => {
  const driver = withWorld(OFFICE);
  const desktops = () => driver.modules['winstation/desktop'];

  it('shows the station of a session, with its three desktops', async () => {
    const stations = await desktops().windowStations();
    expect(stations).toEqual([
      {
        name: 'WinSta0',
        interactive: true,
        sid: 'S-1-5-21-1-2-3-1107',
        luid: undefined,
        desktops: [
          { name: 'Default', role: 'default', receivesInput: true, heapBytes: 20_480 * 1024 },
          { name: 'Winlogon', role: 'winlogon', receivesInput: undefined, heapBytes: undefined },
          { name: 'Screen-saver', role: 'screenSaver', receivesInput: undefined, heapBytes: undefined },
        ],
        withheld: [],
      },
    ]);
    expect(Object.isFrozen(stations)).toBe(true);
    expect(Object.isFrozen(stations[0]?.desktops)).toBe(true);
  });

  it('makes each raw call once for each thing', async () => {
    await desktops().windowStations();
    expect(await rawCalls(driver)).toEqual([
      ['EnumWindowStationsW'],
      ['GetProcessWindowStation'],
      ['OpenWindowStationW', 'WinSta0'],
      ['GetUserObjectInformationW', 'WinSta0', 1],
      ['GetUserObjectInformationW', 'WinSta0', 4],
      ['EnumDesktopsW', 'WinSta0'],
      ['OpenDesktopW', 'Default'],
      ['GetUserObjectInformationW', 'Default', 6],
      ['GetUserObjectInformationW', 'Default', 5],
      ['OpenDesktopW', 'Winlogon'],
      ['OpenDesktopW', 'Screen-saver'],
    ]);
  });

  it('shows a service those of the services, with the logons that they belong to', async () => {
    await driver.reset(OFFICE, { as: 'system' });
    const stations = await desktops().windowStations();
    expect(stations.map(it => [it.name, it.interactive, it.luid])).toEqual([
      ['WinSta0', false, undefined],
      ['Service-0x0-3e7$', false, '0x0:0x3e7'],
      ['Service-0x0-3e4$', false, '0x0:0x3e4'],
      ['Service-0x0-3e5$', false, '0x0:0x3e5'],
    ]);
    expect(stations[1]).toMatchObject({
      sid: 'S-1-5-18',
      desktops: [{ name: 'Default', role: undefined, receivesInput: false, heapBytes: 20_480 * 1024 }],
    });
    // Only those of the own station can be asked more.
    expect(stations[2]?.desktops).toEqual([
      { name: 'Default', role: undefined, receivesInput: undefined, heapBytes: undefined },
    ]);
  });

  it('withholds what Windows refuses', async () => {
    await driver.fault('fail', 'OpenWindowStationW', { code: 'ERROR_ACCESS_DENIED' });
    const refused = { code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' };
    expect(await desktops().windowStations()).toEqual([
      {
        name: 'WinSta0',
        interactive: true,
        sid: undefined,
        luid: undefined,
        desktops: undefined,
        withheld: ['flags', 'sid', 'desktops'].map(what => ({ what, ...refused })),
      },
    ]);
  });

  it('goes on where a Windows does not know what is asked', async () => {
    await driver.fault('fail', 'GetUserObjectInformationW', { code: 'ERROR_INVALID_PARAMETER' });
    await driver.fault('fail', 'EnumDesktopsW', { code: 'ERROR_ACCESS_DENIED', times: 1 });
    const [station] = await desktops().windowStations();
    expect(station).toMatchObject({
      interactive: true,
      sid: undefined,
      desktops: undefined,
      withheld: [
        { what: 'flags', code: 'ERROR_INVALID_PARAMETER' },
        { what: 'sid', code: 'ERROR_INVALID_PARAMETER' },
        { what: 'desktops', code: 'ERROR_ACCESS_DENIED' },
      ],
    });
    const [again] = await desktops().windowStations();
    expect(again?.desktops?.[0]).toEqual({
      name: 'Default',
      role: 'default',
      receivesInput: undefined,
      heapBytes: undefined,
    });
  });

  it('leaves out a station that is gone, and fails where the list does', async () => {
    const gone = await driver.fault('fail', 'OpenWindowStationW', { code: 'ERROR_FILE_NOT_FOUND' });
    expect(await desktops().windowStations()).toEqual([]);
    await gone.end();
    await driver.fault('fail', 'EnumWindowStationsW', { code: 'ERROR_ACCESS_DENIED' });
    expect(await rejection(desktops().windowStations())).toMatchObject({
      name: 'WindowsError',
      syscall: 'EnumWindowStationsW',
      reason: 'access-denied',
    });
  });

  it('ends at its timeout, and the next call goes on', async () => {
    const held = await driver.fault('hold', 'EnumDesktopsW');
    const late = rejection(desktops().windowStations({ timeout: 50 }));
    await driver.pass(50);
    expect(await late).toMatchObject({ code: 'ETIMEDOUT' });
    await held.end();
    expect(await desktops().windowStations()).toHaveLength(1);
  });
});

describe('inputDesktop()', () => {
  const driver = withWorld(OFFICE);
  const desktops = () => driver.modules['winstation/desktop'];

  it('is the one with the windows of programs', async () => {
    expect(await desktops().inputDesktop()).toEqual({ name: 'Default', reason: undefined });
    expect(await rawCalls(driver)).toEqual([['OpenInputDesktop']]);
  });

  it('is refused while the screen is locked, and while consent is asked for', async () => {
    await driver.act('lock', 1);
    expect(await desktops().inputDesktop()).toEqual({ name: undefined, reason: 'access-denied' });
    await driver.act('unlock', 1);
    expect((await desktops().inputDesktop()).name).toBe('Default');
    await driver.desktop.act('askForConsent', true);
    expect((await desktops().inputDesktop()).reason).toBe('access-denied');
    const [station] = await desktops().windowStations();
    expect(station?.desktops?.[0]?.receivesInput).toBe(false);
  });

  it('says that the station of a service shows nothing', async () => {
    await driver.reset(OFFICE, { as: 'system' });
    expect(await desktops().inputDesktop()).toEqual({ name: undefined, reason: 'not-supported' });
    await driver.reset(OFFICE);
    await driver.remove('OpenInputDesktop');
    expect(await desktops().inputDesktop()).toEqual({ name: undefined, reason: 'not-supported' });
  });
});

describe('setRenderHint()', () => {
  const driver = withWorld(OFFICE);
  const desktops = () => driver.modules['winstation/desktop'];
  const VIDEO = { type: 'video', x: -3, y: 5, width: 640, height: 360 } as const;
  const WINDOW = 0x8001_0002n;

  it('gives a window one hint, changes it and takes it back', async () => {
    const { setRenderHint } = desktops();
    setRenderHint(WINDOW, VIDEO);
    expect(await driver.desktop.get('renderHints')).toEqual([
      { window: WINDOW, type: 'video', left: -3, top: 5, right: 637, bottom: 365 },
    ]);
    setRenderHint(WINDOW, { type: 'mappedWindow', x: 1, y: 2, width: 3, height: 4 });
    expect(await driver.desktop.get('renderHints')).toEqual([
      { window: WINDOW, type: 'mappedWindow', left: 1, top: 2, right: 4, bottom: 6 },
    ]);
    setRenderHint(WINDOW, undefined);
    expect(await driver.desktop.get('renderHints')).toEqual([]);
    setRenderHint(WINDOW, undefined);
    expect(await rawCalls(driver)).toEqual([
      ['WTSSetRenderHint', 0n, WINDOW, 1, -3, 5, 637, 365],
      ['WTSSetRenderHint', 1n, WINDOW, 2, 1, 2, 4, 6],
      ['WTSSetRenderHint', 1n, WINDOW, 0, 0, 0, 0, 0],
    ]);
  });

  it('takes the bytes that Electron gives, of either size', async () => {
    const { setRenderHint } = desktops();
    setRenderHint(Uint8Array.of(2, 1, 0, 0x80, 0, 0, 0, 0), VIDEO);
    setRenderHint(Buffer.from([4, 3, 2, 1]), VIDEO);
    expect((await driver.desktop.get('renderHints')).map(it => it.window)).toEqual([0x8000_0102n, 0x0102_0304n]);
  });

  it('has room for handles of 64 bits in processes of 64 bits', async () => {
    const large = 0x1234_5678_8001_0002n;
    const set = () => desktops().setRenderHint(large, VIDEO);
    if (process.arch === 'ia32') expect(set).toThrow(/ERROR_INVALID_WINDOW_HANDLE/);
    else set();
    const windows = (await driver.desktop.get('renderHints')).map(it => it.window);
    expect(windows).toEqual(process.arch === 'ia32' ? [] : [large]);
  });

  it('fails for a window that is gone, and begins anew', async () => {
    const { setRenderHint } = desktops();
    setRenderHint(WINDOW, VIDEO);
    await driver.desktop.act('closeWindow', WINDOW);
    const caught = await rejection((async () => setRenderHint(WINDOW, VIDEO))());
    expect(caught).toMatchObject({
      name: 'WindowsError',
      code: 'ERROR_INVALID_WINDOW_HANDLE',
      errno: 1400,
      reason: 'not-found',
      hint: expect.stringContaining('window'),
    });
    await rejection((async () => setRenderHint(WINDOW, VIDEO))());
    expect((await rawCalls(driver)).map(([, id]) => id)).toEqual([0n, 1n, 0n]);
  });

  it('keeps the hint that a window has when a change of it fails', async () => {
    const { setRenderHint } = desktops();
    setRenderHint(WINDOW, VIDEO);
    await driver.fault('fail', 'WTSSetRenderHint', { code: 'ERROR_NOT_ENOUGH_MEMORY', times: 1 });
    await rejection((async () => setRenderHint(WINDOW, { ...VIDEO, x: 0 }))());
    setRenderHint(WINDOW, { ...VIDEO, x: 9 });
    expect(await driver.desktop.get('renderHints')).toMatchObject([{ window: WINDOW, left: 9 }]);
    expect((await rawCalls(driver)).map(([, id]) => id)).toEqual([0n, 1n, 1n]);
  });

  it('refuses what is no window and no rectangle', async () => {
    const { setRenderHint } = desktops();
    const wrong = (window: unknown, hint: unknown) => () => setRenderHint(window as bigint, hint as typeof VIDEO);
    expect(wrong(0n, VIDEO)).toThrow(RangeError);
    expect(wrong(2n ** 64n, VIDEO)).toThrow(RangeError);
    expect(wrong(new Uint8Array(7), VIDEO)).toThrow(RangeError);
    expect(wrong(7, VIDEO)).toThrow(TypeError);
    for (const hint of [null, false, 0, '', 'video', []]) expect(wrong(WINDOW, hint)).toThrow(TypeError);
    expect(wrong(WINDOW, { ...VIDEO, type: 'picture' })).toThrow(/'video' or 'mappedWindow'/);
    expect(wrong(WINDOW, { ...VIDEO, width: -1 })).toThrow(RangeError);
    expect(wrong(WINDOW, { ...VIDEO, x: 1.5 })).toThrow(RangeError);
    expect(wrong(WINDOW, { ...VIDEO, x: 0x7fff_ffff, width: 1 })).toThrow(RangeError);
    expect(wrong(WINDOW, { ...VIDEO, depth: 3 })).toThrow(TypeError);
    expect(() => setRenderHint(WINDOW, VIDEO, { backend: {} as never })).toThrow(TypeError);
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('is not supported where Windows lacks it', async () => {
    await driver.remove('WTSSetRenderHint');
    const caught = await rejection((async () => desktops().setRenderHint(WINDOW, VIDEO))());
    expect(caught).toMatchObject({ code: 'ERROR_PROC_NOT_FOUND', reason: 'not-supported' });
  });
});
