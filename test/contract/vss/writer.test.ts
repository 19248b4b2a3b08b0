import { describe, expect, it } from 'vitest';
import { guid } from 'winstation/identity';
import type { VssEvent, VssHandlers, VssRefusal, VssWriterDefinition } from 'winstation/vss';
import { rejection, withWorld } from '../suite.js';
import { madeWriters } from './made-writers.js';
import { passDuring, passUntil } from './passing.js';
import { DEFINITION, OWN, RICH, SQL } from './rich.js';
import { vssCalls } from './vss-calls.js';

type Seen = [phase: string, session: string | undefined];

describe('createWriter()', () => {
  const driver = withWorld(RICH);
  const vss = () => driver.modules['winstation/vss'];
  const make = madeWriters(driver);

  /** A writer that notes what it hears. */
  async function listening(more: Partial<VssHandlers> = {}, definition: Partial<VssWriterDefinition> = {}) {
    const seen: Seen[] = [];
    const events: VssEvent[] = [];
    const failures: [phase: string, name: string][] = [];
    const note = (event: VssEvent) => {
      seen.push([event.phase, event.sessionId]);
      events.push(event);
    };
    const all: VssHandlers = {
      prepareBackup: note,
      prepareSnapshot: note,
      freeze: note,
      resume: event => {
        seen.push([`resume by ${event.phase}`, event.sessionId]);
      },
      postSnapshot: note,
      abort: note,
      backupComplete: note,
      backupShutdown: note,
      preRestore: note,
      postRestore: note,
      ...more,
    } as VssHandlers;
    const writer = await make(all, definition);
    writer.on('failed', (event, error) =>
      failures.push([event.phase, (error as Error | undefined)?.name ?? 'nothing']),
    );
    return { seen, events, failures, writer, phases: () => seen.map(([phase]) => phase) };
  }

  it('hears every phase of a backup, with its session in each', async () => {
    const { seen, events } = await listening();
    const session = await driver.backup({ type: 'differential', volumes: ['C:\\', 'D:\\Ä\\'] });
    expect(await session.finish()).toEqual({ ok: true, events: expect.any(Array) });
    const phases = ['prepareBackup', 'prepareSnapshot', 'freeze', 'resume by thaw', 'postSnapshot', 'backupComplete'];
    expect(seen).toEqual([...phases, 'backupShutdown'].map(phase => [phase, session.id]));
    const snapshotSetId = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const common = { sessionId: session.id, signal: expect.anything(), deadline: expect.any(Date) };
    const backup = { ...common, snapshotSetId, volumes: ['C:\\', 'D:\\Ä\\'] };
    const prepare = { ...backup, context: 'backup', backupType: 'differential', components: undefined };
    expect(events).toEqual([
      { phase: 'prepareBackup', ...prepare },
      { phase: 'prepareSnapshot', ...prepare },
      { phase: 'freeze', ...backup },
      { phase: 'postSnapshot', ...backup },
      { phase: 'backupComplete', ...common },
      { phase: 'backupShutdown', ...common, snapshotSetId },
    ]);
    expect(Object.isFrozen(events[0])).toBe(true);
  });

  it('calls the methods of a class, as they are when it is made', async () => {
    class Database {
      readonly #heard: string[];
      readonly name = 'main';
      constructor(heard: string[]) {
        this.#heard = heard;
      }
      freeze(): void {
        this.#heard.push(`freeze ${this.name}`);
      }
      resume(): void {
        this.#heard.push(`resume ${this.name}`);
      }
    }
    const heard: string[] = [];
    const handlers = new Database(heard);
    await make(handlers);
    handlers.freeze = () => void heard.push('another');
    expect((await (await driver.backup()).finish()).ok).toBe(true);
    expect(heard).toEqual(['freeze main', 'resume main']);
  });

  it('is in the record of raw calls, and so are its answers', async () => {
    const { writer } = await listening();
    const session = await driver.backup({ snapshot: false });
    await session.finish();
    await writer.close();
    await writer.close();
    expect(await vssCalls(driver)).toEqual([
      ['CreateWriterEx'],
      ['IVssWriterImpl.Initialize', OWN, 'Beispiel DB', 'Nr. 1', 3, 1, 3, 60_000],
      ['IVssWriterImpl.Subscribe', 6],
      ['CVssWriterEx.OnIdentify'],
      ['CVssWriterEx.OnPrepareBackup', session.id, 'ok', 0],
      ['CVssWriterEx.OnBackupComplete', session.id, 'ok', 0],
      ['CVssWriterEx.OnBackupShutdown', session.id, 'ok', 0],
      ['IVssWriterImpl.Unsubscribe'],
      ['IVssWriterImpl.Uninitialize'],
    ]);
  });

  it('hears of a restore', async () => {
    const { seen } = await listening();
    const session = await driver.restore({ components: [{ writer: OWN, name: 'main' }] });
    expect((await session.finish()).ok).toBe(true);
    await (await driver.restore({ components: [{ writer: SQL, name: 'logs' }] })).finish();
    expect(seen).toEqual([
      ['preRestore', session.id],
      ['postRestore', session.id],
    ]);
  });

  it('hears which of its components are backed up', async () => {
    const { events } = await listening();
    const components = [
      { writer: OWN, logicalPath: 'a\\b', name: 'logs' },
      { writer: SQL, name: 'logs' },
    ];
    await (await driver.backup({ components })).finish();
    expect(events[0]).toMatchObject({ components: [{ logicalPath: 'a\\b', name: 'logs' }] });
    await (await driver.backup({ components: [] })).finish();
    expect(events.at(-1)?.phase).toBe('backupShutdown');
    expect(events.filter(it => it.phase === 'prepareBackup').at(-1)).toMatchObject({ components: [] });
  });

  it('is seen by requesters as it describes itself, and works with one of its own process', async () => {
    const { phases, seen } = await listening({
      prepareBackup: () => ({ warn: 'retryable', message: 'Später!', applicationCode: 0xfffffffe }),
    });
    const backup = await vss().openBackup({ security: 'asIs' });
    const own = (await backup.writers()).find(it => it.id === OWN);
    expect(own).toMatchObject({ name: 'Beispiel DB', instanceName: 'Nr. 1', usage: 'userData', source: 'transacted' });
    expect(own?.components.map(it => [it.type, it.name, it.logicalPath, it.caption, it.selectable])).toEqual([
      ['database', 'main', undefined, undefined, false],
      ['fileGroup', 'logs', 'a\\b', 'ä', true],
    ]);
    await backup.snapshot(['C:\\'], { components: [{ writer: OWN, name: 'main' }] });
    expect((await backup.writerStates()).find(it => it.id === OWN)).toMatchObject({
      state: 'waitingForBackupComplete',
      code: 'VSS_E_WRITERERROR_RETRYABLE',
      applicationCode: '0xFFFFFFFE',
      message: 'Später!',
    });
    await backup.complete();
    await backup.close();
    expect(phases()).toEqual([
      'prepareSnapshot',
      'freeze',
      'resume by thaw',
      'postSnapshot',
      'backupComplete',
      'backupShutdown',
    ]);
    expect(new Set(seen.map(([, session]) => session))).toEqual(new Set([backup.id]));
  });

  const REFUSALS: readonly [VssRefusal, string, string][] = [
    [{ fail: 'inconsistentSnapshot' }, 'failed', 'VSS_E_WRITERERROR_INCONSISTENTSNAPSHOT'],
    [{ fail: 'outOfResources', message: 'voll' }, 'failed', 'VSS_E_WRITERERROR_OUTOFRESOURCES'],
    [{ fail: 'timeout' }, 'failed', 'VSS_E_WRITERERROR_TIMEOUT'],
    [{ warn: 'retryable' }, 'warned', 'VSS_E_WRITERERROR_RETRYABLE'],
    [{ warn: 'nonRetryable', applicationCode: 7 }, 'warned', 'VSS_E_WRITERERROR_NONRETRYABLE'],
  ];
  it.each(REFUSALS)('refuses: %j', async (refusal, answer, code) => {
    for (const returned of [refusal, Promise.resolve(refusal)]) {
      const { failures, writer } = await listening({ prepareBackup: () => returned as VssRefusal });
      const { ok, events } = await (await driver.backup({ snapshot: false })).finish();
      expect(ok).toBe(answer === 'warned');
      const message = refusal.message;
      expect(events.find(it => it.writer === OWN)).toEqual({
        writer: OWN,
        phase: 'prepareBackup',
        answer,
        code,
        message,
      });
      expect(failures).toEqual([]);
      await writer.close();
    }
  });

  const THROWN: readonly [string, () => unknown, string | undefined][] = [
    [
      'throws',
      () => {
        throw new Error('kaputt');
      },
      'kaputt',
    ],
    ['rejects', () => Promise.reject(new TypeError('kaputt\0!')), 'kaputt !'],
    ['rejects with nothing', () => Promise.reject(undefined), undefined],
    ['answers with what is none', () => ({ fail: 'always' }), expect.stringContaining('either fail or warn')],
    ['answers with a number', () => 5, expect.stringContaining('nothing or a refusal')],
  ];
  it.each(THROWN)('fails when a handler %s', async (_, handler, message) => {
    const { failures } = await listening({ prepareBackup: handler as never });
    const { events } = await (await driver.backup({ snapshot: false })).finish();
    const own = events.find(it => it.writer === OWN);
    expect(own).toMatchObject({ answer: 'failed', code: 'VSS_E_WRITERERROR_NONRETRYABLE' });
    expect(own?.message).toEqual(message);
    expect(failures).toHaveLength(1);
  });

  it('is answered for at the deadline, and its signal says so', async () => {
    let signal: AbortSignal | undefined;
    const never = (event: VssEvent) => {
      signal = event.signal as AbortSignal;
      return new Promise<undefined>(() => {});
    };
    const { failures } = await listening({ prepareBackup: never }, { deadlines: { prepareBackup: 1_000 } });
    const done = (await driver.backup({ snapshot: false })).finish();
    await passUntil(driver, () => signal !== undefined);
    expect(signal?.aborted).toBe(false);
    const { events } = await passDuring(driver, done);
    expect(events.find(it => it.writer === OWN)).toMatchObject({ answer: 'late', code: 'VSS_E_WRITERERROR_TIMEOUT' });
    expect(signal?.aborted).toBe(true);
    expect(failures).toEqual([['prepareBackup', 'TimeoutError']]);
  });

  it('ignores an answer that comes too late', async () => {
    let answer: (refusal?: VssRefusal) => void = () => {};
    const late = () => new Promise<VssRefusal | undefined>(resolve => (answer = resolve));
    const { failures } = await listening({ prepareBackup: late }, { deadlines: { prepareBackup: 100 } });
    const done = (await driver.backup({ snapshot: false })).finish();
    await passUntil(driver, () => failures.length > 0);
    answer({ fail: 'retryable' });
    const { events } = await done;
    expect(events.filter(it => it.writer === OWN && it.phase === 'prepareBackup')).toHaveLength(1);
    expect(failures).toHaveLength(1);
  });

  it('says when the handler must have answered', async () => {
    const { events } = await listening({}, { freezeTimeout: 10_000, deadlines: { prepareBackup: 1_234 } });
    // Of real calls by Windows the real time is that of the process.
    const now = async () => (driver.supports.threads ? Date.now() : await driver.now());
    const before = await now();
    await (await driver.backup()).finish();
    const took = (await now()) - before;
    for (const [phase, time] of [
      ['prepareBackup', 1_234],
      ['freeze', 5_000],
      ['postSnapshot', 60_000],
    ] as const) {
      const left = Number(events.find(it => it.phase === phase)?.deadline) - before;
      expect(left).toBeGreaterThanOrEqual(time);
      expect(left).toBeLessThanOrEqual(time + took);
    }
  });

  describe('resume', () => {
    it('comes at thaw, and Windows waits for it', async () => {
      let go: () => void = () => {};
      const { phases } = await listening({ resume: () => new Promise<void>(resolve => (go = resolve)) });
      const session = await driver.backup();
      const done = session.finish();
      await passUntil(driver, () => phases().includes('freeze'));
      expect(phases()).toEqual(['prepareBackup', 'prepareSnapshot', 'freeze']);
      go();
      expect((await done).ok).toBe(true);
      expect(phases()).toContain('postSnapshot');
    });

    it.each([
      ['refuses', () => ({ fail: 'retryable' }) as const],
      [
        'throws',
        () => {
          throw new Error('x');
        },
      ],
      ['rejects', () => Promise.reject(new Error('x'))],
    ])('comes at once when the freeze %s, and once', async (_, freeze) => {
      const resumed: string[] = [];
      const { phases } = await listening({ freeze: freeze as never, resume: event => void resumed.push(event.phase) });
      const { ok, events } = await (await driver.backup()).finish();
      expect(ok).toBe(false);
      expect(resumed).toEqual(['abort']);
      expect(phases().filter(it => it === 'abort').length).toBeGreaterThanOrEqual(1);
      expect(events.find(it => it.phase === 'thaw')).toBeUndefined();
    });

    it('waits for a freeze that is late to settle', async () => {
      let settle: () => void = () => {};
      const resumed: string[] = [];
      const { failures } = await listening(
        {
          freeze: () => new Promise<void>(resolve => (settle = resolve)),
          resume: event => void resumed.push(event.phase),
        },
        { deadlines: { freeze: 100 } },
      );
      const done = (await driver.backup()).finish();
      await driver.pass(100);
      expect((await done).ok).toBe(false);
      expect(resumed).toEqual([]);
      settle();
      await driver.pass(1);
      expect(resumed).toEqual(['abort']);
      expect(failures).toEqual([['freeze', 'TimeoutError']]);
    });

    it('comes at the abort, when a requester crashes', async () => {
      const { phases } = await listening({}, { freezeTimeout: 200 });
      const session = await driver.backup({ crash: 'freeze' });
      expect((await passDuring(driver, session.finish())).ok).toBe(false);
      expect(phases().filter(it => it === 'resume by abort')).toHaveLength(1);
      expect(phases().at(-1)).toBe('backupShutdown');
    });

    it('comes once, however often Windows says that it gives the session up', async () => {
      const { phases } = await listening();
      let aborts = 0;
      // Sometimes it says so twice by itself.
      for (let sessions = 1; sessions <= 8; sessions += 1) {
        const session = await driver.backup();
        await session.until('freeze');
        await Promise.all([session.abort(), session.abort()]);
        await session.finish();
        expect(phases().filter(it => it === 'resume by abort')).toHaveLength(sessions);
        aborts = phases().filter(it => it === 'abort').length;
      }
      expect(aborts).toBeGreaterThan(8);
      expect(phases()).not.toContain('resume by thaw');
    });

    it('comes at thaw after a freeze that warns', async () => {
      const { phases } = await listening({ freeze: () => ({ warn: 'retryable' }) });
      expect((await (await driver.backup()).finish()).ok).toBe(true);
      expect(phases().filter(it => it.startsWith('resume'))).toEqual(['resume by thaw']);
    });

    it('comes when Windows never says anything again', async () => {
      const { phases } = await listening({}, { freezeTimeout: 200 });
      await (await driver.backup({ crash: 'freeze', silent: true })).finish();
      await driver.pass(200);
      expect(phases()).not.toContain('resume by abort');
      await driver.pass(1_000);
      expect(phases().filter(it => it === 'resume by abort')).toHaveLength(1);
    });

    it('comes when the writer is closed', async () => {
      const { phases, writer } = await listening();
      const session = await driver.backup();
      await session.until('freeze');
      await writer.close();
      expect(phases().filter(it => it === 'resume by abort')).toHaveLength(1);
      await session.finish();
      expect(phases()).not.toContain('postSnapshot');
    });

    it('fails the thaw when it throws', async () => {
      const { failures } = await listening({ resume: () => Promise.reject(new Error('immer noch zu')) });
      const { ok, events } = await (await driver.backup()).finish();
      expect(ok).toBe(false);
      expect(events.find(it => it.phase === 'thaw' && it.writer === OWN)).toMatchObject({
        answer: 'failed',
        message: 'immer noch zu',
      });
      expect(failures).toHaveLength(1);
    });

    it('goes on where its thaw is late', async () => {
      const going: (() => void)[] = [];
      const { failures, phases } = await listening(
        { resume: () => new Promise<void>(resolve => void going.push(resolve)) },
        { deadlines: { thaw: 100 } },
      );
      const done = (await driver.backup()).finish();
      await driver.pass(100);
      expect((await done).ok).toBe(false);
      for (const go of going) go();
      expect(failures).toContainEqual(['thaw', 'TimeoutError']);
      expect(phases()).toContain('abort');
      // The abort begins no other one.
      expect(going).toHaveLength(1);
    });
  });

  it('ends the signals of what is under way when Windows gives the session up', async () => {
    let signal: AbortSignal | undefined;
    const { phases } = await listening({
      prepareSnapshot: event => {
        signal = event.signal as AbortSignal;
        return new Promise<void>(resolve => event.signal.addEventListener('abort', () => resolve()));
      },
    });
    const session = await driver.backup();
    const going = session.until('prepareSnapshot');
    await passUntil(driver, () => signal !== undefined);
    await session.abort();
    await going;
    expect(signal?.aborted).toBe(true);
    expect(phases()).toContain('abort');
  });

  it('keeps two sessions apart', async () => {
    const { seen } = await listening({}, { freezeTimeout: 200 });
    const [first, second] = [await driver.backup({ snapshot: false }), await driver.backup({ crash: 'freeze' })];
    const both = Promise.all([first.finish(), second.finish()]);
    expect((await passDuring(driver, both)).map(it => it.ok)).toEqual([true, false]);
    const of = (id: string) => seen.filter(([, session]) => session === id).map(([phase]) => phase);
    expect(of(first.id)).toEqual(['prepareBackup', 'backupComplete', 'backupShutdown']);
    expect(of(second.id).filter(it => it !== 'abort')).toEqual([
      'prepareBackup',
      'prepareSnapshot',
      'freeze',
      'resume by abort',
      'backupShutdown',
    ]);
    expect(of(second.id).filter(it => it === 'abort').length).toBeGreaterThanOrEqual(1);
    expect(seen).toHaveLength(of(first.id).length + of(second.id).length);
  });

  it('has no ids on a Windows without ids, and resumes all the same', async () => {
    await driver.reset({ ...RICH, vss: { sessionIds: 'none' } });
    const { phases, seen } = await listening();
    await (await driver.backup()).finish();
    expect(phases()).toContain('resume by thaw');
    expect(new Set(seen.map(([, session]) => session))).toEqual(new Set([undefined]));
  });

  it('does not say in the second call what is backed up where no id says of whom', async () => {
    await driver.reset({ ...RICH, vss: { sessionIds: 'none' } });
    const heard: unknown[] = [];
    const note = ({ phase, components }: { readonly phase: string; readonly components: unknown }) => {
      heard.push([phase, components]);
    };
    await make({ prepareBackup: note, prepareSnapshot: note }, { components: [{ type: 'fileGroup', name: 'logs' }] });
    await (await driver.backup({ components: [{ writer: OWN, name: 'logs' }] })).finish();
    expect(heard).toEqual([
      ['prepareBackup', [{ logicalPath: undefined, name: 'logs' }]],
      ['prepareSnapshot', undefined],
    ]);
  });

  it('answers at once where it has no handler, and needs none', async () => {
    const writer = await make({});
    expect(writer.active).toBe(true);
    expect((await (await driver.backup()).finish()).ok).toBe(true);
    expect(await vssCalls(driver)).toContainEqual(['CVssWriterEx.OnFreeze', expect.any(String), 'ok', 0]);
  });

  it('answers for itself what would be too many at a time', async () => {
    const go: (() => void)[] = [];
    await listening({ prepareBackup: () => new Promise<void>(resolve => void go.push(resolve)) });
    const sessions = await Promise.all(Array.from({ length: 17 }, () => driver.backup({ snapshot: false })));
    const done = sessions.map(it => it.finish());
    await passUntil(driver, () => go.length === 16);
    // The one that was too many has its answer.
    await Promise.race(done);
    for (const it of go) it();
    const results = await Promise.all(done);
    expect(results.filter(it => it.ok)).toHaveLength(16);
    expect(results.flatMap(it => it.events).find(it => it.answer === 'failed')).toMatchObject({
      writer: OWN,
      code: 'VSS_E_WRITERERROR_RETRYABLE',
    });
  });

  it('is answered for when it is closed', async () => {
    let wasCalled = false;
    const never = () => {
      wasCalled = true;
      return new Promise<undefined>(() => {});
    };
    const { writer, failures } = await listening({ prepareBackup: never });
    const done = (await driver.backup({ snapshot: false })).finish();
    await passUntil(driver, () => wasCalled);
    await writer.close();
    expect((await done).events.find(it => it.writer === OWN)).toMatchObject({ code: 'VSS_E_WRITERERROR_RETRYABLE' });
    expect(failures).toEqual([['prepareBackup', 'AbortError']]);
  });

  it('closes with its signal', async () => {
    const controller = new AbortController();
    await vss().createWriter(DEFINITION, {}, { signal: controller.signal });
    controller.abort();
    let names: readonly string[] = [];
    await passUntil(
      driver,
      () => names.at(-1) === 'IVssWriterImpl.Uninitialize',
      async () => {
        names = (await vssCalls(driver)).map(([name]) => name);
      },
    );
    expect(names.slice(-2)).toEqual(['IVssWriterImpl.Unsubscribe', 'IVssWriterImpl.Uninitialize']);
  });

  it('is not active where writers are switched off', async () => {
    const off = await driver.vss.fault('inactive');
    const { writer, seen } = await listening();
    expect(writer.active).toBe(false);
    await (await driver.backup()).finish();
    expect(seen).toEqual([]);
    await off.end();
  });

  it('gives back what it has when it cannot subscribe', async () => {
    await driver.fault('fail', 'IVssWriterImpl.Subscribe', { code: 'VSS_E_WRITER_ALREADY_SUBSCRIBED', times: 1 });
    expect(await rejection(make({}))).toMatchObject({ reason: 'busy', code: 'VSS_E_WRITER_ALREADY_SUBSCRIBED' });
    expect((await vssCalls(driver)).at(-1)).toEqual(['IVssWriterImpl.Uninitialize']);
    await driver.fault('fail', 'IVssWriterImpl.Initialize', { code: 'VSS_E_UNEXPECTED', times: 1 });
    expect(await rejection(make({}))).toMatchObject({ syscall: 'IVssWriterImpl.Initialize' });
    expect((await vssCalls(driver)).at(-1)?.[0]).toBe('IVssWriterImpl.Initialize');
    await driver.reset(RICH, { as: 'user' });
    expect(await rejection(make({}))).toMatchObject({ code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' });
    await driver.reset({ ...RICH, vss: null });
    expect(await rejection(make({}))).toMatchObject({ reason: 'not-supported', syscall: 'CreateWriterEx' });
  });

  it('lets no more be made than there may be', async () => {
    const id = () => guid.fromBytes(crypto.getRandomValues(new Uint8Array(16)));
    for (let i = 0; i < 16; i += 1) await make({}, { id: id() });
    expect(await rejection(make({}))).toMatchObject({ reason: 'busy' });
  });

  it('refuses what is wrong before anything is asked', async () => {
    const wrong = async (definition: object, handlers: object = {}) =>
      ((await rejection(make(handlers as VssHandlers, definition as never))) as { code: string }).code;
    expect(await wrong({ id: guid.nil })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ id: 'x' })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ name: '' })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ name: 'a\0' })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ usage: 'mine' })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ freezeTimeout: 1 })).toBe('ERR_OUT_OF_RANGE');
    expect(await wrong({ freezeTimeout: 30_000, deadlines: { freeze: 15_001 } })).toBe('ERR_OUT_OF_RANGE');
    expect(await wrong({ deadlines: { melt: 1 } })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ restore: 'never' })).toBe('ERR_INVALID_ARG_VALUE');
    const component = { type: 'database', name: 'x' };
    expect(await wrong({ components: [component, { ...component, name: 'X' }] })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ components: [{ ...component, name: 'a\\b' }] })).toBe('ERR_INVALID_ARG_VALUE');
    const files = [{ path: 'C:\\', spec: '*', recursive: true }];
    expect(await wrong({ components: [{ ...component, files }] })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ exclude: [{ path: 'C:\\*', spec: '*' }] })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ exclude: [{ path: 'C:\\', spec: 'a\\b' }] })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({}, { freeze: () => {} })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({}, { resume: () => {} })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({}, { thaw: () => {} })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({}, { abort: 5 })).toBe('ERR_INVALID_ARG_TYPE');
    const noHandlers = [null, 5, 'freeze', [], new Map([['freeze', () => {}]]), new (class Nothing {})()];
    for (const it of noHandlers) expect(await wrong({}, it as never)).toBe('ERR_INVALID_ARG_TYPE');
    expect(await vssCalls(driver)).toEqual([]);
  });
});
