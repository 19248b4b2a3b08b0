import { describe, expect, it } from 'vitest';
import { type InfoClassName, WTS_INFO_CLASS } from 'winstation';
import { createWorld } from '../../../../lib/mock/index.js';
import type { TerminalCallHandler } from '../../../../lib/mock/terminal/raw-calls.js';
import { MockThread } from '../../../../lib/mock/terminal/thread.js';
import { WrittenOff } from '../../../../lib/mock/world/thread.js';

const FALLBACK = [0, 50, 120, 127];
const row = (id: number) => id;

function make() {
  const world = createWorld();
  world.host('rds01');
  const calls = world as typeof world & TerminalCallHandler;
  const writtenOff = new WrittenOff();
  const clock = { now: () => 0, monotonic: () => 0, grain: 0, after: () => () => {}, keep: () => () => {} };
  const open = (host?: string) => new MockThread({ calls, clock, host, fallbackOn: FALLBACK, writtenOff });
  return { world, open, names: () => world.calls.map(it => it.name) };
}

describe('a thread', () => {
  it('opens its server with the first question and closes it at the end', async () => {
    const { open, names } = make();
    const thread = open('rds01');
    expect(names()).toEqual([]);
    expect(await thread.sessions({ rowsAt: () => row })).toMatchObject({
      via: 'WTSEnumerateSessionsExW',
      rows: [0, 1, 65536],
    });
    await thread.call('WTSLogoffSession', { sessionId: 9, wait: true });
    thread.close();
    expect(names()).toEqual(['WTSOpenServerExW', 'WTSEnumerateSessionsExW', 'WTSLogoffSession', 'WTSCloseServer']);
    await expect(thread.sessions({ rowsAt: () => row })).rejects.toThrow('closed');
  });

  it('opens it by the older call where the newer is missing', async () => {
    const { world, open, names } = make();
    world.remove('WTSOpenServerExW');
    await open('rds01').queryRaw({ sessionId: 1, infoClass: 5 });
    expect(names()).toEqual(['WTSOpenServerW', 'WTSQuerySessionInformationW']);
  });

  it('makes every question fail when it cannot be opened', async () => {
    const { world, open, names } = make();
    world.host('rds01').fail('WTSOpenServerExW', { code: 5 });
    const thread = open('rds01');
    const failure = { ok: false, syscall: 'WTSOpenServerExW', code: 5 };
    expect(await thread.sessions({ rowsAt: () => row })).toMatchObject({ failures: [failure], rows: [] });
    expect(await thread.processes({ levels: [1], sessionId: 1, rowsAt: () => row })).toEqual({
      failures: [failure],
      rows: [],
    });
    const steps = [{ infoClass: 'WTSClientInfo' }, { infoClass: 'WTSSessionInfoEx' }] as const;
    expect(await thread.details({ ids: [1, 2], steps, skipOn: [], unknownOn: [] })).toEqual(
      [1, 2].map(sessionId => ({ sessionId, answers: { WTSSessionInfoEx: failure } })),
    );
    expect(await thread.queryRaw({ sessionId: 1, infoClass: 5 })).toEqual(failure);
    expect(
      await thread.call('WTSSendMessageW', {
        sessionId: 1,
        title: '',
        text: '',
        style: 0,
        timeoutSeconds: 0,
        wait: false,
      }),
    ).toEqual(failure);
    // Accounts are looked up by the host's name, not by a handle.
    expect(await thread.accountsOf({ sids: ['S-1-5-18', 'none'], stopOn: [] })).toMatchObject([
      { ok: true },
      { ok: false, code: 1337 },
    ]);
    thread.close();
    expect(names()).not.toContain('WTSCloseServer');
    expect(names().filter(it => it === 'LookupAccountSidW')).toHaveLength(1);
  });

  it('asks for the older class by fallback', async () => {
    const { world, open } = make();
    world.fail('WTSQuerySessionInformationW', { code: 50, args: [1, 25] });
    const steps = [{ infoClass: 'WTSSessionInfoEx', instead: 'WTSSessionInfo' }, { infoClass: 'WTSUserName' }] as const;
    const [one] = await open().details({ ids: [1], steps, skipOn: [], unknownOn: [] });
    expect(Object.entries(one?.answers ?? {}).map(([name, { ok }]) => [name, ok])).toEqual([
      ['WTSSessionInfoEx', false],
      ['WTSSessionInfo', true],
      ['WTSUserName', true],
    ]);
  });

  it('asks only the last step of a session that refuses, and no further session about an unknown class', async () => {
    const { world, open } = make();
    world.fail('WTSQuerySessionInformationW', { code: 87, args: [1, 30] });
    const steps = [
      { infoClass: 'WTSClientProtocolType' },
      { infoClass: 'WTSSessionActivityId', mayBeUnknown: true },
      { infoClass: 'WTSUserName' },
      { infoClass: 'WTSSessionInfoEx' },
    ] as const;
    const classes = (answers: object) => Object.keys(answers).map(name => WTS_INFO_CLASS[name as InfoClassName]);
    const facts = await open().details({ ids: [0, 9, 1, 65536], steps, skipOn: [7022], unknownOn: [87] });
    expect(facts.map(({ sessionId, answers }) => [sessionId, ...classes(answers)])).toEqual([
      [0, 16, 30, 5, 25],
      [9, 16, 25],
      [1, 16, 30, 5, 25],
      [65536, 16, 5, 25],
    ]);
  });

  it('lists processes by the older call only after every level said that it is not there', async () => {
    const { world, open, names } = make();
    world.fail('WTSEnumerateProcessesExW', { code: 120 });
    const facts = await open().processes({ levels: [1, 0], sessionId: 0xfffffffe, rowsAt: () => (_, pid) => pid });
    expect(facts).toMatchObject({ via: 'WTSEnumerateProcessesW', failures: [{ code: 120 }, { code: 120 }] });
    expect(names()).toHaveLength(3);
    world.clearCalls();
    world.fail('WTSEnumerateProcessesExW', { code: 5, args: [0] });
    const refused = await open().processes({ levels: [0], sessionId: 0xfffffffe, rowsAt: () => row });
    expect(refused.failures.at(-1)).toMatchObject({ code: 120 });
  });

  it('that was written off ends its question, lets its handle go and then rejects', async () => {
    const { world, open, names } = make();
    const host = world.host('rds01');
    const hold = host.hold('WTSEnumerateSessionsExW');
    const thread = open('rds01');
    let settled = false;
    const listed = thread.sessions({ rowsAt: () => row }).finally(() => {
      settled = true;
    });
    listed.catch(() => {});
    await world.settled();
    expect(thread.writeOff()).toBe(true);
    await world.settled();
    expect(settled).toBe(false);
    hold.end();
    await expect(listed).rejects.toThrow('nobody waits');
    expect(names().at(-1)).toBe('WTSCloseServer');
  });

  it('can be written off sixteen times at once, and again when one has ended', async () => {
    const { world, open } = make();
    const hold = world.hold('WTSLogoffSession');
    const stuck = Array.from({ length: 17 }, () => {
      const thread = open();
      const answer = thread.call('WTSLogoffSession', { sessionId: 7, wait: true });
      answer.catch(() => {});
      return { thread, answer };
    });
    await world.settled();
    expect(stuck.map(it => it.thread.writeOff())).toEqual([...Array(16).fill(true), false]);
    hold.end();
    await expect(stuck[0]?.answer).rejects.toThrow('nobody waits');
    await expect(stuck[16]?.answer).resolves.toMatchObject({ ok: false, code: 7022 });
    expect(open().writeOff()).toBe(true);
  });
});

describe('a question that is stopped', () => {
  const steps = [{ infoClass: 'WTSSessionInfoEx' }, { infoClass: 'WTSClientInfo' }] as const;
  const ids = Array.from({ length: 100 }, (_, i) => i);

  it('makes no further raw call, and then the thread is free', async () => {
    const { world, open, names } = make();
    const hold = world.hold('WTSQuerySessionInformationW', { args: [1] });
    const thread = open();
    const details = thread.details({ ids, steps, skipOn: [], unknownOn: [] });
    details.catch(() => {});
    await world.settled();
    const before = names().length;
    thread.stop();
    await expect(thread.sessions({ rowsAt: () => row })).rejects.toThrow('under way');
    hold.end();
    await expect(details).rejects.toThrow('nobody waits');
    expect(names()).toHaveLength(before);
    expect(await thread.sessions({ rowsAt: () => row })).toMatchObject({ via: 'WTSEnumerateSessionsExW' });
  });

  it('neither tries the older call nor goes on from the open server', async () => {
    const { world, open, names } = make();
    const host = world.host('rds01');
    for (const code of [undefined, 120]) {
      const hold = host.hold('WTSOpenServerExW');
      const fail = code === undefined ? undefined : host.fail('WTSOpenServerExW', { code });
      const thread = open('rds01');
      const listed = thread.sessions({ rowsAt: () => row });
      listed.catch(() => {});
      await world.settled();
      thread.stop();
      hold.end();
      await expect(listed).rejects.toThrow('nobody waits');
      fail?.end();
      thread.close();
    }
    expect(names()).toEqual(['WTSOpenServerExW', 'WTSCloseServer', 'WTSOpenServerExW']);
  });

  it('ends a written-off thread at its next raw call', async () => {
    const { world, open, names } = make();
    const hold = world.hold('WTSQuerySessionInformationW', { args: [1] });
    const thread = open();
    const details = thread.details({ ids, steps, skipOn: [], unknownOn: [] });
    details.catch(() => {});
    await world.settled();
    const before = names().length;
    expect(thread.writeOff()).toBe(true);
    hold.end();
    await expect(details).rejects.toThrow('nobody waits');
    expect(names()).toHaveLength(before);
  });

  it('is none when nothing is under way', async () => {
    const { open } = make();
    const thread = open();
    thread.stop();
    expect(await thread.sessions({ rowsAt: () => row })).toMatchObject({ via: 'WTSEnumerateSessionsExW' });
  });
});

describe('a list of look-ups', () => {
  it('ends with a code that holds for all of them', async () => {
    const { world, open, names } = make();
    world.fail('LookupAccountSidW', { code: 1722, args: ['S-1-5-19'] });
    world.fail('LookupAccountNameW', { code: 1722 });
    const failure = { ok: false, syscall: 'LookupAccountSidW', code: 1722 };
    const sids = ['S-1-5-18', 'S-1-5-19', 'S-1-5-20', 'none'];
    expect(await open().accountsOf({ sids, stopOn: [53, 1722] })).toMatchObject([{ ok: true }, failure]);
    expect(await open().sidsOf({ accounts: ['a\\b', 'a\\c'], stopOn: [1722] })).toMatchObject([{ code: 1722 }]);
    expect(names()).toEqual(['LookupAccountSidW', 'LookupAccountSidW', 'LookupAccountNameW']);
  });
});
