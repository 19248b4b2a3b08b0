import { describe, expect, it } from 'vitest';
import type { InputDesktop, WindowStation } from 'winstation/desktop';
import type { DesktopCalls } from '../../../lib/desktop/calls.js';
import type { WorldDriver } from '../driver.js';
import * as general from '../fault-campaign/campaign.js';
import { GENERAL, MISSING, makeCodes, UNKNOWN, WINDOWS_CODES } from '../fault-campaign/codes.js';
import { withWorld } from '../suite.js';

type Name = keyof DesktopCalls;
type Position = general.Position<Name>;
type Job = general.Job<Name, WorldDriver>;

const STATIONS = 'EnumWindowStationsW';
const OWN = 'GetProcessWindowStation';
const STATION = 'OpenWindowStationW';
const DESKTOPS = 'EnumDesktopsW';
const DESKTOP = 'OpenDesktopW';
const INFO = 'GetUserObjectInformationW';
const INPUT = 'OpenInputDesktop';
const HINT = 'WTSSetRenderHint';

const GONE = 2;
const NO_WINDOW = 1400;
const NOT_INTERACTIVE = 1459;

const ALL: readonly number[] = [...MISSING, ...GENERAL, 1, NOT_INTERACTIVE];
const CODES: Readonly<Record<Name, readonly number[]>> = {
  [STATIONS]: ALL,
  [OWN]: ALL,
  [STATION]: ALL,
  [DESKTOPS]: ALL,
  [DESKTOP]: ALL,
  [INFO]: ALL,
  [INPUT]: ALL,
  // It returns an HRESULT, and success is 0.
  [HINT]: [...ALL.filter(code => code !== 0), NO_WINDOW],
};
const codes = makeCodes<Name, number>({
  known: [
    ...WINDOWS_CODES,
    [1, 'ERROR_INVALID_FUNCTION', 'not-supported'],
    [NO_WINDOW, 'ERROR_INVALID_WINDOW_HANDLE', 'not-found'],
    [NOT_INTERACTIVE, 'WIN32_1459', 'other'],
  ],
  classes: [0, GONE, 5, 8, 127, NO_WINDOW, UNKNOWN],
  of: CODES,
});

class Campaign extends general.Campaign<Name, WorldDriver, Job> {
  constructor(driver: WorldDriver, job: Job) {
    super(driver, job, codes);
  }

  protected override async prepare(): Promise<WorldDriver> {
    return this.driver;
  }

  protected override errorOf({ name }: Position, code: number): object {
    const reason = codes.reasonOf(code);
    const host = this.driver.winstation.localHost().name;
    const isAdvised = code === 0 || ['access-denied', 'not-found', 'not-supported', 'busy'].includes(reason);
    return general.typedError(host, name, [code, codes.nameOf(code), reason, isAdvised]);
  }

  protected override async expectNextWorks(where: string): Promise<void> {
    const { name } = await this.driver.modules['winstation/desktop'].inputDesktop();
    expect(name, where).toBe('Default');
  }
}

const said = (what: string, code: number) => ({ what, code: codes.nameOf(code), reason: codes.reasonOf(code) });

/** What one call would have said is missing, and nothing else. */
const lacks: NonNullable<Job['answers']> = (result, { name, args }, code) => {
  const [station] = result as readonly WindowStation[];
  if (name === STATION && code === GONE) return expect(result).toEqual([]);
  const parts = { [STATION]: ['flags', 'sid', 'desktops'], [DESKTOPS]: ['desktops'] }[name as string] ?? [];
  // 1 and 4 are UOI_FLAGS and UOI_USER_SID.
  const ofInfo = name === INFO && args[0] === 'WinSta0' ? [args[1] === 1 ? 'flags' : 'sid'] : [];
  expect(station?.withheld).toEqual([...parts, ...ofInfo].map(what => said(what, code)));
  expect(station).toMatchObject({ name: 'WinSta0', interactive: true });
  const desktop = station?.desktops?.find(it => it.role === 'default');
  if (parts.includes('desktops')) return expect(station?.desktops).toBeUndefined();
  const isUnknown = (infoClass: number) =>
    name === OWN || (name === DESKTOP && args[0] === 'Default') || (name === INFO && args[1] === infoClass);
  expect(desktop?.receivesInput).toBe(isUnknown(6) ? undefined : true);
  expect(desktop?.heapBytes).toBe(isUnknown(5) ? undefined : 20_480 * 1024);
};

const JOBS: readonly Job[] = [
  {
    about: 'window stations',
    makes: [STATIONS, OWN, STATION, DESKTOPS, DESKTOP, INFO],
    run: ({ modules }) => modules['winstation/desktop'].windowStations(),
    outcome: ({ name }) => (name === STATIONS ? 'fails' : 'goes on'),
    answers: lacks,
  },
  {
    about: 'the desktop that receives input',
    makes: [INPUT],
    run: ({ modules }) => modules['winstation/desktop'].inputDesktop(),
    outcome: () => 'goes on',
    answers: (result, _, code) =>
      expect(result as InputDesktop).toEqual({ name: undefined, reason: codes.reasonOf(code) }),
  },
  {
    about: 'a hint',
    makes: [HINT],
    run: async ({ modules }) => {
      const { setRenderHint } = modules['winstation/desktop'];
      setRenderHint(7n, { type: 'video', x: 0, y: 0, width: 1, height: 1 });
    },
    outcome: () => 'fails',
  },
];

/** A job runs some hundred times. */
const TIMEOUT_MS = 120_000;

describe('every raw call fails in turn with every code:', () => {
  const driver = withWorld({
    version: 1,
    hosts: [{ name: 'WS01', consoleSessionId: 1, sessions: [{ id: 0 }, { id: 1, user: 'anna' }] }],
  });

  it.each(JOBS.map(job => [job.about, job] as const))(
    '%s',
    async (_about, job) => {
      await new Campaign(driver, job).wage();
    },
    TIMEOUT_MS,
  );

  it('none is left out', () => {
    const made = new Set<string>(JOBS.flatMap(({ makes }) => makes));
    expect([...made].sort()).toEqual(Object.keys(CODES).sort());
  });
});
