import { carryOut } from '../acts/carry-out.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import { CHOOSING, selectionOf } from '../acts/selection.js';
import { sessionDeed } from '../acts/session-deed.js';
import { untilOver } from '../acts/until.js';
import type { Command } from '../call.js';

export const disconnect: Command = {
  name: 'disconnect',
  summary: 'takes the client away from sessions; their programs run on',
  operand: '[SESSION ...]',
  about: [
    'Their users can come back to them. On the console this is a switch of users. The session that the program runs in is left out,',
    'unless it is named.',
    '',
    ...ACTING_ABOUT,
  ],
  options: [...CHOOSING, 'no-wait', ...ACTING],
  examples: [
    ['disconnect anna', 'the sessions of anna'],
    ['disconnect --idle 2h --host rds01 --yes', 'those that nobody has used for two hours, without a question'],
  ],
  acts: true,
  async run(call) {
    const deed = sessionDeed(call, selectionOf(call, call.operands), {
      name: 'disconnect',
      verb: 'disconnect',
      sparesOwn: true,
      async perform(host, sessions) {
        const waits = !call.values.flag('no-wait');
        const begun = await each(call, host, sessions, async (session, cancel) => {
          await host.disconnect(session, { ...cancel, wait: false });
          return waits ? 'disconnected' : 'begun';
        });
        return waits ? await untilOver(call, host, begun, now => now === undefined || isApart(now.state)) : begun;
      },
    });
    return await carryOut(call, deed);
  },
};

/** Nobody is connected to it. */
function isApart(state: string): boolean {
  return state !== 'active' && state !== 'connected' && state !== 'shadow';
}
