import type { Call } from '../call.js';
import { showOwn } from '../own-rows.js';
import { SESSION_COLUMNS, sessionCells } from './cells.js';
import { chosenSessions } from './choose.js';

/** `iscsi`: the sessions, with their connections and disks. */
export async function showSessions(call: Call): Promise<0 | 1> {
  const cancel = { signal: call.signal, timeout: call.values.timeout };
  return await showOwn(
    call,
    async host => {
      const sessions = await chosenSessions(call, host, [], cancel);
      for (const { id, withheld } of sessions) {
        if (withheld.length > 0) {
          call.say(`Windows withheld of session ${id}: ${withheld.map(it => `${it.what} (${it.code})`).join(', ')}`);
        }
      }
      return sessions.map(it => ({ host, ...it }));
    },
    sessions => {
      if (sessions.length === 0) call.note('no iSCSI session matches');
      else {
        call.printTable(
          SESSION_COLUMNS,
          sessions.map(it => ({ cells: sessionCells(it) })),
        );
      }
    },
  );
}
