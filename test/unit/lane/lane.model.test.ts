import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AbortSignalLike, Cancel } from '../../../lib/lane/cancel.js';
import { Gate } from '../../../lib/lane/gate.js';
import type { Ask } from '../../../lib/lane/job.js';
import { Lane } from '../../../lib/lane/lane.js';
import { SideThreads } from '../../../lib/lane/side-threads.js';
import { Slots } from '../../../lib/lane/slots.js';
import { Wait } from '../../../lib/lane/wait.js';
import { Waits } from '../../../lib/lane/waits.js';
import { HandClock } from './fake-thread.js';
import { type CallRecord, ModelProcess, ModelThread } from './model-threads.js';

/** How many times as many programs as in a plain run. */
const TIMES = Number(process.env.WINSTATION_MODEL_RUNS ?? 1);
const PROGRAMS = 150;

const LEFT = { perHost: 2, inAll: 4 };
const SIDE_THREADS = { perHost: 2, inAll: 3 };
const WRITTEN_OFF = 5;
/** Calls without a limit, which only the end settles. */
const LONG = 1_000_000;

const hostName = fc.constantFrom('a', 'a', 'a', 'b', 'c');
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('lane' as const, 'sideThread'),
      host: hostName,
      /** The raw calls of each question. */
      questions: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
      act: fc.boolean(),
      fails: fc.boolean(),
      timeout: fc.constantFrom(undefined, undefined, 0, 10, 10, 5_000, Number.POSITIVE_INFINITY),
      signal: fc.constantFrom(undefined, 0, 1),
      /** With a wait that nobody stops, as shared look-ups have. Its host may already be closed. */
      loose: fc.nat(5).map(it => it === 0),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 10, 1_000, 1_000, 5_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('abort' as const), signal: fc.constantFrom(0, 1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), host: hostName }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set' as const), by: fc.integer({ min: -LONG, max: LONG }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type CallStep = Extract<Step, { questions: unknown }>;

class Signal implements AbortSignalLike {
  aborted = false;
  readonly listeners = new Set<() => void>();
  addEventListener(_: 'abort', listener: () => void): void {
    this.listeners.add(listener);
  }
  removeEventListener(_: 'abort', listener: () => void): void {
    this.listeners.delete(listener);
  }
  abort(): void {
    this.aborted = true;
    for (const listener of [...this.listeners]) listener();
  }
}

interface Host {
  readonly name: string;
  readonly waits: Waits;
  readonly lane: Lane<ModelThread>;
  readonly sideThreads: SideThreads<ModelThread>;
  /** The calls that have asked a question on its lane, in order. */
  readonly begun: number[];
  readonly threads: ModelThread[];
  isClosed: boolean;
}

interface Call extends CallRecord {
  readonly number: number;
  readonly due: number;
  settledTimes: number;
  end: unknown;
}

/** Hosts of one backend, and all calls made on them. */
class Rig {
  readonly clock = new HandClock();
  readonly process = new ModelProcess(WRITTEN_OFF);
  readonly leftBehind = new Slots(LEFT.perHost, LEFT.inAll);
  readonly sideSlots = new Slots(SIDE_THREADS.perHost, SIDE_THREADS.inAll);
  readonly gate = new Gate(this.leftBehind);
  readonly signals = [new Signal(), new Signal()];
  readonly calls: Call[] = [];
  #inside = 0;
  readonly #loose: CallRecord[] = [];
  readonly #hosts = new Map<string, Host>();
  readonly #all: Host[] = [];

  async take(it: Step): Promise<void> {
    switch (it.do) {
      case 'answer': {
        const { stuck } = this.process;
        if (stuck.length > 0) stuck[it.which % stuck.length]?.answer();
        break;
      }
      case 'pass':
        await this.clock.pass(it.ms);
        break;
      case 'abort':
        this.signals[it.signal]?.abort();
        await this.settle();
        this.signals[it.signal] = new Signal();
        break;
      case 'close':
        this.#close(this.#hosts.get(it.host));
        break;
      case 'set':
        this.clock.wrong += it.by;
        break;
      default:
        if (it.loose) this.#callLoosely(it);
        else this.#call(it);
    }
    await this.clock.pass(0);
    await this.settle();
    this.check();
  }

  /** Lets all raw calls return, and closes everything. */
  async end(): Promise<void> {
    for (
      let i = 0;
      i < 1_000 && (this.process.stuck.length > 0 || [...this.calls, ...this.#loose].some(it => !it.settled));
      i++
    ) {
      for (const thread of this.process.stuck) thread.answer();
      await this.settle();
    }
    for (const host of this.#all) this.#close(host);
    await this.settle();
    this.check();
    expect(this.#loose.filter(it => !it.settled)).toEqual([]);
    expect(this.calls.map(it => it.settledTimes)).toEqual(this.calls.map(() => 1));
    expect({
      left: this.leftBehind.taken,
      sideThreads: this.sideSlots.taken,
      waiting: this.gate.waiting,
      writtenOff: this.process.writtenOff,
      timers: this.clock.timers,
      kept: this.clock.kept,
      listeners: this.signals.map(it => it.listeners.size),
      threads: this.process.threads.filter(it => !it.isGone).length,
    }).toEqual({
      left: 0,
      sideThreads: 0,
      waiting: 0,
      writtenOff: 0,
      timers: 0,
      kept: 0,
      listeners: [0, 0],
      threads: 0,
    });
  }

  check(): void {
    expect(this.process.violations).toEqual([]);
    for (const call of this.calls) {
      expect(call.settledTimes).toBeLessThanOrEqual(1);
      if (!call.settled) expect(call.due, `${call.name} is late`).toBeGreaterThan(this.clock.time);
    }
    for (const { begun } of this.#all) expect(begun).toEqual([...begun].sort((a, b) => a - b));
    for (const thread of this.process.stuck) if (thread.isForsaken) expect(thread.isStopped).toBe(true);
    expect(this.clock.kept).toBe(this.calls.filter(it => !it.settled).length);
    // One thread for each lane and each side slot. Any other thread is left behind or is about to end.
    const alive = this.process.threads.filter(it => !it.isGone).length;
    const open = this.#all.filter(it => !it.isClosed).length;
    expect(alive).toBeLessThanOrEqual(open + this.leftBehind.taken + this.sideSlots.taken);
    if (this.#inside === 0) expect(this.gate.waiting).toBe(0);
    expect(this.sideSlots.taken).toBeLessThanOrEqual(SIDE_THREADS.inAll);
    for (const name of ['a', 'b', 'c']) {
      // A host that is closed with a call under way leaves one more thread behind, but opens none after that.
      const closed = this.#all.filter(it => it.name === name && it.isClosed && it.threads.some(one => one.isBusy));
      expect(this.leftBehind.takenBy(name)).toBeLessThanOrEqual(LEFT.perHost + Math.min(1, closed.length));
    }
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 60; i++) await Promise.resolve();
  }

  #make(name: string): Host {
    const { clock } = this;
    const threads: ModelThread[] = [];
    const busy = () => new Error('busy');
    const openThread = () => {
      if (host.isClosed) this.process.violated(`${name}: a thread for a closed host`);
      const thread = new ModelThread(this.process);
      threads.push(thread);
      return thread;
    };
    const host: Host = {
      name,
      waits: new Waits(clock),
      lane: new Lane({ clock, leftBehind: this.leftBehind.of(name), openThread, busy }),
      sideThreads: new SideThreads({ slots: this.sideSlots.of(name), openThread, busy }),
      begun: [],
      threads,
      isClosed: false,
    };
    this.#all.push(host);
    return host;
  }

  #close(host: Host | undefined): void {
    if (!host || host.isClosed) return;
    host.isClosed = true;
    if (this.#hosts.get(host.name) === host) this.#hosts.delete(host.name);
    const error = (outcome?: 'unknown') => Object.assign(new Error('closed'), { outcome });
    host.lane.close(error);
    host.sideThreads.close(error);
    host.waits.close(error);
  }

  #call(it: CallStep): void {
    const known = this.#hosts.get(it.host);
    const host = known ?? this.#make(it.host);
    const isOnSide = known !== undefined && it.do === 'sideThread';
    const number = this.calls.length;
    const due = this.clock.time + (it.timeout ?? Number.POSITIVE_INFINITY);
    const call: Call = { name: `call ${number}`, number, due, settled: false, settledTimes: 0, end: undefined };
    this.calls.push(call);
    const control: Cancel = {
      timeout: it.timeout,
      signal: it.signal === undefined ? undefined : this.signals[it.signal],
    };
    let acting = false;
    const body = async (ask: Ask<ModelThread>) => {
      if (call.settled) this.process.violated(`${call.name}: begun after it has settled`);
      for (const [i, rawCalls] of it.questions.entries()) {
        await ask(
          thread => {
            if (i === 0 && !isOnSide) host.begun.push(number);
            acting = it.act && i === it.questions.length - 1;
            return thread.ask(call, rawCalls);
          },
          it.act && i === it.questions.length - 1 ? 'act' : undefined,
        );
      }
      if (it.fails) throw new Error('mine');
      return number;
    };
    const run = (wait: Wait) => (isOnSide ? host.sideThreads.run(wait, body) : host.lane.run(wait, body));
    // As openHost() does: a host that fails is closed, and of two that were opened for the same name one is kept.
    const opening = (wait: Wait) =>
      this.gate.pass(
        host.name,
        wait,
        () => new Error('busy'),
        async () => {
          this.#inside += 1;
          try {
            const value = await run(wait);
            if (this.#hosts.has(host.name)) this.#close(host);
            else this.#hosts.set(host.name, host);
            return value;
          } catch (error) {
            this.#close(host);
            throw error;
          } finally {
            this.#inside -= 1;
          }
        },
      );
    host.waits.during(control, known ? run : opening).then(
      value => this.#settled(call, value, it, acting),
      error => this.#settled(call, error, it, acting),
    );
  }

  #callLoosely(it: CallStep): void {
    const host = this.#all.filter(one => one.name === it.host).at(-1);
    if (!host) return;
    const name = `loose call ${this.#loose.length}`;
    const call: CallRecord = { name, settled: false };
    this.#loose.push(call);
    const { isClosed } = host;
    const body = async (ask: Ask<ModelThread>) => {
      if (isClosed) this.process.violated(`${name}: begun on a closed host`);
      for (const rawCalls of it.questions) await ask(thread => thread.ask(call, rawCalls));
    };
    const wait = new Wait(this.clock);
    const ended = it.do === 'lane' ? host.lane.run(wait, body) : host.sideThreads.run(wait, body);
    ended
      .catch(() => {})
      .finally(() => {
        call.settled = true;
      });
  }

  #settled(call: Call, end: unknown, it: CallStep, acting: boolean): void {
    call.settled = true;
    call.settledTimes += 1;
    call.end = end;
    if (typeof end === 'number') {
      expect(end).toBe(call.number);
      expect(it.fails).toBe(false);
      return;
    }
    const { name, message, outcome } = end as Error & { outcome?: 'unknown' };
    if (message === 'mine') expect(it.fails).toBe(true);
    else if (message !== 'busy') {
      expect(['TimeoutError', 'AbortError', 'Error']).toContain(name);
      expect(outcome).toBe(acting ? 'unknown' : undefined);
    }
  }
}

it(
  'settles each call once, in order and in time, and leaves nothing behind',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), async steps => {
        const rig = new Rig();
        for (const it of steps) await rig.take(it);
        await rig.end();
      }),
      { numRuns: Math.ceil(PROGRAMS * TIMES) },
    );
  },
  60_000 * Math.max(1, TIMES),
);
