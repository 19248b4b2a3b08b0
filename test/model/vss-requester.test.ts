import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guid } from 'winstation/identity';
import { createWorld, type Fault, type WorldVssSession } from 'winstation/mock';
import type { VssBackup, VssEvent, VssPhase, VssRestore, VssSession, VssWriter } from 'winstation/vss';
import { VSS_CALLS } from '../../lib/vss/calls.js';
import { TIMES } from './check.js';
import { allHandled } from './run.js';

const OWN = guid.parse('00112233-4455-6677-8899-aabbccddeeff');
const OTHER = guid.parse('8e8f3a1c-2d4b-4c6e-9f10-a1b2c3d4e5f6');
const MAIN = { writer: OTHER, logicalPath: 'a', name: 'main' };
const MOVED = { writer: OTHER, name: 'main' };
const OF_OWN = { writer: OWN, name: 'own' };
const COMPONENTS = [undefined, [], [MAIN], [OF_OWN, MAIN, MAIN], [MOVED]] as const;
const CODES = ['VSS_E_UNEXPECTED', 'VSS_E_OBJECT_NOT_FOUND', 'VSS_E_WRITER_INFRASTRUCTURE', 'E_NOTIMPL'] as const;
const CALLS = Object.keys(VSS_CALLS).filter(it => !it.endsWith('Release'));
/** What decides about a session. */
const ACTS = [
  'CreateVssBackupComponentsInternal',
  'IVssBackupComponents.GatherWriterMetadata',
  'IVssBackupComponents.StartSnapshotSet',
  'IVssBackupComponents.PrepareForBackup',
  'IVssBackupComponents.DoSnapshotSet',
  'IVssBackupComponents.BackupComplete',
  'IVssBackupComponents.SetSelectedForRestore',
  'IVssBackupComponents.PreRestore',
  'IVssBackupComponents.PostRestore',
];
const call = fc.oneof(fc.constantFrom(...ACTS), fc.constantFrom(...CALLS));
/** More than anything waits for anything. */
const LONG_MS = 10 * 60_000;
const MOST_SESSIONS = 64;

/** How long a call waits, and when its signal is aborted: before it, in the same turn, or never. */
const cancel = fc.record({
  timeout: fc.constantFrom(undefined, undefined, undefined, 0, 500, 30_000),
  aborts: fc.constantFrom('never', 'never', 'never', 'before', 'at once', 'later'),
});
const which = fc.nat(3);
const components = fc.nat(COMPONENTS.length - 1);
const step = fc.oneof(
  fc.record({ do: fc.constant('openBackup' as const), cancel }),
  fc.record({ do: fc.constant('openRestore' as const), cancel }),
  fc.record({ do: fc.constantFrom('writers' as const, 'writerStates' as const), which, cancel }),
  fc.record({ do: fc.constant('snapshot' as const), which, cancel, components }),
  fc.record({ do: fc.constant('complete' as const), which, cancel, components }),
  fc.record({ do: fc.constant('before' as const), which, cancel, components }),
  fc.record({ do: fc.constant('after' as const), which, cancel, components }),
  fc.record({ do: fc.constantFrom('close' as const, 'end' as const), which }),
  fc.record({
    do: fc.constant('fail' as const),
    call,
    code: fc.constantFrom(...CODES),
  }),
  fc.record({ do: fc.constant('hold' as const), call }),
  fc.record({ do: fc.constantFrom('let go' as const, 'stop' as const, 'start' as const, 'make' as const) }),
  fc.record({ do: fc.constantFrom('leave' as const, 'other backup' as const) }),
  fc.record({
    do: fc.constant('another' as const),
    fails: fc.constantFrom('prepareBackup', 'freeze', 'thaw', 'postSnapshot', 'backupComplete', 'preRestore'),
    hangs: fc.boolean(),
  }),
  fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(1, 499, 1_000, 10_000, 60_000) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
/** What is done with a session. */
type Used = Extract<Step, { readonly which: number }>;

interface Message {
  readonly syscall: string;
  readonly ok: boolean;
  readonly code: number | undefined;
  readonly vssSession: string | undefined;
}

describe('requesters, whatever fails, hangs, is stopped and comes between', () => {
  it('ends each session once, aborts exactly what is owed, and asks nothing out of order', async () => {
    const program = fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }),
      ids: fc.constantFrom('at once' as const, 'at once' as const, 'late' as const),
    });
    await fc.assert(
      fc.asyncProperty(program, ({ steps, ids }) => allHandled(() => new Requesters(ids).run(steps))),
      { numRuns: Math.ceil(400 * TIMES), endOnFailure: false },
    );
  });
});

class Requesters {
  readonly #world;
  readonly #vss;
  readonly #messages: Message[] = [];
  readonly #sessions: { readonly kind: 'backup' | 'restore'; readonly it: VssSession; readonly end: () => void }[] = [];
  readonly #going: Promise<unknown>[] = [];
  readonly #controllers: AbortController[] = [];
  readonly #held: Fault[] = [];
  readonly #failing = new Map<string, Fault>();
  readonly #frozen: { session: string | undefined; resumes: number }[] = [];
  readonly #heard: { readonly phase: VssPhase; readonly session: string | undefined }[] = [];
  readonly #others: WorldVssSession[] = [];
  #wasHeld = false;
  #stopped: Fault | undefined;
  #writer: VssWriter | undefined;
  #document: string | undefined;

  constructor(ids: 'at once' | 'late') {
    this.#world = createWorld({
      version: 1,
      vss: {
        sessionIds: ids,
        writers: [{ id: OTHER, name: 'Other', components: [{ type: 'database', logicalPath: 'A', name: 'Main' }] }],
      },
    });
    this.#vss = this.#world.modules['winstation/vss'];
  }

  async run(steps: readonly Step[]): Promise<void> {
    const note = (message: unknown) => void this.#messages.push(message as Message);
    subscribe('winstation:call', note);
    try {
      await this.#backUp();
      const waits = { timeout: undefined, aborts: 'never' };
      this.#open('openBackup', waits);
      this.#open('openRestore', waits);
      await this.#world.settled();
      for (const it of steps) {
        await this.#take(it);
        await this.#world.settled();
      }
      await this.#end();
      this.#check();
      await this.#works();
    } finally {
      unsubscribe('winstation:call', note);
    }
  }

  /** What restores have. */
  async #backUp(): Promise<void> {
    const session = await this.#vss.openBackup({ security: 'asIs' });
    await session.snapshot(['C:\\'], { components: [MAIN] });
    this.#document = await session.complete();
    await session.close();
  }

  async #take(it: Step): Promise<void> {
    const world = this.#world;
    switch (it.do) {
      case 'advance':
        await world.advance(it.ms);
        return;
      case 'fail':
        this.#failing.get(it.call)?.end();
        this.#failing.set(it.call, world.fail(it.call, { code: it.code, times: 1 }));
        return;
      case 'hold':
        this.#wasHeld = true;
        this.#held.push(world.hold(it.call, { times: 1 }));
        return;
      case 'let go':
        for (const fault of this.#held.splice(0)) fault.end();
        for (const controller of this.#controllers.splice(0)) controller.abort();
        return;
      case 'stop':
        this.#stopped ??= world.stopService('VSS');
        return;
      case 'start':
        this.#stopped?.end();
        this.#stopped = undefined;
        return;
      case 'make':
        await this.#makeWriter();
        return;
      case 'leave':
        if (this.#writer) this.#go(this.#writer.close());
        this.#writer = undefined;
        return;
      case 'other backup': {
        const other = world.vss.backup();
        this.#others.push(other);
        this.#go(other.finish());
        return;
      }
      case 'another': {
        const phase = it.fails as VssPhase;
        world.vss.writer('Another', it.hangs ? { hangs: phase } : { fails: phase });
        return;
      }
      case 'openBackup':
      case 'openRestore':
        this.#open(it.do, it.cancel);
        return;
      default:
        this.#use(it);
    }
  }

  async #makeWriter(): Promise<void> {
    if (this.#writer) return;
    const hear = ({ phase, sessionId }: VssEvent) => void this.#heard.push({ phase, session: sessionId });
    this.#writer = await this.#vss.createWriter(
      { id: OWN, name: 'Own', usage: 'userData', source: 'other', components: [{ type: 'fileGroup', name: 'own' }] },
      {
        prepareBackup: hear,
        freeze: event => {
          hear(event);
          this.#frozen.push({ session: event.sessionId, resumes: 0 });
        },
        resume: event => {
          const due = this.#frozen.find(it => it.session === event.sessionId && it.resumes === 0);
          expect(due, 'there is something to resume').toBeDefined();
          due!.resumes += 1;
        },
        postSnapshot: hear,
        backupComplete: hear,
        backupShutdown: hear,
        preRestore: hear,
        postRestore: hear,
      },
    );
  }

  /** A signal as the step says. */
  #signal(aborts: string): AbortSignal | undefined {
    if (aborts === 'never') return undefined;
    const controller = new AbortController();
    if (aborts === 'before') controller.abort();
    else if (aborts === 'at once') queueMicrotask(() => controller.abort());
    else this.#controllers.push(controller);
    return controller.signal;
  }

  #go(promise: Promise<unknown>): void {
    this.#going.push(promise.catch(() => {}));
  }

  #open(how: 'openBackup' | 'openRestore', { timeout, aborts }: { timeout: number | undefined; aborts: string }): void {
    const controller = new AbortController();
    const end = () => controller.abort();
    if (aborts === 'before') end();
    else if (aborts === 'at once') queueMicrotask(end);
    else if (aborts === 'later') this.#controllers.push(controller);
    const options = { security: 'asIs', timeout, signal: controller.signal } as const;
    const opening =
      how === 'openBackup' ? this.#vss.openBackup(options) : this.#vss.openRestore(this.#document!, options);
    const kind = how === 'openBackup' ? 'backup' : 'restore';
    this.#go(opening.then(it => void this.#sessions.push({ kind, it, end })));
  }

  #use(step: Used): void {
    const found = this.#sessions[step.which % Math.max(1, this.#sessions.length)];
    if (!found) return;
    const { kind, it, end } = found;
    if ('cancel' in step) this.#ask(step, kind, it);
    else if (step.do === 'end') end();
    else this.#go(it.close());
  }

  #ask(step: Extract<Used, { readonly cancel: object }>, kind: 'backup' | 'restore', it: VssSession): void {
    const { timeout, aborts } = step.cancel;
    const options = { timeout, signal: this.#signal(aborts) };
    if (!('components' in step)) {
      this.#go(this.#saysWhich(it, it[step.do](options)));
      return;
    }
    const chosen = COMPONENTS[step.components];
    const [backup, restore] = [it as VssBackup, it as VssRestore];
    const acts = {
      snapshot: () => backup.snapshot(['C:\\'], { ...options, components: chosen }),
      complete: () => backup.complete({ ...options, failed: chosen }),
      before: () => restore.before({ ...options, components: chosen ?? [] }),
      after: () => restore.after({ ...options, failed: chosen }),
    };
    if (kind === (step.do === 'before' || step.do === 'after' ? 'restore' : 'backup')) {
      this.#go(this.#saysWhich(it, acts[step.do]()));
    }
  }

  /** What a session rejects with says which session it is about. */
  async #saysWhich(session: VssSession, promise: Promise<unknown>): Promise<void> {
    try {
      await promise;
    } catch (error) {
      const { code, message } = error as Error & { readonly code: string };
      if (code === 'ERR_INVALID_ARG_VALUE' || session.id === undefined) return;
      expect(message, 'an error says which session it is about').toContain(session.id);
    }
  }

  /** Nothing hinders any more. */
  async #end(): Promise<void> {
    for (const fault of this.#failing.values()) fault.end();
    this.#stopped?.end();
    for (const fault of this.#held.splice(0)) fault.end();
    await this.#world.settled();
    for (const { it } of this.#sessions) this.#go(it.close());
    for (const it of this.#others) this.#go(it.abort());
    if (this.#writer) this.#go(this.#writer.close());
    await this.#world.advance(LONG_MS);
    let isOver = false;
    void Promise.all(this.#going).then(() => {
      isOver = true;
    });
    await this.#world.settled();
    expect(isOver, 'all that was begun ends').toBe(true);
  }

  #check(): void {
    const wrong = this.#messages.filter(it => it.code === 0x80042301);
    expect(wrong, 'nothing is asked out of order').toEqual([]);
    this.#checkEnds();
    const ids = new Set([...this.#messages.map(it => it.vssSession), ...this.#others.map(it => it.id)]);
    for (const { session } of this.#heard) expect(ids.has(session), 'each event has the id of a session').toBe(true);
    for (const it of this.#frozen) expect(it.resumes, 'each freeze is resumed once').toBe(1);
  }

  /**
   * An abort is owed from the set on, until the backup is complete. A thread that Windows has held for too long gives its object back
   * by itself. Before a session has its id, nobody knows whose calls they are.
   */
  #checkEnds(): void {
    const bySession = new Map<string, Message[]>();
    for (const it of this.#messages) {
      if (it.vssSession === undefined || !it.syscall.startsWith('IVssBackupComponents')) continue;
      bySession.set(it.vssSession, [...(bySession.get(it.vssSession) ?? []), it]);
    }
    for (const [id, calls] of bySession) {
      const of = (name: string) => calls.filter(it => it.syscall === `IVssBackupComponents.${name}`);
      const releases = of('Release').length;
      expect(releases, `${id} is given back once`).toBeLessThanOrEqual(1);
      if (!this.#wasHeld) expect(releases, `${id} is given back`).toBe(1);
      if (releases > 0) expect(calls.at(-1)?.syscall).toBe('IVssBackupComponents.Release');
      const isOwed = of('StartSnapshotSet').some(it => it.ok) && !of('BackupComplete').some(it => it.ok);
      const aborts = of('AbortBackup').length;
      if (releases > 0 && of('StartSnapshotSet').length > 0) expect(aborts, `what ${id} owes`).toBe(isOwed ? 1 : 0);
      else expect(aborts, `what ${id} owes at most`).toBeLessThanOrEqual(1);
    }
  }

  /** Whatever was, the next one works, and there is room for all that there may be. */
  async #works(): Promise<void> {
    const all = await Promise.all(
      Array.from({ length: MOST_SESSIONS }, () =>
        this.#vss.openBackup({ security: 'asIs', writers: { only: [OTHER] } }),
      ),
    );
    await all[0]!.snapshot(['C:\\'], { components: [MAIN] });
    await all[0]!.complete();
    await Promise.all(all.map(it => it.close()));
  }
}
