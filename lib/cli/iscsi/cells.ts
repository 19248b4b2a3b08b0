import type { IscsiConnection, IscsiSession, IscsiSessionDetails } from '../../iscsi/sessions/types.js';
import type { IscsiPortal } from '../../iscsi/targets/types.js';
import { cellOf, NONE } from '../host-table.js';
import type { Cell, Column } from '../table.js';

const DEFAULT_PORT = 3260;

/** As options take it; the usual port is left out. */
export function portalText({ address, port = DEFAULT_PORT }: IscsiPortal): string {
  if (port === DEFAULT_PORT) return address;
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** Where the connections of a session go, the leading one first. */
export function connectionsText(connections: readonly IscsiConnection[]): string {
  return connections.map(it => portalText({ address: it.targetAddress ?? '?', port: it.targetPort })).join(', ');
}

/** The numbers of its disks; `undefined` where Windows does not say. */
export function disksText({ devices }: IscsiSessionDetails): string | undefined {
  return devices?.map(({ disk }) => disk ?? 'not ready').join(', ');
}

export function stateCell({ connected }: IscsiSession): Cell {
  return connected ? { text: 'connected', colour: 'green' } : { text: 'broken', colour: 'red' };
}

export const SESSION_COLUMNS: readonly Column[] = [
  { title: 'TARGET', flexible: true },
  { title: 'STATE' },
  { title: 'CONNECTIONS', flexible: true },
  { title: 'DISKS' },
  { title: 'SAVED' },
  { title: 'ID', drop: 1 },
];

export function sessionCells(it: IscsiSessionDetails): readonly Cell[] {
  const { persistent } = it;
  return [
    cellOf(it.target),
    stateCell(it),
    cellOf(connectionsText(it.connections)),
    cellOf(disksText(it)),
    persistent === undefined ? NONE : persistent ? 'yes' : 'no',
    it.id,
  ];
}
