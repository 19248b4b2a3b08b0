import type { Scenario } from 'winstation';

export const DB = 'iqn.2024-01.example:db';
export const LOGS = 'iqn.2024-01.example:logs';
export const SLOW = 'iqn.2024-01.example:slow';

/** Every value another, and each at an edge of its kind. */
export const RICH: Scenario = {
  version: 1,
  hosts: [{ name: 'WS01', windows: '10.0.20348' }],
  iscsi: {
    targets: [
      {
        name: DB,
        nodeName: 'iqn.2024-01.example:node',
        portals: [{ address: '10.0.0.5' }, { address: 'fe80::1:2', port: 65_535, symbolicName: 'Zweite Tür' }],
        luns: [{ lun: 0 }, { lun: 7 }, { lun: 255 }],
      },
      { name: LOGS, portals: [{ address: '10.0.0.6', port: 860 }], secret: 'twelve bytes!', luns: [{ lun: 1 }] },
      { name: SLOW, portals: [{ address: '10.0.0.7' }], luns: [{ lun: 0, slow: true }] },
      { name: 'iqn.2024-01.example:unknown', portals: [{ address: '10.0.0.9' }] },
    ],
    portals: [
      { address: '10.0.0.5' },
      { address: '10.0.0.6', port: 860, symbolicName: 'logs', initiatorInstance: 'PCI\\VEN_1077_0', initiatorPort: 2 },
      { address: '10.0.0.7' },
    ],
    sessions: [
      {
        id: 'fffffa800d008430-4000013700000001',
        target: DB,
        connections: [
          {
            id: 'fffffa800d008430-2',
            initiatorAddress: '10.0.0.1',
            initiatorPort: 49_731,
            targetAddress: '10.0.0.5',
            targetPort: 3260,
          },
          {
            id: 'ffffffffffffffff-fffffffffffffffe',
            initiatorAddress: 'fe80::1',
            initiatorPort: 65_534,
            targetAddress: 'fe80::1:2',
            targetPort: 65_535,
          },
        ],
        disks: [{ lun: 0, disk: 4 }, { lun: 7 }, { lun: 255, disk: 4_294_967_294 }],
      },
      { id: '1-10', target: LOGS, informational: true },
    ],
    savedLogins: [
      { target: DB, portal: { address: '10.0.0.5', port: 3261 }, auth: 'mutualChap', user: 'Jürgen', hasSecret: true },
      { target: LOGS, initiatorInstance: 'PCI\\VEN_1077_0', initiatorPort: 7, informational: true },
    ],
  },
};
