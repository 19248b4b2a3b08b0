import { expect, it } from 'vitest';
import type { VssEvent, VssHandlers, VssRefusal } from 'winstation/vss';
import { withWorld } from '../suite.js';
import { DEFINITION, OWN, RICH } from './rich.js';

const ROUNDS = 1_000;
const TIMEOUT_MS = 300_000;

/** The same in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const driver = withWorld(RICH);

it('is answered for the session that it was called for, two thousand sessions long', {
  timeout: TIMEOUT_MS,
}, async () => {
  const random = seeded(42);
  const seen = new Map<string | undefined, string[]>();
  /** At once, in the same turn or in a later one. */
  const sometime = (): Promise<void> | undefined => {
    const chance = random();
    if (chance < 0.3) return undefined;
    return chance < 0.6 ? Promise.resolve() : new Promise(resolve => setImmediate(resolve));
  };
  // It sends the id back: the world shows it with the answer of the session that it came to.
  const answer = async ({ phase, sessionId }: VssEvent): Promise<VssRefusal | undefined> => {
    seen.set(sessionId, [...(seen.get(sessionId) ?? []), phase]);
    await sometime();
    return { warn: 'retryable', message: `${phase} of ${sessionId}` };
  };
  const note = ({ phase, sessionId }: VssEvent) => {
    seen.set(sessionId, [...(seen.get(sessionId) ?? []), phase]);
  };
  const handlers: VssHandlers = {
    prepareBackup: answer,
    prepareSnapshot: answer,
    freeze: answer,
    resume: note,
    postSnapshot: answer,
    backupComplete: answer,
    backupShutdown: note,
  };
  const writer = await driver.modules['winstation/vss'].createWriter(DEFINITION, handlers);
  const WHOLE = [
    'prepareBackup',
    'prepareSnapshot',
    'freeze',
    'thaw',
    'postSnapshot',
    'backupComplete',
    'backupShutdown',
  ];
  const WITHOUT_SNAPSHOT = ['prepareBackup', 'backupComplete', 'backupShutdown'];
  for (let round = 0; round < ROUNDS; round += 1) {
    seen.clear();
    const pair = await Promise.all([driver.backup(), driver.backup({ snapshot: false })]);
    const results = await Promise.all(pair.map(it => it.finish()));
    expect([...seen]).toHaveLength(2);
    for (const [i, { id }] of pair.entries()) {
      const phases = i === 0 ? WHOLE : WITHOUT_SNAPSHOT;
      expect(seen.get(id)).toEqual(phases);
      const own = results[i]!.events.filter(it => it.writer === OWN);
      expect(own.map(it => it.phase)).toEqual(phases);
      for (const it of own) if (it.message !== undefined) expect(it.message).toBe(`${it.phase} of ${id}`);
    }
  }
  await writer.close();
});
