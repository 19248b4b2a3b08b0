import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Guid } from 'winstation/identity';
import { type EdgeLab, edge, entry, nativeCounts, sleep } from './harness.js';

/** 'workers', or how the process ends with one object held and one asked for: 'exit', 'throw' or 'natural'. */
const how = process.argv[2];
/** How a worker leaves with an object held. */
const LEAVE = ['closed', 'exit', 'terminated', 'throw'] as const;
const CLSID = 'c191bfbc-b602-4675-8bd1-67d642f529d5' as Guid;
const MOST = 64;

type Leave = (typeof LEAVE)[number];

const activate = (session: number) =>
  entry<typeof import('winstation/moniker')>('winstation/moniker').activateInSession(session, CLSID);
const release = (server: AsyncDisposable) => server[Symbol.asyncDispose]();

async function one(session: number, leave: Leave): Promise<string | undefined> {
  const worker = new Worker(__filename, { workerData: { leave, session } });
  let failure: unknown;
  worker.on('error', error => {
    failure = error;
  });
  const exit = once(worker, 'exit');
  await Promise.race([once(worker, 'message'), exit]).catch(() => {});
  if (leave === 'terminated') await worker.terminate();
  await exit.catch(() => {});
  return (failure !== undefined) === (leave === 'throw') ? undefined : `${leave}: ${String(failure)}`;
}

async function workers({ asked, check, client, fault, nothingLeft }: EdgeLab, session: number): Promise<void> {
  const running = async () => ((await client.request('get', null, 'com.servers')) as readonly unknown[]).length;
  for (const leave of LEAVE) {
    const wrong = await one(session, leave);
    check(wrong === undefined, String(wrong));
    await nothingLeft(0);
    check((await running()) === 0, `a worker that was ${leave} has left a server`);
  }
  // One is being asked for when its worker goes.
  const end = await fault('hold', 'CoGetObject');
  const worker = new Worker(__filename, { workerData: { leave: 'asking', session } });
  await asked('CoGetObject', LEAVE.length + 1);
  await worker.terminate();
  await end();
  await nothingLeft(0);
  check((await running()) === 0, 'what came for a worker that had gone was kept');
  // As many as may be, in the main thread: each has its thread until it is given back.
  const all = await Promise.all(Array.from({ length: MOST }, () => activate(session)));
  check((await running()) === MOST, `${await running()} servers run`);
  check(nativeCounts().handles === MOST, `${nativeCounts().handles} objects are held`);
  await Promise.all(all.map(release));
  check((await running()) === 0, 'not every object was given back');
  // The lanes of the registry and of the sessions stay.
  await nothingLeft(2);
}

edge({
  async main(lab) {
    const session = (await lab.act('logon', { user: 'anna', client: { name: 'LAPTOP7' } })) as number;
    await lab.act('com.register', { clsid: CLSID, runAs: 'Interactive User' });
    if (how === 'workers') return await workers(lab, session);
    await activate(session);
    // An object that is held keeps no process alive.
    if (how === 'natural') return;
    await lab.fault('hold', 'CoGetObject');
    activate(session).catch(() => {});
    await lab.asked('CoGetObject', 2);
    setTimeout(() => {
      if (how === 'exit') process.exit(7);
      throw new Error('an uncaught error on purpose');
    }, 50);
  },
  async worker() {
    const { leave, session } = workerData as { leave: Leave | 'asking'; session: number };
    const server = await activate(session);
    if (leave === 'closed') await release(server);
    parentPort?.postMessage('held');
    if (leave === 'exit') process.exit(0);
    if (leave === 'throw') throw new Error('a worker that fails on purpose');
    if (leave === 'terminated') await sleep(30_000);
  },
});
