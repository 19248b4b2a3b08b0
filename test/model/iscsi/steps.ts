import fc from 'fast-check';
import type { IscsiCallName } from '../../../lib/iscsi/calls.js';

/** A target with two portals and two LUNs, one with a secret, and one with a slow LUN and room for two connections. */
export const TARGETS = {
  db: 'iqn.2024-01.example:db',
  safe: 'iqn.2024-01.example:safe',
  slow: 'iqn.2024-01.example:slow',
} as const;
export type TargetName = keyof typeof TARGETS;
export const PORTALS = {
  one: { address: '10.0.0.1' },
  two: { address: '10.0.0.2' },
  three: { address: 'fe80::3', port: 860 },
} as const;
export type PortalName = keyof typeof PORTALS;

export type FilterName = 'all' | 'db' | 'up' | 'down' | 'disk1' | 'disk23';
interface Filter {
  readonly target?: string;
  readonly connected?: boolean;
  readonly disk?: number | readonly number[];
}
export const FILTERS: Readonly<Record<FilterName, Filter>> = {
  all: {},
  db: { target: TARGETS.db.toUpperCase() },
  up: { connected: true },
  down: { connected: false },
  disk1: { disk: 1 },
  disk23: { disk: [2, 3] },
};

/** The raw calls that faults hit. */
export const CALLS = [
  'GetIScsiSessionListW',
  'GetIScsiSessionListEx',
  'GetDevicesForIScsiSessionW',
  'ReportIScsiPersistentLoginsW',
  'ReportIScsiSendTargetPortalsExW',
  'LoginIScsiTargetW',
  'LogoutIScsiTarget',
  'AddIScsiConnectionW',
  'RemoveIScsiConnection',
] as const satisfies readonly IscsiCallName[];
export const CODES = [
  'ISDSC_SESSION_BUSY',
  'ISDSC_DEVICE_BUSY_ON_SESSION',
  'ISDSC_CONNECTION_FAILED',
  'ISDSC_TARGET_ALREADY_LOGGED_IN',
  'ISDSC_OPERATION_NOT_ALL_SUCCESS',
  'ISDSC_INVALID_SESSION_ID',
  'ERROR_INSUFFICIENT_BUFFER',
  'ERROR_ACCESS_DENIED',
] as const;

/** One step of a program. `which` and `row` count from the newest; a step that makes no sense is skipped. */
export type Step =
  // The network, and other programs.
  | { readonly do: 'target' | 'untarget'; readonly target: TargetName }
  | {
      readonly do: 'loginElsewhere';
      readonly target: TargetName;
      readonly connections: number;
      readonly multipath: boolean;
      readonly saved: boolean;
    }
  | { readonly do: 'logoutElsewhere' | 'drop'; readonly which: number }
  | { readonly do: 'cut'; readonly target: TargetName | undefined; readonly portal: PortalName | undefined }
  | { readonly do: 'use'; readonly disk: number }
  | { readonly do: 'ready' }
  | { readonly do: 'heal'; readonly which: number }
  | { readonly do: 'restart' | 'stopService' }
  // Faults. All end by `heal`, too.
  | {
      readonly do: 'fail';
      readonly call: (typeof CALLS)[number];
      readonly code: (typeof CODES)[number];
      /** So many calls succeed first. */
      readonly after: number;
    }
  | { readonly do: 'delay'; readonly call: (typeof CALLS)[number]; readonly ms: number }
  | { readonly do: 'hold'; readonly call: (typeof CALLS)[number] }
  | { readonly do: 'spoil'; readonly call: (typeof CALLS)[number]; readonly shape: 'grows' | 'stuck' | 'shrinks' }
  // Questions.
  | {
      readonly do: 'list';
      readonly details: boolean;
      readonly where: FilterName;
      readonly timeout: number | undefined;
    }
  | { readonly do: 'find'; readonly where: FilterName; readonly timeout: number | undefined }
  | {
      readonly do: 'session' | 'devices';
      readonly row: number;
      readonly disguised: boolean;
      readonly timeout: number | undefined;
    }
  | { readonly do: 'targets'; readonly refresh: boolean }
  // Acts.
  | { readonly do: 'addPortal' | 'removePortal' | 'refreshPortal'; readonly portal: PortalName }
  | {
      readonly do: 'login';
      readonly target: TargetName;
      readonly portal: PortalName | undefined;
      readonly multipath: boolean;
      readonly save: boolean;
      readonly disks: boolean;
      readonly timeout: number | undefined;
    }
  | {
      readonly do: 'logout' | 'addConnection' | 'removeConnection';
      readonly row: number;
      /** Only its id is given, or the row as it was, or the row with the name of another target. */
      readonly as: 'id' | 'row' | 'disguised';
      readonly retryFor: number | undefined;
      readonly timeout: number | undefined;
    }
  | { readonly do: 'forget' }
  // Watches, and time.
  | { readonly do: 'watch'; readonly poll: number; readonly where: 'all' | 'db' | 'up' }
  | { readonly do: 'closeWatch' | 'abort'; readonly which: number }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'settle' };

const target = fc.constantFrom(...(Object.keys(TARGETS) as TargetName[]));
const portal = fc.constantFrom(...(Object.keys(PORTALS) as PortalName[]));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });
const call = fc.constantFrom(...CALLS);
const few = fc.nat({ max: 3 });
const where = fc.constantFrom(...(Object.keys(FILTERS) as FilterName[]));
const timeout = fc.constantFrom(undefined, undefined, 150, 5_000);
const flag = fc.boolean();

const kinds: { readonly [K in Step['do']]: readonly [weight: number, fc.Arbitrary<object>] } = {
  target: [2, fc.record({ target })],
  untarget: [1, fc.record({ target })],
  loginElsewhere: [5, fc.record({ target, connections: fc.integer({ min: 1, max: 3 }), multipath: flag, saved: flag })],
  logoutElsewhere: [4, fc.record({ which: few })],
  drop: [1, fc.record({ which: few })],
  cut: [3, fc.record({ target: maybe(target), portal: maybe(portal) })],
  use: [2, fc.record({ disk: fc.integer({ min: 1, max: 3 }) })],
  ready: [1, fc.record({})],
  heal: [4, fc.record({ which: few })],
  restart: [1, fc.record({})],
  stopService: [1, fc.record({})],
  fail: [3, fc.record({ call, code: fc.constantFrom(...CODES), after: fc.constantFrom(0, 0, 1) })],
  delay: [3, fc.record({ call, ms: fc.constantFrom(50, 400) })],
  hold: [1, fc.record({ call })],
  spoil: [1, fc.record({ call, shape: fc.constantFrom('grows', 'stuck', 'shrinks') })],
  list: [7, fc.record({ details: flag, where, timeout })],
  find: [3, fc.record({ where, timeout })],
  session: [3, fc.record({ row: few, disguised: fc.constantFrom(false, false, true), timeout })],
  devices: [3, fc.record({ row: few, disguised: fc.constantFrom(false, false, true), timeout })],
  targets: [1, fc.record({ refresh: flag })],
  addPortal: [4, fc.record({ portal })],
  removePortal: [1, fc.record({ portal })],
  refreshPortal: [1, fc.record({ portal })],
  login: [6, fc.record({ target, portal: maybe(portal), multipath: flag, save: flag, disks: flag, timeout })],
  logout: [5, about(3_000)],
  addConnection: [3, about()],
  removeConnection: [2, about()],
  forget: [1, fc.record({})],
  watch: [3, fc.record({ poll: fc.constantFrom(100, 1_000), where: fc.constantFrom('all', 'db', 'up') })],
  closeWatch: [1, fc.record({ which: few })],
  abort: [1, fc.record({ which: few })],
  advance: [6, fc.record({ ms: fc.constantFrom(0, 40, 200, 1_500, 31_000) })],
  settle: [2, fc.record({})],
};

function about(retryFor?: number): fc.Arbitrary<object> {
  const as = fc.constantFrom('id', 'row', 'row', 'disguised');
  return fc.record({ row: few, as, retryFor: fc.constantFrom(undefined, retryFor), timeout });
}

export const STEP: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(kinds).map(([name, [weight, arbitrary]]) => ({
    weight,
    arbitrary: arbitrary.map(more => ({ do: name, ...more }) as Step),
  })),
);
