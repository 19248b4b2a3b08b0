import { describe, expect, it } from 'vitest';
import type { Guid } from 'winstation/identity';
import type { MonikerCalls } from '../../../lib/moniker/calls.js';
import type { WorldDriver } from '../driver.js';
import * as general from '../fault-campaign/campaign.js';
import { GENERAL, type KnownCode, MISSING, makeCodes, RPC, UNKNOWN, WINDOWS_CODES } from '../fault-campaign/codes.js';
import { withWorld } from '../suite.js';

/** To give an object back cannot fail: its result is a count. */
type Name = Exclude<keyof MonikerCalls, 'Release'>;
type Position = general.Position<Name>;

interface Job extends general.Job<Name, WorldDriver> {
  /** What the refusal says that a missing value leads to. */
  readonly refusal?: (position: Position, code: number) => readonly [code: number, name: string] | undefined;
}

const OPEN = 'RegOpenKeyExW';
const READ = 'RegQueryValueExW';
const ENTER = 'CoInitializeEx';
const GET = 'CoGetObject';
const TRAY = 'c191bfbc-b602-4675-8bd1-67d642f529d5' as Guid;

const KEY_DELETED = 1018;
const OF_THE_REGISTRY = [
  [3, 'ERROR_PATH_NOT_FOUND', 'not-found'],
  [13, 'ERROR_INVALID_DATA', 'other'],
  [234, 'ERROR_MORE_DATA', 'other'],
  [KEY_DELETED, 'WIN32_1018', 'other'],
] as const satisfies readonly KnownCode[];

const OF_COM = [
  [7022, 'ERROR_CTX_WINSTATION_NOT_FOUND', 'not-found'],
  [0x80004001, 'E_NOTIMPL', 'not-supported'],
  [0x80004002, 'E_NOINTERFACE', 'other'],
  [0x80004005, 'E_FAIL', 'other'],
  [0x80004015, 'CO_E_WRONG_SERVER_IDENTITY', 'other'],
  [0x80004018, 'CO_E_CREATEPROCESS_FAILURE', 'other'],
  [0x80004019, 'CO_E_RUNAS_CREATEPROCESS_FAILURE', 'other'],
  [0x8000401a, 'CO_E_RUNAS_LOGON_FAILURE', 'not-found'],
  [0x8000401b, 'CO_E_LAUNCH_PERMSSION_DENIED', 'access-denied'],
  [0x8000ffff, 'E_UNEXPECTED', 'other'],
  [0x80010106, 'RPC_E_CHANGED_MODE', 'other'],
  [0x80010119, 'RPC_E_TOO_LATE', 'other'],
  [0x80040154, 'REGDB_E_CLASSNOTREG', 'not-found'],
  [0x800401e4, 'MK_E_SYNTAX', 'other'],
  [0x800401ea, 'MK_E_CANTOPENFILE', 'not-supported'],
  [0x800401f5, 'CO_E_APPNOTFOUND', 'not-found'],
  [0x80080005, 'CO_E_SERVER_EXEC_FAILURE', 'other'],
  [0x80080008, 'CO_E_SERVER_STOPPING', 'busy'],
] as const satisfies readonly KnownCode[];

/** Codes of Windows in the form of an HRESULT. They become what they are without it. */
const WRAPPED = [
  [0x80070005, '0x80070005', 'access-denied'],
  [0x8007000e, '0x8007000E', 'other'],
  [0x800706ba, '0x800706BA', 'unreachable'],
  [0x80071b6e, '0x80071B6E', 'not-found'],
] as const satisfies readonly KnownCode[];

/** With the reason `other`, and a hint all the same. */
const ADVISED: readonly number[] = [13, 234, 0x80004015, 0x80004018, 0x80004019, 0x80080005];

const numbersOf = (known: readonly KnownCode[]): readonly number[] => known.map(([code]) => code);
/** All return their code, and 0 is success. */
const ANY = [...MISSING, ...GENERAL].filter(code => code !== 0);
const COM: readonly number[] = [...ANY, ...RPC, ...numbersOf(OF_COM), ...numbersOf(WRAPPED)];
const CODES: Readonly<Record<Name, readonly number[]>> = {
  [OPEN]: [...ANY, 3, KEY_DELETED],
  [READ]: [...ANY, 13, 234, KEY_DELETED],
  [ENTER]: [...ANY, 0x8000ffff, 0x80010106, 0x8007000e],
  [GET]: COM,
};

const codes = makeCodes<Name, number>({
  known: [...WINDOWS_CODES, ...OF_THE_REGISTRY, ...OF_COM, ...WRAPPED],
  classes: [2, 5, 127, 1722, 0x80040154, 0x80071b6e, UNKNOWN],
  of: CODES,
});

const unwrapped = (code: number): number => (code >>> 16 === 0x8007 ? code & 0xffff : code);
const isAdvised = (code: number): boolean =>
  ADVISED.includes(code) || !['other', 'no-user', 'unreachable'].includes(codes.reasonOf(code));

class Campaign extends general.Campaign<Name, WorldDriver, Job> {
  constructor(driver: WorldDriver, job: Job) {
    super(driver, job, codes);
  }

  protected override async prepare(): Promise<WorldDriver> {
    return this.driver;
  }

  protected override errorOf(position: Position, code: number): object {
    const host = this.driver.winstation.localHost().name;
    const refusal = this.job.refusal?.(position, code);
    if (refusal) {
      const reason = refusal[0] === 50 ? 'not-supported' : 'not-found';
      return general.typedError(host, GET, [...refusal, reason, true]);
    }
    const bare = unwrapped(code);
    return general.typedError(host, position.name, [bare, codes.nameOf(bare), codes.reasonOf(bare), isAdvised(bare)]);
  }

  protected override async expectNextWorks(where: string): Promise<void> {
    expect(await this.driver.com.get('servers'), where).toEqual([]);
  }
}

/** The class's key and the application's are opened; of each, three values are asked for. */
const CLASS_KEY = 0;
const APP_ID = 0;
const RUN_AS = 4;
const SERVICE = 5;
/** Nothing is there. */
const isAbsent = (name: Name, code: number): boolean => code === 2 || (name === OPEN && code === 3);

/** What the registration comes down to when one of its parts is missing. */
function without({ name, nth }: Position): 'no-class' | 'no-app-id' | 'not-interactive-user' | undefined {
  if (name === OPEN) return nth === CLASS_KEY ? 'no-class' : 'not-interactive-user';
  if (name !== READ) return undefined;
  if (nth === APP_ID) return 'no-app-id';
  return nth === RUN_AS ? 'not-interactive-user' : undefined;
}

/** Of a class's key the rest is of no interest, nor is it of an application's. */
const isOfInterest = ({ name, nth }: Position): boolean => name !== READ || [APP_ID, RUN_AS, SERVICE].includes(nth);

const JOBS: readonly Job[] = [
  {
    about: 'whether a class can be activated',
    makes: [OPEN, READ],
    run: ({ modules }) => modules['winstation/moniker'].canActivateInSession(TRAY),
    outcome: (position, code) => (!isOfInterest(position) || isAbsent(position.name, code) ? 'goes on' : 'fails'),
    answers: (result, position, code) => {
      const reason = isAbsent(position.name, code) ? without(position) : undefined;
      expect(result).toMatchObject({ ok: reason === undefined, reason });
    },
  },
  {
    about: 'an activation',
    makes: [OPEN, READ, ENTER, GET],
    sparing: [OPEN, READ],
    run: async ({ modules }) => {
      const server = await modules['winstation/moniker'].activateInSession(4, TRAY);
      await server[Symbol.asyncDispose]();
    },
    outcome: (position, code) => {
      if (!isOfInterest(position)) return 'goes on';
      return position.name === READ && position.nth === SERVICE && isAbsent(READ, code) ? 'goes on' : 'fails';
    },
    refusal: (position, code) => {
      if ((position.name !== OPEN && position.name !== READ) || !isAbsent(position.name, code)) return undefined;
      return without(position) === 'no-class' ? [0x80040154, 'REGDB_E_CLASSNOTREG'] : [50, 'ERROR_NOT_SUPPORTED'];
    },
  },
];

/** A job runs some hundred times. */
const TIMEOUT_MS = 120_000;

describe('every raw call fails in turn with every code:', () => {
  const driver = withWorld({
    version: 1,
    hosts: [{ name: 'WS01', sessions: [{ id: 0 }, { id: 4, user: 'anna' }] }],
    comClasses: [{ clsid: TRAY, runAs: 'Interactive User' }],
  });

  it.each(JOBS.map(job => [job.about, job] as const))(
    '%s',
    async (_about, job) => {
      await new Campaign(driver, job).wage();
    },
    TIMEOUT_MS,
  );
});
