import { expect } from 'vitest';
import type { Job, Outcome, Position, Stage } from './campaign.js';
import { aboutOne, alone, asksWho, OPEN, onSideThread, QUERY, vanishes } from './outcomes.js';

/** A person reads the box and presses its button, if the box is shown. */
export async function answered({ door, driver }: Stage, sent: Promise<unknown>): Promise<unknown> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  sent.then(over, over);
  await driver.pass(0);
  while (!isOver) {
    const [box] = await door.get('messages');
    if (box) await door.act('answerMessage', box.sessionId, 'ok');
    await driver.pass(0);
  }
  return await sent;
}

/** After the act it is looked at again: a session that has ended then has no client either. */
const afterwards = (position: Position, code: number): Outcome =>
  asksWho(position) && position.nth > 0 && vanishes(code) ? 'goes on' : aboutOne(position, code);

export const ACTS: readonly Job[] = [
  {
    about: 'a message',
    makes: ['WTSSendMessageW'],
    run: ({ host, who }) => host.message(who.id, 'text'),
    outcome: alone,
  },
  {
    about: 'a message to a session seen before',
    makes: [QUERY, 'WTSSendMessageW'],
    run: ({ host, who }) => host.message(who, 'text'),
    outcome: aboutOne,
    answers: result => expect(result).toBe('sent'),
  },
  {
    about: 'a message that waits for its answer',
    makes: [QUERY, 'WTSSendMessageW'],
    there: [OPEN],
    run: stage => answered(stage, stage.host.message(stage.who, 'text', { wait: true })),
    outcome: onSideThread(aboutOne),
    answers: result => expect(result).toBe('ok'),
  },
  {
    about: 'a disconnect',
    makes: ['WTSDisconnectSession'],
    run: ({ host, who }) => host.disconnect(who.id, { wait: false }),
    outcome: alone,
  },
  {
    about: 'a waited disconnect of a session seen before',
    makes: [QUERY, 'WTSDisconnectSession'],
    run: ({ host, who }) => host.disconnect(who),
    outcome: afterwards,
  },
  {
    about: 'a logoff',
    newcomer: true,
    ends: true,
    makes: ['WTSLogoffSession'],
    run: ({ host, who }) => host.logoff(who.id, { wait: false }),
    outcome: alone,
  },
  {
    about: 'a logoff of a session seen before',
    newcomer: true,
    ends: true,
    makes: [QUERY, 'WTSLogoffSession'],
    run: ({ host, who }) => host.logoff(who, { wait: false }),
    outcome: aboutOne,
  },
  {
    about: 'a waited logoff of a session seen before',
    newcomer: true,
    ends: true,
    makes: [QUERY, 'WTSLogoffSession'],
    there: [OPEN],
    run: ({ host, who }) => host.logoff(who, { wait: true }),
    outcome: onSideThread(aboutOne),
  },
  {
    about: 'a message by a server opened the older way',
    only: 'another machine',
    makes: ['WTSOpenServerW', QUERY, 'WTSSendMessageW'],
    lacks: { name: OPEN, code: 127 },
    run: stage => answered(stage, stage.host.message(stage.who, 'text', { wait: true })),
    outcome: aboutOne,
  },
];
