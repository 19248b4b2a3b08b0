import { pause } from '../../fleet/pause.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { SessionHost } from '../../terminal/types.js';
import { carryOut } from '../acts/carry-out.js';
import type { Result } from '../acts/deed.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import { CHOOSING, chosen, type Selection, selectionOf } from '../acts/selection.js';
import { sessionDeed } from '../acts/session-deed.js';
import { untilOver } from '../acts/until.js';
import type { Call, Command } from '../call.js';
import { formatDuration } from '../duration.js';

const DEFAULT_GRACE_MS = 5 * 60_000;

export const logoff: Command = {
  name: 'logoff',
  summary: 'ends sessions; unsaved work is lost',
  operand: '[SESSION ...]',
  about: [
    'With --warn, the users get a message first. After --grace the sessions are looked at again: only those end that are still the',
    'same and still fit the options, so a user who has come back is spared by --idle. The session that the program runs in is left',
    'out, unless it is named.',
    '',
    ...ACTING_ABOUT,
  ],
  options: [...CHOOSING, 'warn', 'grace', 'title', 'no-wait', ...ACTING],
  meanings: { title: 'the title of the warning' },
  examples: [
    ['logoff 5', 'session 5'],
    ['logoff --idle 2h --warn "Please save" --grace 5m', 'warns, waits, and ends those that nobody came back to'],
    ['logoff --state disconnected --host "@rds.txt" --yes', 'the disconnected sessions of many hosts'],
    ['logoff --host rds01 --confirm=rds01 --yes', 'everybody on a host'],
  ],
  acts: true,
  async run(call) {
    const { values } = call;
    const selection = selectionOf(call, call.operands);
    const warning = values.text('warn');
    const grace = values.wait('grace', 1) ?? DEFAULT_GRACE_MS;
    for (const name of ['grace', 'title'] as const) {
      if (warning === undefined && values.flag(name)) throw values.wrong(`--${name} belongs to --warn`);
    }
    const deed = sessionDeed(call, selection, {
      name: 'logoff',
      verb: warning === undefined ? 'log off' : `warn, and ${formatDuration(grace)} later log off`,
      sparesOwn: true,
      async perform(host, sessions) {
        if (warning === undefined) return await end(call, host, sessions);
        return await warnAndEnd({ call, host, selection, warning, grace }, sessions);
      },
    });
    return await carryOut(call, deed);
  },
};

type Results = readonly Result<SessionDetails>[];

async function end(call: Call, host: SessionHost, sessions: readonly SessionDetails[]): Promise<Results> {
  const waits = !call.values.flag('no-wait');
  const begun = await each(call, host, sessions, async (session, cancel) => {
    await host.logoff(session, { ...cancel, wait: false });
    return waits ? 'logged off' : 'begun';
  });
  return waits ? await untilOver(call, host, begun, now => now === undefined) : begun;
}

interface Warning {
  readonly call: Call;
  readonly host: SessionHost;
  readonly selection: Selection;
  readonly warning: string;
  readonly grace: number;
}

/** Nobody is logged off who could not be warned. */
async function warnAndEnd(how: Warning, sessions: readonly SessionDetails[]): Promise<Results> {
  const { call, host, selection, warning, grace } = how;
  const { signal } = call;
  const { timeout } = call.values;
  const title = call.values.text('title') ?? '';
  const warned = await each(call, host, sessions, async (session, cancel) => {
    await host.message(session, warning, { ...cancel, title, icon: 'warning', expires: grace });
    return 'warned';
  });
  const count = warned.filter(it => it.outcome === 'done').length;
  if (count > 0) {
    call.note(
      `${host.name}: ${count} warned; they are logged off in ${formatDuration(grace)}. Ctrl-C leaves them logged on`,
    );
    await pause(grace, signal);
  }
  if (signal.aborted) {
    return warned.map(it =>
      it.outcome === 'done' ? { ...it, outcome: 'skipped', text: 'warned, then interrupted' } : it,
    );
  }
  // By what they are now. One that was named and is not there any more is no error: it is gone.
  const all = await host.sessions({ details: true, where: { id: sessions.map(it => it.id) }, signal, timeout });
  const still = new Set(all.map(it => it.key));
  const fit = await chosen(host, { ...selection, wanted: [] }, { signal, timeout });
  const now = new Map(fit.map(it => [it.key, it]));
  const ended = new Map<string, Result<SessionDetails>>();
  const left = warned.flatMap(({ item, outcome }) => (outcome === 'done' ? (now.get(item.key) ?? []) : []));
  for (const it of await end(call, host, left)) ended.set(it.item.key, it);
  return warned.map(it => {
    if (it.outcome !== 'done') return it;
    const { item } = it;
    const result = ended.get(item.key);
    if (result) return result;
    return still.has(item.key)
      ? { item, outcome: 'spared', text: 'no longer fits: left alone' }
      : { item, outcome: 'gone', text: 'already gone' };
  });
}
