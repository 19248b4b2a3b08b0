import type { Scenario } from 'winstation';
import { guid } from 'winstation/identity';

export const SQL = guid.parse('a65faa63-5ea8-4ebc-9dbd-a0c4db26912a');
export const SYSTEM = guid.parse('e8132975-6f93-4464-a53e-1050253ae220');
export const OWN = guid.parse('00112233-4455-6677-8899-aabbccddeeff');

/** Every value another, and each at an edge of its kind. */
export const RICH: Scenario = {
  version: 1,
  hosts: [{ name: 'WS01', windows: '10.0.20348' }],
  vss: {
    volumes: ['C:\\', 'D:\\Daten\\', '\\\\?\\Volume{11111111-2222-3333-4444-555555555555}\\'],
    writers: [
      {
        id: SQL,
        name: 'SqlServerWriter',
        instanceName: 'Größe:MSSQL',
        usage: 'userData',
        source: 'transacted',
        components: [
          {
            type: 'database',
            name: 'main',
            logicalPath: 'srv\\MSSQL',
            caption: 'Die Hauptsache',
            selectable: true,
            files: [{ path: 'C:\\db', spec: '*.mdf' }],
          },
          { type: 'fileGroup', name: 'logs', files: [{ path: 'D:\\logs', spec: '*.*', recursive: true }] },
        ],
      },
      { id: SYSTEM, name: 'System Writer', usage: 'bootableSystemState', source: 'nonTransacted' },
    ],
  },
};

/** What every writer may have, each phase noted with the session it belongs to. */
export const DEFINITION = {
  id: OWN,
  name: 'Beispiel DB',
  instanceName: 'Nr. 1',
  usage: 'userData',
  source: 'transacted',
  components: [
    { type: 'database', name: 'main', files: [{ path: 'C:\\db', spec: '*.mdb' }] },
    { type: 'fileGroup', name: 'logs', logicalPath: 'a\\b', caption: 'ä', selectable: true },
  ],
} as const;
