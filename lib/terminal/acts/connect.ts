import { checkBoolean, checkOptions, checkText } from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import type { TerminalThread } from '../contract.js';
import { VANISHED } from '../fallback.js';
import { type HostContext, hostError, runOnLane } from '../host-context.js';
import type { RawSessionInfo } from '../info/raw-info.js';
import { checkRef, resolveForEnd, unsupported } from '../sessions/reference.js';
import { stateWord } from '../sessions/words.js';
import { actControl } from './act-bounds.js';
import type { Asked } from './is-disconnected.js';
import { infoNow, lookAt } from './look-at.js';
import type { ConnectOptions } from './types.js';
import { waitedAct } from './waited-act.js';

const SYSCALL = 'WTSConnectSessionW';
const SERVICES = 0;

export async function connect(
  host: HostContext,
  ref: SessionRef,
  to: SessionRef,
  options: ConnectOptions = {},
): Promise<void> {
  checkRef(host, ref);
  checkRef(host, to);
  checkOptions('options', options, ['password', 'wait', ...CANCEL]);
  const { password = '', wait: waits = true } = options;
  checkPassword(password);
  checkBoolean('options.wait', waits);
  checkCancel(options);
  const control = actControl(host, options);

  /** Windows' numbers for "the current session" must not get here: the names are resolved first. */
  const targets = async (ask: Ask<TerminalThread>) => {
    const shown = await target(host, ask, ref);
    const from = await target(host, ask, to);
    if (shown.id === from.id) throw unsupported(host, SYSCALL, shown.id, 'It is on that terminal already.');
    return { shown, from };
  };
  const begin = async (ask: Ask<TerminalThread>, sessionId: number, targetSessionId: number) => {
    const question = { sessionId, targetSessionId, password, wait: false };
    const answer = await ask(thread => thread.call(SYSCALL, question), 'act');
    if (!answer.ok) throw hostError(host, answer, sessionId);
  };
  if (!waits) {
    await runOnLane(host, control, async ask => {
      const { shown, from } = await targets(ask);
      await begin(ask, shown.id, from.id);
    });
    return;
  }
  await waitedAct(host, control, async ask => {
    const { shown, from } = await targets(ask);
    const before = shown.info ?? (await infoNow(host, ask, shown.id));
    await begin(ask, shown.id, from.id);
    return look => look(it => isShown(host, it, { id: shown.id, before }));
  });
}

/** Wrong values are not in the error either. */
function checkPassword(password: unknown): void {
  if (typeof password === 'string' && !password.includes('\0')) return;
  checkText('options.password', typeof password === 'string' ? '***\0' : password);
}

async function target(host: HostContext, ask: Ask<TerminalThread>, ref: SessionRef) {
  const found = await resolveForEnd(host, ask, ref, SYSCALL);
  if (found.id === SERVICES)
    throw unsupported(host, SYSCALL, SERVICES, 'Session 0 has the services: no client is there.');
  return found;
}

/** A session that has ended is over, too. A look that fails says nothing about the act. */
async function isShown(host: HostContext, ask: Ask<TerminalThread>, { id, before }: Asked): Promise<boolean> {
  const now = await lookAt(ask, id);
  if (!now.ok && VANISHED.includes(now.code)) return true;
  if (!now.ok) throw hostError(host, now, id, { outcome: 'unknown' });
  return hasAppeared(before, now.value);
}

function hasAppeared(before: RawSessionInfo, now: RawSessionInfo): boolean {
  if (now.logonTime !== before.logonTime || now.connectTime !== before.connectTime) return true;
  return stateWord(now.state) === 'active' && stateWord(before.state) !== 'active';
}
