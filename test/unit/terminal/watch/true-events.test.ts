import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld, type Fault, type World, type WorldHost } from '../../../../lib/mock/index.js';
import type { SessionDetails } from '../../../../lib/terminal/sessions/types.js';
import type { SessionHost } from '../../../../lib/terminal/types.js';
import type { SessionEvent, SessionWatch, WatchOptions } from '../../../../lib/terminal/watch/types.js';
import { NOTHING_OPEN, open, scenario, watched } from './harness.js';

const RUNS = 60 * Number(process.env.WINSTATION_MODEL_RUNS ?? 1);
const INFO = 'WTSQuerySessionInformationW';
const LIST = 'WTSEnumerateSessionsExW';
const CODES = [
  'ERROR_CTX_WINSTATION_BUSY',
  'RPC_S_SERVER_UNAVAILABLE',
  'RPC_S_INVALID_BINDING',
  'RPC_S_SERVER_TOO_BUSY',
];

type Step =
  | { readonly does: 'logon' | 'logoff' | 'lock' | 'unlock' | 'disconnect' | 'reconnect'; readonly who: number }
  | { readonly does: 'fail'; readonly call: string; readonly code: string; readonly after: number }
  | { readonly does: 'delay'; readonly call: string; readonly ms: number }
  | { readonly does: 'pass'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom('logon', 'logoff', 'lock', 'unlock', 'disconnect', 'reconnect'),
      who: fc.nat(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('fail' as const),
      call: fc.constantFrom(INFO, LIST),
      code: fc.constantFrom(...CODES),
      after: fc.nat(8),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('delay' as const), call: fc.constantFrom(INFO, LIST), ms: fc.nat(400) }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('pass' as const), ms: fc.constantFrom(0, 1, 300, 2_000) }) },
);

/** The sessions of the users, and those of them that are disconnected. */
interface Users {
  readonly ids: Map<number, number>;
  readonly away: Set<number>;
}

/** Does the step if it makes sense for the user. */
function act(back: WorldHost, step: Extract<Step, { who: number }>, { ids, away }: Users): void {
  const id = ids.get(step.who);
  if (step.does === 'logon') {
    if (id === undefined) ids.set(step.who, back.logon({ user: `user${step.who % 3}`, client: { name: 'PC' } }));
    return;
  }
  if (id === undefined || (step.does === 'disconnect' && away.has(id))) return;
  if (step.does === 'disconnect') away.add(id);
  else if (step.does === 'reconnect' || step.does === 'logoff') away.delete(id);
  if (step.does === 'reconnect') back.reconnect(id, { name: `PC${step.who}` });
  else back[step.does](id);
  if (step.does === 'logoff') ids.delete(step.who);
}

async function run(world: World, back: WorldHost, steps: readonly Step[]): Promise<void> {
  const users: Users = { ids: new Map(), away: new Set() };
  const faults: Fault[] = [];
  for (const it of steps) {
    if (it.does === 'pass') await world.advance(it.ms);
    else if (it.does === 'fail') faults.push(back.fail(it.call, { code: it.code, times: 1, after: it.after }));
    else if (it.does === 'delay') faults.push(back.delay(it.call, it.ms, { times: 1 }));
    else act(back, it, users);
  }
  for (const fault of faults) fault.end();
  for (let i = 0; i < 7; i++) await world.advance(20_000);
}

/** What a list shows of a session, without the values that always change. */
const lasting = (row: SessionDetails) => {
  const { takenAt: _, currentTime: __, lastInputTime: ___, idleMs: ____, counters: _____, ...rest } = row;
  return rest;
};

async function expectTheList(watch: SessionWatch, host: SessionHost): Promise<void> {
  const list = await host.sessions({ details: true });
  expect([...watch.sessions.values()].map(lasting).sort((a, b) => a.id - b.id)).toEqual(
    list.map(lasting).sort((a, b) => a.id - b.id),
  );
}

/** A session begins before it ends, and ends once. Only a user who was logged on logs off. */
function expectInOrder(events: readonly SessionEvent[]): void {
  let there = new Map<number, boolean>();
  let isGap = false;
  for (const event of events) {
    if (event.type === 'snapshot') {
      there = new Map(event.sessions.map(row => [row.id, row.user !== undefined]));
      isGap = false;
    } else if (event.type === 'gap') isGap = true;
    else if (!isGap && !event.overlap) {
      const { type, sessionId: id } = event;
      if (type === 'create') expect(there.has(id), `create of ${id}`).toBe(false);
      else expect(there.has(id), `${type} of ${id}`).toBe(true);
      if (type === 'logoff') expect(there.get(id), `logoff of ${id}`).toBe(true);
      if (type === 'logon') expect(there.get(id), `logon of ${id}`).toBe(false);
      if (type === 'terminate') there.delete(id);
      else there.set(id, type === 'logon' || (type !== 'logoff' && there.get(id) === true));
    }
  }
  expect(isGap).toBe(false);
}

describe('after any events and failures', () => {
  const hosts: SessionHost[] = [];
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.close();
  });

  const holds = async (options: WatchOptions, isRemote: boolean, steps: readonly Step[]) => {
    const world = createWorld(scenario, { as: 'system' });
    const host = isRemote ? await world.module.openHost('THERE') : world.module.localHost();
    const back = isRemote ? world.host('THERE') : world;
    const { watch, events } = await watched(options, world, host);
    await run(world, back, steps);
    expectInOrder(events);
    await expectTheList(watch, host);
    await watch.close();
    await host.close();
    await world.settled();
    expect(open(world, isRemote ? 'THERE' : undefined)).toEqual(NOTHING_OPEN);
  };

  it.each([
    ['a remote watch', true, {}],
    ['a remote watch that polls', true, { poll: 2_000, details: true }],
    ['a local watch', false, {}],
    ['a local watch with details', false, { details: true }],
  ] as const)(
    '%s reports what can be, and its table is the list in the end',
    async (_, isRemote, options) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), steps => holds(options, isRemote, steps)),
        { numRuns: RUNS },
      );
    },
    120_000,
  );
});
