import { once } from 'node:events';
import type { VssEvent, VssHandlers, VssPhase } from 'winstation/vss';
import { type EdgeLab, edge, report } from './harness.js';
import { BEFORE, definition, kindOf, PHASES, vss } from './vss.js';

// A process ends with a writer and a requester that are open, and with handlers that Windows waits for; or by itself, since its
// writer does not keep it. What Windows was answered, the lab looks at when the process is gone.
const [how, withSet] = process.argv.slice(-2);

/** One session at a time is in one of these. */
const OF_SETS: readonly VssPhase[] = ['prepareSnapshot', 'freeze', 'thaw', 'postSnapshot'];
const HELD = PHASES.filter(it => it === withSet || !OF_SETS.includes(it));

/** Which session is held at which phase. */
const heldAt = new Map<string | undefined, VssPhase>();
const called = new Set<VssPhase>();
let allCalled = () => {};
const areCalled = new Promise<void>(resolve => {
  allCalled = resolve;
});

function handler({ phase, sessionId }: VssEvent): Promise<undefined> | undefined {
  if (heldAt.get(sessionId) !== phase) return undefined;
  called.add(phase);
  if (called.size === HELD.length) allCalled();
  return new Promise(() => {});
}

const handlers = {
  ...Object.fromEntries(PHASES.filter(it => it !== 'thaw').map(phase => [phase, handler])),
  resume: handler,
} as unknown as VssHandlers;

/** A session whose writer does not answer for this phase. */
async function hold({ client }: EdgeLab, phase: VssPhase): Promise<void> {
  const options = kindOf(phase) === 'backup' ? { snapshot: OF_SETS.includes(phase) } : {};
  const { id } = (await client.request('vssSession', kindOf(phase), options)) as { readonly id: string };
  heldAt.set(id, phase);
  const before = phase === 'backupComplete' ? 'prepareBackup' : BEFORE[phase];
  if (before !== undefined) await client.request('vss', id, 'until', before);
  void client.request('vss', id, phase === 'abort' ? 'abort' : 'finish').catch(() => {});
}

edge({
  async main(lab) {
    await lab.client.request('reset');
    const { createWriter, openBackup } = vss();
    const writer = await createWriter(definition(), handlers);
    const backup = await openBackup({ security: 'asIs' });
    lab.check((await backup.writers()).length === 1, 'there is not one writer');
    if (how === 'unref') {
      await backup.close();
      writer.unref();
      return;
    }
    for (const phase of HELD) await hold(lab, phase);
    await areCalled;
    report(true);
    if (how === 'exit') process.exit(7);
    setImmediate(() => {
      throw new Error('This ends the process.');
    });
    await once(process, 'exit');
  },
});
