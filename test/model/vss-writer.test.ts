import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WindowsError } from 'winstation';
import { guid } from 'winstation/identity';
import { createWorld, type WorldVssSession } from 'winstation/mock';
import type { VssEvent, VssHandlers, VssPhase } from 'winstation/vss';
import type { BackendContract } from '../../lib/backend-contract.js';
import { TIMES } from './check.js';
import { allHandled } from './run.js';

const ID = guid.parse('00112233-4455-6677-8899-aabbccddeeff');
const PHASES = ['prepareBackup', 'prepareSnapshot', 'freeze', 'thaw', 'postSnapshot', 'backupComplete'] as const;
const RESTORE = ['preRestore', 'postRestore'] as const;
const ORDER: readonly VssPhase[] = [...PHASES.slice(0, 5), 'abort', 'backupComplete', 'backupShutdown', ...RESTORE];
const IDENTIFY = 'CVssWriterEx.OnIdentify';
const SAY = 'IVssWriterImpl.SetWriterFailureEx';
const DEADLINE_MS = 1_000;
const FREEZE_MS = 4_000;
/** More than any of them waits for anything. */
const LONG_MS = 10 * 60_000;

/** What a handler does, time and again in turn. `settles`: milliseconds, or never. */
const conduct = fc.record({
  how: fc.constantFrom('fine', 'fine', 'fine', 'fine', 'fail', 'warn', 'throw', 'nonsense', 'close', 'close and wait'),
  settles: fc.constantFrom(undefined, 0, 1, 500, 999, 1_000, 1_001, 5_000, 'never' as const),
});
type Conduct = typeof conduct extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  fc.record({
    do: fc.constant('backup' as const),
    snapshot: fc.boolean(),
    crash: fc.constantFrom(undefined, undefined, ...PHASES),
    silent: fc.boolean(),
  }),
  fc.record({ do: fc.constant('restore' as const) }),
  fc.record({ do: fc.constant('until' as const), which: fc.nat(5), phase: fc.constantFrom(...PHASES, ...RESTORE) }),
  fc.record({ do: fc.constant('finish' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('abort' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(1, 499, 1_000, 4_000, 5_000, 60_000) }),
  fc.record({ do: fc.constant('refuse' as const), what: fc.constantFrom(IDENTIFY, SAY) }),
  fc.record({ do: fc.constantFrom('close' as const, 'end' as const, 'make' as const, 'restart' as const) }),
);

interface Frozen {
  readonly session: string | undefined;
  hasSettled: boolean;
  settles: boolean;
  resumes: number;
}

describe('a writer, whatever requesters and handlers do', () => {
  it('keeps sessions apart, resumes each freeze once, and always answers', async () => {
    const program = fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 12 }),
      conducts: fc.array(conduct, { minLength: 1, maxLength: 12 }),
      ids: fc.constantFrom('at once' as const, 'at once' as const, 'none' as const),
    });
    await fc.assert(
      fc.asyncProperty(program, ({ steps, conducts, ids }) => allHandled(() => run(steps, conducts, ids === 'none'))),
      { numRuns: Math.ceil(400 * TIMES), endOnFailure: false },
    );
  });
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function run(steps: readonly Step[], conducts: readonly Conduct[], hasNoIds: boolean): Promise<void> {
  const world = createWorld({ version: 1, vss: { sessionIds: hasNoIds ? 'none' : 'at once' } });
  const heard: { readonly phase: VssPhase; readonly session: string | undefined }[] = [];
  const frozen: Frozen[] = [];
  /** What listeners heard that Windows has refused, and the sessions that went on without the writer. */
  const refusals: string[] = [];
  const without = new Set<string>();
  const refused = (what: string) => world.calls.filter(it => it.name === what && it.error !== undefined).length;
  const begin = (make: () => WorldVssSession) => {
    const before = refused(IDENTIFY);
    const session = make();
    if (refused(IDENTIFY) > before) without.add(session.id);
    sessions.push(session);
  };
  let next = 0;
  // What handlers wait for is on the world's clock, too.
  const { clock } = world.backend as unknown as BackendContract;
  const wait = (ms: number) => new Promise<void>(resolve => void clock.after(ms, resolve));

  const behave = (event: VssEvent): unknown => {
    heard.push({ phase: event.phase, session: event.sessionId });
    const { how, settles } = conducts[next % conducts.length]!;
    next += 1;
    const freeze: Frozen | undefined =
      event.phase === 'freeze'
        ? { session: event.sessionId, hasSettled: false, settles: settles !== 'never', resumes: 0 }
        : undefined;
    if (freeze) frozen.push(freeze);
    const end = (): unknown => {
      if (freeze) freeze.hasSettled = true;
      if (how === 'throw') throw new Error('thrown');
      if (how === 'nonsense') return { fail: 'sometimes' };
      if (how === 'close') going.push(writer.close());
      if (how === 'close and wait') return writer.close();
      return how === 'fine' || how === 'close' ? undefined : { [how]: 'retryable' };
    };
    if (settles === undefined) return end();
    if (settles === 'never') return new Promise(() => {});
    return wait(settles).then(end);
  };
  const handlers = Object.fromEntries(
    ORDER.filter(it => it !== 'thaw').map(phase => [phase, behave]),
  ) as unknown as VssHandlers;
  const resume = (event: VssEvent<'thaw' | 'abort'>): unknown => {
    const { how, settles } = conducts[next % conducts.length]!;
    next += 1;
    const due = frozen.filter(it => it.hasSettled && it.resumes === 0 && it.session === event.sessionId);
    expect(due.length, 'there is something to resume').toBeGreaterThan(0);
    due[0]!.resumes += 1;
    if (how === 'throw') throw new Error('thrown');
    if (how === 'close') going.push(writer.close());
    if (how === 'close and wait') return writer.close();
    if (settles === undefined) return undefined;
    return settles === 'never' ? new Promise(() => {}) : wait(settles);
  };

  const deadlines = Object.fromEntries(ORDER.map(phase => [phase, DEADLINE_MS]));
  const make = async () => {
    const controller = new AbortController();
    const made = await world.modules['winstation/vss'].createWriter(
      { id: ID, name: 'Model', usage: 'userData', source: 'other', freezeTimeout: FREEZE_MS, deadlines },
      { ...handlers, resume } as VssHandlers,
      { signal: controller.signal },
    );
    made.on('leftOut', ({ syscall }) => refusals.push(syscall));
    made.on('failed', ({ sessionId }, error) => {
      if (!WindowsError.is(error)) return;
      refusals.push(error.syscall);
      if (sessionId !== undefined) expect(error.message).toContain(sessionId);
    });
    return { close: () => made.close(), end: () => controller.abort() };
  };
  let writer = await make();
  const sessions: WorldVssSession[] = [];
  const going: Promise<unknown>[] = [];
  for (const it of steps) {
    const session = 'which' in it ? sessions[it.which % Math.max(1, sessions.length)] : undefined;
    if (it.do === 'advance') await world.advance(it.ms);
    else if (it.do === 'close') going.push(writer.close());
    else if (it.do === 'end') writer.end();
    else if (it.do === 'restart') world.restart();
    else if (it.do === 'make') {
      going.push(writer.close());
      writer = await make();
    } else if (it.do === 'refuse') world.fail(it.what, { code: 'VSS_E_UNEXPECTED', times: 1 });
    else if (it.do === 'restore') begin(() => world.vss.restore());
    else if (it.do === 'backup') {
      // Such a session has no such phase.
      const crash = it.snapshot || it.crash === 'prepareBackup' || it.crash === 'backupComplete' ? it.crash : undefined;
      begin(() => world.vss.backup({ snapshot: it.snapshot, silent: it.silent, crash }));
    } else if (session && it.do === 'until') going.push(session.until(it.phase).catch(() => {}));
    else if (session && it.do === 'finish') going.push(session.finish());
    else if (session && it.do === 'abort') going.push(session.abort());
    await world.settled();
  }
  const finished = Promise.all(sessions.map(it => it.finish()));
  let isFinished = false;
  void finished.then(() => {
    isFinished = true;
  });
  await world.advance(LONG_MS);
  expect(isFinished, 'Windows always gets its answer').toBe(true);
  going.push(writer.close());
  await world.advance(LONG_MS);
  let isOver = false;
  void Promise.all(going).then(() => {
    isOver = true;
  });
  await world.settled();
  expect(isOver, 'all that was begun ends').toBe(true);

  const ids = new Set<string | undefined>(hasNoIds ? [undefined] : sessions.map(it => it.id));
  for (const { session } of heard) expect(ids.has(session), 'each event has the id of a session').toBe(true);
  if (!hasNoIds) {
    for (const { id } of sessions) {
      const ranks = heard.filter(it => it.session === id).map(it => ORDER.indexOf(it.phase));
      expect(
        [...ranks].sort((a, b) => a - b),
        'in the order of a backup',
      ).toEqual(ranks);
    }
  }
  for (const { session } of heard) expect(without.has(session ?? ''), 'who is left out hears nothing').toBe(false);
  const reported = (what: string) => refusals.filter(it => it === what).length;
  expect(reported(IDENTIFY), 'each time that it is left out is reported').toBe(refused(IDENTIFY));
  // Of a call that was never delivered there is no event to report it with.
  expect(reported(SAY), 'a failure that was refused is reported once').toBeLessThanOrEqual(refused(SAY));
  for (const it of frozen) expect(it.resumes, 'each freeze is resumed once').toBe(it.settles ? 1 : 0);
}
