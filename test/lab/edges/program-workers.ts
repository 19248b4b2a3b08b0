import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type EdgeLab, edge, howItEnds, winstation } from './harness.js';
import { begun, onlyRunOn } from './programs.js';

/** How workers leave with programs that run, write and read, all of them at the same time. */
const LEAVE = ['ended', 'exit', 'terminated', 'throw'] as const;

/** Each says how long it lives. */
const CALLERS = 'C:\\Tools\\callers.exe';
const RUN = 'C:\\Tools\\run.exe';
const OWN = 'C:\\Tools\\own.exe';
/** How many each worker starts. */
const OF_A_WORKER = 3;

type Leave = (typeof LEAVE)[number];

const host = () => winstation().localHost();

/** A worker that leaves in its way when it is told to. */
class Leaving {
  readonly #leave: Leave;
  readonly #worker: Worker;
  readonly #gone: Promise<unknown>;
  readonly underWay: Promise<unknown>;
  #failure: unknown;

  constructor(session: number, leave: Leave) {
    this.#leave = leave;
    this.#worker = new Worker(__filename, { workerData: { leave, session } });
    this.#worker.on('error', error => {
      this.#failure = error;
    });
    this.#gone = once(this.#worker, 'exit').catch(() => {});
    this.underWay = Promise.race([once(this.#worker, 'message'), this.#gone]).catch(() => {});
  }

  async leave({ check }: EdgeLab): Promise<void> {
    if (this.#leave === 'terminated') await this.#worker.terminate();
    else this.#worker.postMessage('leave');
    await this.#gone;
    const isDue = (this.#failure !== undefined) === (this.#leave === 'throw');
    check(isDue, `the worker that is ${this.#leave}: ${String(this.#failure)}`);
  }
}

/** A stop ends the programs, and gives everything back in a thread that goes on. */
async function aborted(lab: EdgeLab, session: number): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  const run = host().run(session, RUN, [], { signal, input: new Uint8Array(300_000) });
  const spawned = await host().spawn(session, CALLERS, [], { signal, output: 'stream' });
  spawned.ref();
  await begun(lab, 2);
  stop.abort();
  lab.check((await run).stoppedBy === 'abort', 'the run was stopped by its signal');
  lab.check((await spawned.ended).stoppedBy === 'abort', 'the program was stopped by its signal');
  await onlyRunOn(lab, []);
  // Stopped while it is made: then nothing has run.
  const release = await lab.fault('hold', 'CreateEnvironmentBlock');
  const late = new AbortController();
  const held = howItEnds(host().run(session, RUN, [], { signal: late.signal }));
  await lab.asked('CreateEnvironmentBlock', 3);
  late.abort();
  lab.check((await held) === 'ABORT_ERR', `a run that was being made ended with ${await held}`);
  await release();
  await lab.nothingLeft(1);
  await onlyRunOn(lab, []);
}

edge({
  async main(lab) {
    await lab.client.request('reset', undefined, { as: 'system' });
    const session = (await lab.act('logon', { user: 'anna', client: { name: 'LAPTOP7' } })) as number;
    // These write more than a pipe holds. A program of the lab writes in order: its errors would wait behind that for ever.
    for (const file of [CALLERS, RUN]) await lab.client.request('program', file, [{ bytes: 300_000 }, 'hang']);
    await lab.client.request('program', OWN, [{ stderr: 'here' }, 'hang']);
    await aborted(lab, session);
    const workers = LEAVE.map(leave => new Leaving(session, leave));
    await Promise.all(workers.map(it => it.underWay));
    await begun(lab, LEAVE.length * OF_A_WORKER);
    for (const it of workers) await it.leave(lab);
    // One of each worker that left by force.
    await onlyRunOn(
      lab,
      LEAVE.slice(1).map(() => 'own.exe'),
    );
    // One is being made when its worker goes.
    const release = await lab.fault('hold', 'CreateProcessAsUserW');
    const worker = new Worker(__filename, { workerData: { leave: 'making', session } });
    await lab.asked('CreateProcessAsUserW', 2 + LEAVE.length * OF_A_WORKER + 1);
    await worker.terminate();
    await release();
    await lab.nothingLeft(1);
    // Its thread has left, so it starts no more.
    await onlyRunOn(lab, []);
  },
  async worker() {
    const { leave, session } = workerData as { leave: Leave | 'making'; session: number };
    if (leave === 'making') {
      await host().spawn(session, CALLERS);
      return;
    }
    const stop = new AbortController();
    const run = host().run(session, RUN, [], { signal: stop.signal, input: new Uint8Array(300_000) });
    const callers = await host().spawn(session, CALLERS, [], { lifetime: 'caller', output: 'stream' });
    const own = await host().spawn(session, OWN, [], { output: 'stream' });
    // One is read, and nobody takes the rest.
    await callers.stdout[Symbol.asyncIterator]().next();
    await own.stderr[Symbol.asyncIterator]().next();
    const next = callers.stderr[Symbol.asyncIterator]().next();
    for (const it of [run, next]) it.catch(() => {});
    parentPort?.postMessage('under way');
    await once(parentPort as NonNullable<typeof parentPort>, 'message');
    if (leave === 'exit') process.exit(0);
    if (leave === 'throw') throw new Error('a worker that fails on purpose');
    stop.abort();
    await Promise.all([run, callers.terminate(), own.terminate(), next]);
  },
});
