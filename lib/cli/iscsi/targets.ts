import { sameText } from '../../base/fold.js';
import { WindowsError } from '../../errors/windows-error.js';
import type { Call } from '../call.js';
import { cellOf } from '../host-table.js';
import { showOwn } from '../own-rows.js';
import type { Column } from '../table.js';
import { portalText } from './cells.js';

const COLUMNS: readonly Column[] = [
  { title: 'TARGET', flexible: true },
  { title: 'PORTALS', flexible: true },
  { title: 'SESSIONS', align: 'right' },
  { title: 'SAVED' },
];

/** `iscsi targets`: what the portals have named. */
export async function showTargets(call: Call): Promise<0 | 1> {
  return await showOwn(
    call,
    host => targetsOf(call, host),
    rows => {
      if (rows.length === 0) call.note('no portal has named a target');
      else {
        call.printTable(
          COLUMNS,
          rows.map(it => ({
            cells: [
              it.target,
              cellOf(it.portals.map(portalText).join(', ')),
              String(it.sessions.length),
              it.saved ? 'yes' : 'no',
            ],
          })),
        );
      }
    },
  );
}

async function targetsOf(call: Call, host: string) {
  const { signal, values } = call;
  const iscsi = await call.iscsi();
  const cancel = { signal, timeout: values.timeout };
  const names = await iscsi.targets({ ...cancel, refresh: values.flag('refresh') });
  const sessions = await iscsi.sessions(cancel);
  const saved = await iscsi.savedLogins(cancel);
  const rows = [];
  for (const target of names) {
    // A portal may not name it any more.
    const portals = await iscsi.targetPortals(target, cancel).catch(error => {
      if (WindowsError.is(error, 'not-found')) return [];
      throw error;
    });
    const own = sessions.filter(it => it.target !== undefined && sameText(it.target, target)).map(it => it.id);
    rows.push({ host, target, portals, sessions: own, saved: saved.some(it => sameText(it.target, target)) });
  }
  return rows;
}
