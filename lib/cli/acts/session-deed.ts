import type { Cancel } from '../../lane/cancel.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { SessionHost } from '../../terminal/types.js';
import type { Call } from '../call.js';
import { DETAIL_COLUMNS, detailCells, SESSION_COLUMNS, sessionCells } from '../session-cells.js';
import type { Deed } from './deed.js';
import { chosen, type Selection } from './selection.js';

/** What all acts on sessions have in common: how they choose, and how they show what they chose. */
export function sessionDeed(
  call: Call,
  selection: Selection,
  how: Pick<Deed<SessionDetails>, 'name' | 'perform'> & {
    /** `log off`. */
    readonly verb: string;
    /** Leaves out the session that the program runs in, unless that is named: the program would end before its work is done. */
    readonly sparesOwn: boolean;
  },
): Deed<SessionDetails> {
  const { name, perform, verb, sparesOwn } = how;
  return {
    name,
    perform,
    question: count => `${verb} ${count} session${count === 1 ? '' : 's'}`,
    plan: {
      columns: [...SESSION_COLUMNS, ...DETAIL_COLUMNS],
      cells: it => [...sessionCells(it), ...detailCells(it)],
    },
    brief: { columns: SESSION_COLUMNS.slice(0, 3), cells: it => sessionCells(it).slice(0, 3) },
    json: session => ({ session }),
    isWhole: selection.isWhole,
    nothing: 'no session matches',
    async choose(host: SessionHost, cancel: Cancel) {
      const sessions = await chosen(host, selection, cancel);
      return sparesOwn ? sessions.filter(it => isMeant(call, selection, it)) : sessions;
    },
  };
}

function isMeant(call: Call, { wanted }: Selection, { isCurrent, id, host }: SessionDetails): boolean {
  if (!isCurrent || wanted.includes('current') || wanted.includes(id)) return true;
  call.say(`session ${id} on ${host} is your own and is left out; it must be named: current`);
  return false;
}
