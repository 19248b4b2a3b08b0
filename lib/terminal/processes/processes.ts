import type { Failure } from '../../base/answer.js';
import { fold } from '../../base/fold.js';
import { checkBoolean, checkOptions, checkText } from '../../errors/arguments.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { Wait } from '../../lane/wait.js';
import type { ProcessesFacts } from '../contract.js';
import { controlOf, type HostContext, hostError } from '../host-context.js';
import { checkExists, checkRef, checkStillSame, resolveId } from '../sessions/reference.js';
import { detailedRow, plainRow, type Row } from './process-rows.js';
import type { ProcessDetails, ProcessesOptions } from './types.js';

const WTS_ANY_SESSION = 0xfffffffe;

export async function processes(host: HostContext, options: ProcessesOptions = {}): Promise<readonly ProcessDetails[]> {
  checkOptions('options', options, ['session', 'name', 'details', 'accounts', ...CANCEL]);
  const { session, name, details = false, accounts = false } = options;
  if (session !== undefined) checkRef(host, session);
  if (name !== undefined) checkText('options.name', name);
  checkBoolean('options.details', details);
  checkBoolean('options.accounts', accounts);
  checkCancel(options);

  return await host.waits.during(controlOf(host, options), async wait => {
    const rows = await host.lane.run(wait, async ask => {
      const sessionId = session === undefined ? WTS_ANY_SESSION : await resolveId(host, ask, session);
      const levels = details ? ([1, 0] as const) : ([0] as const);
      // Each row is frozen as it comes: to freeze all at the end would block the event loop. With accounts they are not complete yet.
      const finish: (row: Row) => Row = accounts ? row => row : Object.freeze;
      const begun = host.backend.clock.monotonic();
      const rowsAt = (time: number) => {
        const list = { host: host.name, takenAt: new Date(time) };
        host.moments.remember(list.takenAt, begun);
        return details ? detailedRow(list, finish) : plainRow(list, finish);
      };
      const facts = await ask(thread => thread.processes({ levels, sessionId, rowsAt }));
      const all = listed(host, facts);
      if (session === undefined) return all;
      await checkStillSame(host, ask, session, facts.via as string);
      const found = ofSession(all, sessionId);
      // Windows lists no process of an id that no session has, and reports no failure.
      if (found.length === 0) await checkExists(host, ask, sessionId);
      return found;
    });
    const wanted = name === undefined ? rows : rows.filter(named(name));
    return accounts ? await withAccounts(host, wanted, wait) : wanted;
  });
}

function listed(host: HostContext, facts: ProcessesFacts<Row>): readonly Row[] {
  if (facts.via) return facts.rows;
  throw hostError(host, facts.failures.at(-1) as Failure);
}

/** Filters here, because the older call lists the processes of all sessions. */
function ofSession(rows: readonly Row[], sessionId: number): readonly Row[] {
  return rows.filter(row => row.sessionId === sessionId);
}

function named(name: string): (row: Row) => boolean {
  const wanted = fold(name);
  return row => fold(row.name) === wanted;
}

async function withAccounts(host: HostContext, rows: readonly Row[], wait: Wait): Promise<readonly Row[]> {
  const sids = new Set<string>();
  for (const row of rows) if (row.sid !== undefined) sids.add(row.sid);
  const known = await host.accounts.accountsOf(sids, wait);
  for (const row of rows) {
    const account = row.sid === undefined ? undefined : known.get(row.sid);
    if (account?.ok) row.account = accountText(account.value.domain, account.value.name);
    Object.freeze(row);
  }
  return rows;
}

function accountText(domain: string, name: string): string {
  return domain === '' ? name : `${domain}\\${name}`;
}
