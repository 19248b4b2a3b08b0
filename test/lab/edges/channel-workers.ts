import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type EdgeLab, edge, nativeCounts, sleep, winstation } from './harness.js';

/** How a worker leaves, in turn, with channels that are opened, read and written. */
const LEAVE = ['closed', 'exit', 'terminated', 'throw'] as const;
const WORKERS = 12;
const AT_ONCE = 4;
const DYNAMIC = { dynamic: true } as const;

type Leave = (typeof LEAVE)[number];

const client = ({ client }: EdgeLab, session: unknown, name: string, ...act: readonly unknown[]) =>
  client.request('channel', session, name, DYNAMIC, ...act);

async function one(session: number, index: number): Promise<string | undefined> {
  const leave = LEAVE[index % LEAVE.length];
  const worker = new Worker(__filename, { workerData: { leave, session } });
  let failure: unknown;
  worker.on('error', error => {
    failure = error;
  });
  const exit = once(worker, 'exit');
  await Promise.race([once(worker, 'message'), exit]).catch(() => {});
  if (leave === 'terminated') await worker.terminate();
  await exit.catch(() => {});
  return (failure !== undefined) === (leave === 'throw') ? undefined : `worker ${index} (${leave}): ${String(failure)}`;
}

/** Nobody reads: the addon takes so much and no more, and gives it back. */
async function readsAhead(lab: EdgeLab, session: number): Promise<void> {
  const channel = await winstation().localHost().openChannel(session, 'AHEAD', DYNAMIC);
  await client(lab, session, 'AHEAD');
  const message = new Uint8Array(256 * 1024);
  for (let i = 0; i < 16; i++) await client(lab, session, 'AHEAD', 'send', message);
  let most = 0;
  for (let i = 0; i < 40; i++) {
    await sleep(10);
    most = Math.max(most, nativeCounts().pieces ?? 0);
  }
  // 256 KiB in pieces of 1,608 bytes.
  lab.check(most > 100 && most < 200, `${most} pieces were read ahead`);
  let got = 0;
  for await (const it of channel) {
    got += it.length;
    if (got === 16 * message.length) break;
  }
  await channel.close();
}

edge({
  async main(lab) {
    const session = (await lab.act('logon', { user: 'anna', client: { name: 'LAPTOP7' } })) as number;
    for (const name of ['AHEAD', 'BUSY', 'QUIET', 'FULL']) await client(lab, session, name);
    await readsAhead(lab, session);
    await client(lab, session, 'FULL', 'pause');
    for (let first = 0; first < WORKERS; first += AT_ONCE) {
      const wrong = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => one(session, first + i)));
      for (const text of wrong) lab.check(text === undefined, String(text));
    }
    // One is being opened when its worker goes.
    const release = await lab.fault('hold', 'WTSVirtualChannelOpenEx');
    const worker = new Worker(__filename, { workerData: { leave: 'opening', session } });
    await lab.asked('WTSVirtualChannelOpenEx', WORKERS * 3 + 2);
    await worker.terminate();
    await release();
    await lab.nothingLeft(1);
  },
  async worker() {
    const { leave, session } = workerData as { leave: Leave | 'opening'; session: number };
    const host = winstation().localHost();
    const open = (name: string) => host.openChannel(session, name, DYNAMIC);
    if (leave === 'opening') {
      await open('QUIET');
      return;
    }
    const [busy, quiet, full] = await Promise.all([open('BUSY'), open('QUIET'), open('FULL')]);
    const bytes = new Uint8Array(300_000);
    const under = [quiet[Symbol.asyncIterator]().next(), busy.write(bytes), full.write(bytes), full.write(bytes)];
    for (const it of under) it.catch(() => {});
    await sleep(30);
    if (leave === 'closed') {
      for (const it of [busy, quiet, full]) await it.close();
      parentPort?.postMessage('done');
      return;
    }
    parentPort?.postMessage('under way');
    if (leave === 'exit') process.exit(0);
    if (leave === 'throw') throw new Error('a worker that fails on purpose');
  },
});
