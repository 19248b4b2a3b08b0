import type { Scenario, WindowsError, Winstation } from 'winstation';
import type { IscsiConnectionId, IscsiSessionId } from 'winstation/identity';
import type { Iscsi, IscsiSavedLogin, IscsiSessionDetails } from 'winstation/iscsi';
import type { IscsiCallName } from '../../../lib/iscsi/calls.js';

// What becomes of each method on a Windows that lacks an export of iscsidsc.dll, or the DLL. It is tried twice: with a world that
// answers so, and in the lab with files that are so.

const DB = 'iqn.2024-01.example:db';
const PORTAL = { address: '10.0.0.5' };
const SESSION = '1-1' as IscsiSessionId;
const SAVED: IscsiSavedLogin = {
  target: DB,
  initiatorInstance: undefined,
  initiatorPort: undefined,
  portal: undefined,
  informational: false,
  auth: 'none',
  user: undefined,
  hasSecret: false,
};

/** A world in which each method works. */
export const SCENARIO = {
  version: 1,
  hosts: [{ name: 'WS01' }],
  iscsi: {
    targets: [{ name: DB, portals: [PORTAL] }],
    portals: [PORTAL],
    sessions: [
      {
        id: SESSION,
        target: DB,
        connections: [
          { id: '1-1', targetAddress: PORTAL.address },
          { id: '1-2', targetAddress: PORTAL.address },
        ],
        disks: [{ lun: 0, disk: 1 }],
      },
    ],
    savedLogins: [{ target: DB }],
  },
} as const satisfies Scenario;

/** What is asked. */
export interface Asked {
  readonly iscsi: Iscsi;
  readonly winstation: Winstation;
}

interface Method {
  readonly about: string;
  /** The raw calls without which it fails, in their order. */
  readonly needs: readonly IscsiCallName[];
  /** Raw calls without which a part is withheld. */
  readonly parts?: Readonly<Partial<Record<IscsiCallName, string>>>;
  readonly run: (asked: Asked) => Promise<unknown>;
}

const LIST = 'GetIScsiSessionListW';
const PORTALS = 'ReportIScsiSendTargetPortalsExW';
const DETAILS = {
  GetIScsiSessionListEx: 'negotiated',
  ReportIScsiPersistentLoginsW: 'persistent',
  GetDevicesForIScsiSessionW: 'devices',
} as const;

export const METHODS: readonly Method[] = [
  {
    about: 'info',
    needs: ['GetIScsiInitiatorNodeNameW', 'ReportIScsiInitiatorListW', 'GetIScsiVersionInformation'],
    run: ({ iscsi }) => iscsi.info(),
  },
  { about: 'sessions', needs: [LIST], run: ({ iscsi }) => iscsi.sessions() },
  { about: 'details', needs: [LIST], parts: DETAILS, run: ({ iscsi }) => iscsi.sessions({ details: true }) },
  {
    about: 'session',
    needs: [LIST],
    parts: DETAILS,
    run: async ({ iscsi }) => [await iscsi.session(SESSION)],
  },
  {
    about: 'findSession',
    needs: [LIST, 'GetDevicesForIScsiSessionW'],
    run: async ({ iscsi }) => [await iscsi.findSession({ disk: 1 })],
  },
  { about: 'devices', needs: ['GetDevicesForIScsiSessionW'], run: ({ iscsi }) => iscsi.devices(SESSION) },
  { about: 'mappings', needs: ['ReportActiveIScsiTargetMappingsW'], run: ({ iscsi }) => iscsi.mappings() },
  { about: 'targets', needs: ['ReportIScsiTargetsW'], run: ({ iscsi }) => iscsi.targets() },
  { about: 'targetPortals', needs: ['ReportIScsiTargetPortalsW'], run: ({ iscsi }) => iscsi.targetPortals(DB) },
  { about: 'portals', needs: [PORTALS], run: ({ iscsi }) => iscsi.portals() },
  { about: 'savedLogins', needs: ['ReportIScsiPersistentLoginsW'], run: ({ iscsi }) => iscsi.savedLogins() },
  {
    about: 'watch',
    needs: [LIST],
    run: async ({ iscsi }) => {
      await using watch = iscsi.watch({ poll: 60_000 });
      await watch.ready;
    },
  },
  { about: 'addPortal', needs: ['AddIScsiSendTargetPortalW'], run: ({ iscsi }) => iscsi.addPortal(PORTAL) },
  {
    about: 'refreshPortal',
    needs: [PORTALS, 'RefreshIScsiSendTargetPortalW'],
    run: ({ iscsi }) => iscsi.refreshPortal(PORTAL),
  },
  {
    about: 'removePortal',
    needs: [PORTALS, 'RemoveIScsiSendTargetPortalW'],
    run: ({ iscsi }) => iscsi.removePortal(PORTAL),
  },
  { about: 'login', needs: ['LoginIScsiTargetW'], run: ({ iscsi }) => iscsi.login(DB, { multipath: true }) },
  { about: 'saveLogin', needs: ['LoginIScsiTargetW'], run: ({ iscsi }) => iscsi.saveLogin(DB) },
  {
    about: 'forgetLogin',
    needs: ['RemoveIScsiPersistentTargetW'],
    run: ({ iscsi }) => iscsi.forgetLogin(SAVED),
  },
  { about: 'logout', needs: ['LogoutIScsiTarget'], run: ({ iscsi }) => iscsi.logout(SESSION) },
  { about: 'addConnection', needs: ['AddIScsiConnectionW'], run: ({ iscsi }) => iscsi.addConnection(SESSION) },
  {
    about: 'removeConnection',
    needs: ['RemoveIScsiConnection'],
    run: ({ iscsi }) => iscsi.removeConnection(SESSION, '1-2' as IscsiConnectionId),
  },
  {
    about: 'setMutualSecret',
    needs: ['SetIScsiInitiatorCHAPSharedSecret'],
    run: ({ iscsi }) => iscsi.setMutualSecret('twelve bytes!'),
  },
  {
    about: 'diagnose and capture',
    needs: [],
    run: async ({ winstation }) => {
      await winstation.diagnose();
      await winstation.localHost().capture();
    },
  },
];

/** Every export that some method needs. */
export const EXPORTS: readonly string[] = [
  ...new Set(METHODS.flatMap(({ needs, parts = {} }) => [...needs, ...Object.keys(parts)])),
].sort();

/** Without the whole DLL. */
export const DLL = 'iscsidsc.dll';

/** What is wrong with how a method ends where `missing` is: an export, or the DLL. */
export async function wrongsOf(method: Method, missing: string, asked: Asked): Promise<readonly string[]> {
  const { about, needs, parts = {}, run } = method;
  const isDll = missing === DLL;
  const first = needs.find(name => isDll || name === missing);
  const result = await run(asked).then(
    value => ({ value }),
    (error: unknown) => ({ error: error as WindowsError }),
  );
  if ('error' in result) {
    const { code, syscall, reason, hint } = result.error;
    if (first === undefined) return [`${about} without ${missing} failed: ${String(result.error)}`];
    const expected = [isDll ? 'ERROR_MOD_NOT_FOUND' : 'ERROR_PROC_NOT_FOUND', first, 'not-supported', true];
    const seen = [code, syscall, reason, hint?.includes(first) ?? false];
    return `${seen}` === `${expected}` ? [] : [`${about} without ${missing} ended with ${seen} instead of ${expected}`];
  }
  if (first !== undefined) return [`${about} without ${missing} did not fail`];
  const part = parts[missing as IscsiCallName];
  if (part === undefined) return [];
  const [row] = result.value as readonly IscsiSessionDetails[];
  const withheld = row?.withheld.map(it => `${it.what} ${it.code}`);
  const expected = `${part} ERROR_PROC_NOT_FOUND`;
  return `${withheld}` === expected ? [] : [`${about} without ${missing} withholds ${withheld} instead of ${expected}`];
}
