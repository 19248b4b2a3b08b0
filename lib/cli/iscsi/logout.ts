import { WindowsError } from '../../errors/windows-error.js';
import type { IscsiSessionDetails } from '../../iscsi/sessions/types.js';
import { carryOut } from '../acts/carry-out.js';
import type { Deed } from '../acts/deed.js';
import { each } from '../acts/each.js';
import type { Call } from '../call.js';
import { SESSION_COLUMNS, sessionCells } from './cells.js';
import { chosenSessions, diskOf } from './choose.js';

/** `iscsi logout SESSION ...`. */
export async function logout(call: Call, words: readonly string[]): Promise<number> {
  const { values } = call;
  if (words.length === 0 && diskOf(values) === undefined) {
    throw values.wrong('which sessions? Give a SESSION (an id, or a target) or --disk');
  }
  const retryFor = values.wait('retry', 1);
  const deed: Deed<IscsiSessionDetails> = {
    name: 'iscsi logout',
    question: count => `end ${count} iSCSI session${count === 1 ? '' : 's'}, whose disks go`,
    plan: { columns: SESSION_COLUMNS, cells: sessionCells },
    brief: { columns: [SESSION_COLUMNS[0]!, SESSION_COLUMNS[5]!], cells: it => [it.target ?? '-', it.id] },
    json: session => ({ session }),
    isWhole: false,
    nothing: 'no iSCSI session matches',
    choose: (host, cancel) => chosenSessions(call, host.name, words, cancel),
    perform: (host, sessions) =>
      each(
        call,
        host,
        sessions,
        async (session, cancel) => {
          await (await call.iscsi()).logout(session, { ...cancel, retryFor });
          return session.persistent ? 'logged out; saved, so it comes back with the next start' : 'logged out';
        },
        // One that is in use says nothing of the others.
        { isOfHost: error => WindowsError.is(error, 'unreachable') },
      ),
  };
  return await carryOut(call, deed);
}
