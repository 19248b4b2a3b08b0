import { afterEach, describe, expect, it } from 'vitest';
import type { VssHandlers, VssPhase, VssRefusal, VssWriter } from 'winstation/vss';
import { withWorld } from '../suite.js';
import { DEFINITION, OWN, RICH } from './rich.js';

const DEADLINE_MS = 100;

const PHASES = [
  'prepareBackup',
  'prepareSnapshot',
  'freeze',
  'thaw',
  'postSnapshot',
  'abort',
  'backupComplete',
  'backupShutdown',
  'preRestore',
  'postRestore',
] as const satisfies readonly VssPhase[];
type Phase = (typeof PHASES)[number];

/** What Windows does not ask: whatever is returned there is no refusal. */
const WORDS_ONLY: readonly Phase[] = ['thaw', 'abort', 'backupShutdown'];
const RESTORES: readonly Phase[] = ['preRestore', 'postRestore'];

interface Manner {
  /** Undefined: there is no handler. `release` settles one that does not answer, when all has been seen. */
  readonly handler: ((release: Promise<undefined>) => unknown) | undefined;
  readonly answer: 'ok' | 'failed' | 'late' | 'warned';
  readonly code?: string;
  /** The listener of `failed` hears of it. */
  readonly fails?: boolean;
}

const thrown = new Error('nicht heute');

const MANNERS: Readonly<Record<string, Manner>> = {
  absent: { handler: undefined, answer: 'ok' },
  'answers at once': { handler: () => undefined, answer: 'ok' },
  'answers later': { handler: () => new Promise<void>(resolve => setImmediate(resolve)), answer: 'ok' },
  throws: {
    handler: () => {
      throw thrown;
    },
    answer: 'failed',
    code: 'VSS_E_WRITERERROR_NONRETRYABLE',
    fails: true,
  },
  rejects: {
    handler: () => Promise.reject(thrown),
    answer: 'failed',
    code: 'VSS_E_WRITERERROR_NONRETRYABLE',
    fails: true,
  },
  'never answers': {
    handler: release => release,
    answer: 'late',
    code: 'VSS_E_WRITERERROR_TIMEOUT',
    fails: true,
  },
  refuses: {
    handler: (): VssRefusal => ({ fail: 'outOfResources' }),
    answer: 'failed',
    code: 'VSS_E_WRITERERROR_OUTOFRESOURCES',
  },
  warns: {
    handler: async (): Promise<VssRefusal> => ({ warn: 'retryable' }),
    answer: 'warned',
    code: 'VSS_E_WRITERERROR_RETRYABLE',
  },
};

const CASES = PHASES.flatMap(phase => Object.entries(MANNERS).map(([manner, it]) => [phase, manner, it] as const));

const isRefusal = ({ answer, fails }: Manner) => fails !== true && answer !== 'ok';

function handlersFor(phase: Phase, handler: (() => unknown) | undefined): VssHandlers {
  if (handler === undefined) return {};
  const plain = { [phase]: handler };
  if (phase === 'freeze') return { freeze: handler as never, resume: () => {} };
  // An abort brings a resume, too. Here it is the thaw that does not go well.
  const resume = (event: { readonly phase: string }) => (event.phase === 'thaw' ? handler() : undefined);
  return phase === 'thaw' ? { freeze: () => {}, resume: resume as never } : (plain as VssHandlers);
}

describe('a handler', () => {
  const driver = withWorld(RICH);
  let writer: VssWriter | undefined;
  let release: () => void = () => {};
  afterEach(async () => {
    release();
    await writer?.close();
  });

  async function eventsOf(phase: Phase, isLate: boolean) {
    if (phase === 'abort') {
      const session = await driver.backup();
      await session.until('prepareBackup');
      const over = Promise.all([session.abort(), session.finish()]);
      // Windows may say it twice.
      for (let i = 0; i < 2 && isLate; i += 1) await driver.pass(DEADLINE_MS);
      return (await over)[1].events;
    }
    const session = RESTORES.includes(phase) ? await driver.restore() : await driver.backup();
    const done = session.finish();
    if (isLate) await driver.pass(DEADLINE_MS);
    return (await done).events;
  }

  it.each(CASES)('of %s that %s is answered for on its own thread', async (phase, _, manner) => {
    const released = new Promise<undefined>(resolve => {
      release = () => resolve(undefined);
    });
    const { handler } = manner;
    const handlers = handlersFor(phase, handler && (() => handler(released)));
    const deadlines = { [phase]: DEADLINE_MS };
    writer = await driver.modules['winstation/vss'].createWriter({ ...DEFINITION, deadlines }, handlers);
    const failures: [phase: string, error: unknown][] = [];
    writer.on('failed', (event, error) => failures.push([event.phase, (error as Error).name]));
    const events = (await eventsOf(phase, manner.answer === 'late')).filter(
      it => it.writer === OWN && it.phase === phase,
    );
    const { answer, code, fails } = isRefusal(manner) && WORDS_ONLY.includes(phase) ? MANNERS.absent! : manner;
    expect(events.length).toBeGreaterThanOrEqual(1);
    for (const event of events) expect([event.answer, event.code]).toEqual([answer, code]);
    const name = answer === 'late' ? 'TimeoutError' : 'Error';
    expect(new Set(failures.map(it => it.join()))).toEqual(new Set(fails ? [`${phase},${name}`] : []));
  });
});
