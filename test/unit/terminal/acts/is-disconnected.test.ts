import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../lib/base/answer.js';
import { isDisconnected } from '../../../../lib/terminal/acts/is-disconnected.js';
import { until } from '../../../../lib/terminal/acts/until.js';
import type { RawSessionInfo } from '../../../../lib/terminal/info/raw-info.js';

const ACTIVE = 0;
const DISCONNECTED = 4;
const before = { state: ACTIVE, logonTime: 10n, connectTime: 20n, disconnectTime: 5n } as RawSessionInfo;

/** Looks at these answers, one after the other; the last one is repeated. */
async function look(answers: readonly Answer<RawSessionInfo>[]) {
  const pauses: number[] = [];
  let looks = 0;
  const thread = {
    details: async () => {
      const answer = answers[Math.min(looks++, answers.length - 1)] as Answer<RawSessionInfo>;
      return [{ sessionId: 9, answers: { WTSSessionInfoEx: answer } }];
    },
  };
  const wait = {
    pause: async (ms: number) => {
      pauses.push(ms);
      if (pauses.length > 50) throw new Error('it would look for ever');
    },
  };
  const ended = until(wait, () =>
    isDisconnected(
      { name: 'PC', remote: undefined } as never,
      ((question: (it: never) => Promise<unknown>) => question(thread as never)) as never,
      { id: 9, before },
    ),
  );
  return { ended: await ended.then(() => 'over', String), looks, pauses };
}

const now = (changes: Partial<RawSessionInfo> = {}) => ({ ok: true, value: { ...before, ...changes } }) as const;
const failed = (code: number) => ({ ok: false, syscall: 'WTSQuerySessionInformationW', code }) as const;

describe('looking until a session has lost its client', () => {
  it('goes on, less and less often, while nothing has changed', async () => {
    const { ended, looks, pauses } = await look([...Array(9).fill(now()), now({ state: DISCONNECTED })]);
    expect([ended, looks]).toEqual(['over', 10]);
    expect(pauses).toEqual([20, 50, 100, 250, 500, 1_000, 1_000, 1_000, 1_000]);
  });

  it.each([
    ['it is disconnected', now({ state: DISCONNECTED })],
    ['it came back', now({ disconnectTime: 30n, connectTime: 31n })],
    ['another logon has its id', now({ logonTime: 40n })],
    ['it has ended', failed(7022)],
    ['it is closing', failed(7007)],
  ])('ends when %s', async (_, answer) => {
    expect(await look([answer])).toMatchObject({ ended: 'over', looks: 1, pauses: [] });
  });

  it('ends with a failure that says nothing about the session', async () => {
    expect((await look([now(), failed(1722)])).ended).toContain('RPC_S_SERVER_UNAVAILABLE');
  });
});
