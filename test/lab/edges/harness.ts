import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';
import { ControlClient } from '../wire/control.js';

export { sleep };

/** From this file; in a single executable, whose own `require` finds nothing but Node, from the program. */
const here = createRequire(__filename);

/** The package by its name; a planted one would lie elsewhere. */
export const winstation = (): typeof import('winstation') => here('winstation');
/** Another entry of it. */
export const entry = <T>(name: `winstation/${string}`): T => here(name) as T;

/** Every environment loads the hook once, before the addon, so that its thread counts as one that runs JavaScript. */
export function loadHook(): void {
  process.dlopen({ exports: {} } as NodeJS.Module, String(process.env.LAB_HOOK));
}

export interface EdgeLab {
  readonly client: ControlClient;
  check(holds: boolean, otherwise: string): void;
  /** Something happens in the world: on this machine, or on another host. */
  act(method: string, ...args: readonly unknown[]): Promise<unknown>;
  actOn(host: string, method: string, ...args: readonly unknown[]): Promise<unknown>;
  fault(method: string, ...args: readonly unknown[]): Promise<() => Promise<void>>;
  faultOn(host: string, method: string, ...args: readonly unknown[]): Promise<() => Promise<void>>;
  /** Waits until the world was asked for something at least so often. */
  asked(name: string, times?: number): Promise<void>;
  /**
   * Everything that Windows gave has come back, by what the stand-in saw and by what the addon counts; and no thread is left
   * but so many that wait for another question.
   */
  nothingLeft(idleThreads: number): Promise<void>;
}

interface Counts extends Readonly<Record<string, number>> {
  readonly threads: number;
  readonly writtenOff: number;
}

const SETTLE_MS = 3000;

/** The addon's own count, taken from the file in which the package keeps it for tests. */
export function nativeCounts(): Counts {
  const file = path.join(path.dirname(here.resolve('winstation')), 'native/index.js');
  return (here(file) as { nativeCounts(): Counts }).nativeCounts();
}

async function settledCounts(idleThreads: number): Promise<Counts> {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const counts = nativeCounts();
    const { threads, ...rest } = counts;
    const left = Object.values(rest).reduce((all, it) => all + it, 0);
    if ((left === 0 && threads <= idleThreads) || Date.now() > deadline) return counts;
    await sleep(10);
  }
}

interface Outstanding {
  readonly buffers: number;
  readonly handles: number;
  readonly windows: number;
  readonly registrations: number;
  readonly misuses: readonly string[];
}

const notes: string[] = [];

/** Written at once: some of these processes end in ways that leave no time. */
export function report(ok: boolean): void {
  writeFileSync(String(process.env.LAB_RESULT), JSON.stringify({ ok, notes }));
}

function makeLab(client: ControlClient): EdgeLab {
  const faultAt = async (host: string | null, method: string, args: readonly unknown[]) => {
    const { $fault } = (await client.request('act', host, method, args)) as { $fault: number };
    return async () => {
      await client.request('endFault', $fault);
    };
  };
  return {
    client,
    check,
    act: (method, ...args) => client.request('act', null, method, args),
    actOn: (host, method, ...args) => client.request('act', host, method, args),
    fault: (method, ...args) => faultAt(null, method, args),
    faultOn: (host, method, ...args) => faultAt(host, method, args),
    async asked(name, times = 1) {
      const deadline = Date.now() + 10_000;
      for (;;) {
        const calls = (await client.request('calls')) as { name: string }[];
        if (calls.filter(call => call.name === name).length >= times) return;
        if (Date.now() > deadline) throw new Error(`${name} was not asked ${times} times`);
        await sleep(5);
      }
    },
    async nothingLeft(idleThreads) {
      // A thread that is leaving gives back what it has.
      const { threads, ...rest } = await settledCounts(idleThreads);
      const out = (await client.request('outstanding', 0)) as Outstanding;
      if (out.buffers > 0) notes.push(`${out.buffers} buffers were never freed`);
      if (out.handles > 0) notes.push(`${out.handles} handles were never closed`);
      if (out.windows > 0) notes.push(`${out.windows} windows were never destroyed`);
      if (out.registrations > 0) notes.push(`${out.registrations} windows were never unregistered`);
      notes.push(...out.misuses);
      if (threads > idleThreads) notes.push(`${threads} native threads are left instead of ${idleThreads}`);
      for (const [what, count] of Object.entries(rest)) if (count !== 0) notes.push(`${what} counts ${count}`);
    },
  };
}

/**
 * Runs an edge in the main thread, and in a worker what it names for workers. The result is written when `main` is done;
 * what goes wrong afterwards shows in how the process ends.
 */
export function edge(parts: {
  main(lab: EdgeLab): Promise<void>;
  worker?(): Promise<void> | void;
  /** False where the addon must be the first to load a DLL. */
  hook?: boolean;
}): void {
  if (parts.hook !== false) loadHook();
  if (!isMainThread) {
    void parts.worker?.();
    return;
  }
  judge(parts.main(makeLab(ControlClient.ofThisProcess())));
}

type Check = EdgeLab['check'];

const check: Check = (holds, otherwise) => {
  if (!holds) notes.push(otherwise);
};

/** An edge that neither drives a world nor counts what is left. */
export const plainEdge = (main: (check: Check) => Promise<void>): void => judge(main(check));

function judge(run: Promise<void>): void {
  run.then(
    () => report(notes.length === 0),
    error => {
      notes.push(error instanceof Error ? String(error.stack) : String(error));
      report(false);
      process.exitCode = 3;
    },
  );
}

/** How a promise ended: its error's `reason`, else its `code` or `name`; or 'fulfilled'. */
export async function howItEnds(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'fulfilled';
  } catch (error) {
    const { reason, code, name } = error as { reason?: unknown; code?: unknown; name?: unknown };
    return String(reason ?? code ?? name);
  }
}
