import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import type { SessionDetails } from '../../../lib/terminal/sessions/types.js';
import {
  type CliOptions,
  cli,
  fake,
  fakeHost,
  farm,
  lines,
  noAddon,
  office,
  scenarioFile,
  session,
} from './harness.js';

const OFFICE = JSON.parse(scenarioFile('office'));
const FARM = JSON.parse(scenarioFile('farm'));
const ACTS = ['message', 'disconnect', 'logoff'] as const;

/** A run over a world, and what it did there. */
async function over(scenario: typeof OFFICE, argv: readonly string[], options: CliOptions = {}) {
  const world = createWorld(scenario);
  const ended = await cli(argv, { winstation: world.module, ...options });
  const acts = world.calls.filter(it => /^WTS(SendMessage|DisconnectSession|LogoffSession)/.test(it.name));
  return { ...ended, world, acts: acts.map(it => [it.name, it.args[0]]) };
}

/** Somebody else logs on and gets the id. */
function nextOwner(world: ReturnType<typeof createWorld>, id: number): void {
  for (let got = -1; got !== id; ) {
    got = world.logon({ user: 'mallory', client: { name: 'NEW' } });
    if (got > id) throw new Error(`the id ${id} is not free`);
  }
}

const words = (command: string) => (command === 'message' ? ['message', 'hello'] : [command]);

describe.each(ACTS)('%s', command => {
  it('needs to know which sessions: none is an error', async () => {
    const { code, err, acts } = await over(OFFICE, [...words(command), '--yes']);
    expect({ code, acts }).toEqual({ code: 2, acts: [] });
    expect(lines(err)[0]).toBe('winstation: which sessions? Give a SESSION, --user, --state, --kind, --idle or --host');
  });

  it('asks nobody off a terminal: without --yes it is an error, before Windows is asked', async () => {
    for (const [argv, options] of [
      [[], {}],
      [['--no-input'], { types: ['y'] }],
    ] as const) {
      const { code, err, world } = await over(OFFICE, [...words(command), '5', ...argv], options);
      expect({ code, calls: world.calls.length }).toEqual({ code: 2, calls: 0 });
      expect(lines(err)[0]).toBe(
        'winstation: nobody can be asked here: give --yes, or --dry-run to see what would be done',
      );
    }
  });

  it('shows the table first, asks, and does nothing without a clear yes', async () => {
    for (const answer of ['', 'n', 'ja', undefined]) {
      const types = answer === undefined ? [] : [answer];
      const { code, out, err, acts } = await over(OFFICE, [...words(command), '5', '--user', '佐藤花子'], { types });
      expect({ code, out, acts }).toEqual({ code: 1, out: '', acts: [] });
      expect(err).toMatch(
        /^SESSION +USER +ID .*\n- +CORP\\佐藤花子 +5 +disconnected.*\n[A-Z].* 1 session\? \[y\/N\] \n/,
      );
      expect(err).toContain('winstation: nothing was done\n');
    }
    const { code, out, acts } = await over(OFFICE, [...words(command), '5'], { types: [' Yes '] });
    expect(code).toBe(0);
    expect(acts).toHaveLength(1);
    expect(lines(out)[0]).toMatch(/^SESSION +USER +ID +RESULT$/);
  });

  it('shows with --dry-run what it would do, as a table and as JSON', async () => {
    const table = await over(OFFICE, [...words(command), '--idle', '30m', '--dry-run']);
    expect({ code: table.code, acts: table.acts }).toEqual({ code: 0, acts: [] });
    expect(lines(table.out)).toHaveLength(3);
    const json = await over(OFFICE, [...words(command), '--idle', '30m', '-n', '--json']);
    expect(json.acts).toEqual([]);
    expect(JSON.parse(json.out)).toMatchObject([
      { act: command, host: 'OFFICE', session: { id: 3 }, outcome: 'planned', detail: null, error: null },
      { act: command, host: 'OFFICE', session: { id: 5 }, outcome: 'planned' },
    ]);
  });

  it('gives one result each as JSON', async () => {
    const { code, out, acts } = await over(OFFICE, [...words(command), '3', '5', '--yes', '--json']);
    expect(code).toBe(0);
    expect(acts.map(([, id]) => id)).toEqual([3, 5]);
    const rows = JSON.parse(out);
    expect(rows).toHaveLength(2);
    expect(Object.keys(rows[0])).toEqual(['act', 'host', 'session', 'outcome', 'detail', 'error']);
    expect(rows).toMatchObject([
      { act: command, session: { id: 3 }, outcome: 'done', error: null },
      { act: command, session: { id: 5 }, outcome: 'done' },
    ]);
  });

  it('fails for what is refused, and does the rest', async () => {
    const world = createWorld(OFFICE);
    const name = { message: 'WTSSendMessageW', disconnect: 'WTSDisconnectSession', logoff: 'WTSLogoffSession' }[
      command
    ];
    world.fail(name, { code: 'ERROR_ACCESS_DENIED', times: 1 });
    const { code, out, err } = await cli([...words(command), '--idle', '30m', '-y', '--json'], {
      winstation: world.module,
    });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { outcome: 'failed', detail: 'access-denied (ERROR_ACCESS_DENIED)', error: { syscall: name, errno: 5 } },
      { outcome: 'done' },
    ]);
    expect(err).toContain(`${name} failed`);
  });

  it('leaves the next owner of an id alone', async () => {
    const world = createWorld(OFFICE);
    const host = world.module.localHost();
    // Between the list and the act the user goes, and another one gets the id.
    const change = async () => {
      world.logoff(5);
      await world.settled();
      nextOwner(world, 5);
    };
    const acting = new Proxy(host, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          if ((ACTS as readonly unknown[]).includes(key)) await change();
          return await value.apply(target, args);
        };
      },
    });
    const winstation = fake({ localHost: () => acting });
    const { code, out } = await cli([...words(command), '5', '-y', '--json'], { winstation });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([{ outcome: 'gone', detail: 'already gone' }]);
    expect(world.calls.filter(it => /^WTS(SendMessage|DisconnectSession|LogoffSession)/.test(it.name))).toEqual([]);
  });

  it('needs the name of a host of which everybody is meant', async () => {
    const argv = [...words(command), '--host', 'rds01', '--host', 'ADMIN'];
    const without = await over(FARM, [...argv, '--yes', '--confirm=rds01']);
    expect({ code: without.code, acts: without.acts }).toEqual({ code: 2, acts: [] });
    expect(without.err).toContain('this is all of ADMIN: confirm it with --confirm=ADMIN');
    const kinds = await over(OFFICE, [...words(command), '--kind', 'user', '-y']);
    expect({ code: kinds.code, acts: kinds.acts }).toEqual({ code: 2, acts: [] });
    expect(kinds.err).toContain('this is all of OFFICE: confirm it with --confirm=OFFICE');
    const confirmed = await over(FARM, [...words(command), '--host', 'rds01', '-y', '--confirm', 'RDS01']);
    expect(confirmed.code).toBe(0);
    expect(confirmed.acts.map(([, id]) => id)).toEqual([2, 4, 7]);
    // A person types it.
    const typed = await over(FARM, [...words(command), '--host', 'rds01'], { types: ['RDS01'] });
    expect(typed.acts).toHaveLength(3);
    expect(typed.err).toContain('This is all of rds01. Type its name to ');
    for (const answer of ['y', 'rds02', '']) {
      const not = await over(FARM, [...words(command), '--host', 'rds01'], { types: [answer] });
      expect({ code: not.code, acts: not.acts }).toEqual({ code: 1, acts: [] });
    }
  });

  it('is done where a host answers, and says which did not', async () => {
    const { code, out, acts } = await over(FARM, [
      ...[...words(command), '--user', 'bob', '--host', 'rds02', '--host', 'rds01', '-y', '--json'],
    ]);
    expect(code).toBe(1);
    expect(acts).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject([
      { act: command, host: 'rds02', outcome: 'failed', error: { reason: 'unreachable' } },
      { act: command, host: 'rds01', session: { user: 'bob' }, outcome: 'done' },
    ]);
    const table = await over(FARM, [...words(command), '--user', 'bob', '--host', 'rds02', '--host', 'rds01', '-y']);
    expect(lines(table.out)[1]).toBe('rds02  unreachable (RPC_S_SERVER_UNAVAILABLE)');
  });

  it('says when nobody fits, without a question', async () => {
    const { code, out, err } = await over(OFFICE, [...words(command), '--user', 'nobody'], { types: [] });
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'winstation: no session matches\n' });
    const named = await over(OFFICE, [...words(command), 'nobody', '-y']);
    expect(named).toMatchObject({ code: 1, err: expect.stringContaining("no session and no user named 'nobody'") });
    const id = await over(OFFICE, [...words(command), '77', '-y']);
    expect(id).toMatchObject({ code: 1, err: 'winstation: OFFICE has no session 77\n' });
  });

  it('says what to do without an addon', async () => {
    const winstation = fake({
      localHost: () => {
        throw noAddon();
      },
    });
    const { code, err } = await cli([...words(command), '5', '-y'], { winstation });
    expect(code).toBe(1);
    expect(err).toContain('No addon for this system.');
  });
});

describe('a host that dies', () => {
  it('is not tried again for each session', async () => {
    const world = createWorld(OFFICE);
    world.fail('WTSLogoffSession', { code: 'RPC_S_SERVER_UNAVAILABLE' });
    for (let i = 0; i < 20; i++) world.logon({ user: `u${i}`, client: { name: 'L' } });
    const { code, out } = await cli(['logoff', '--state', 'active', '-y', '--json'], { winstation: world.module });
    expect(code).toBe(1);
    const outcomes = JSON.parse(out).map((it: { outcome: string }) => it.outcome);
    expect(outcomes.filter((it: string) => it === 'failed').length).toBeLessThanOrEqual(3);
    expect(outcomes.filter((it: string) => it === 'skipped').length).toBeGreaterThanOrEqual(18);
    expect(out).toContain('not tried: unreachable (RPC_S_SERVER_UNAVAILABLE)');
  });

  it('delays no other, and is not waited for without a question', async () => {
    const world = createWorld(FARM);
    const hung = world.host('rds01').hold('WTSEnumerateSessionsExW');
    const interrupt = new AbortController();
    const argv = ['message', 'hi', '--state', 'active', '--host', 'rds01', '--host', 'ADMIN', '-y', '--json'];
    const ended = cli(argv, { winstation: world.module, signal: interrupt.signal });
    // The other host has it although the first one still hangs.
    await vi.waitFor(() => expect(world.messages.length).toBeGreaterThan(0));
    hung.end();
    expect((await ended).code).toBe(0);
  });
});

describe('disconnect and logoff', () => {
  it.each(['disconnect', 'logoff'])('%s spares the session of the program, unless it is named', async command => {
    const spared = await over(OFFICE, [command, '--user', 'anna', '-y']);
    expect(spared).toMatchObject({ code: 0, acts: [] });
    expect(lines(spared.err)[0]).toBe(
      'winstation: session 2 on OFFICE is your own and is left out; it must be named: current',
    );
    for (const word of ['current', '2']) expect((await over(OFFICE, [command, word, '-y'])).acts).toHaveLength(1);
  });

  it.each(['disconnect', 'logoff'])('%s only begins with --no-wait', async command => {
    const { out } = await over(OFFICE, [command, '5', '-y', '--no-wait', '--json']);
    expect(JSON.parse(out)).toMatchObject([{ outcome: 'done', detail: 'begun' }]);
  });

  it('refuse a listener', async () => {
    const { code, out, acts } = await over(OFFICE, ['disconnect', '65536', '-y', '--json']);
    expect({ code, acts }).toEqual({ code: 1, acts: [] });
    expect(JSON.parse(out)).toMatchObject([{ outcome: 'failed', error: { reason: 'not-supported' } }]);
  });

  describe('wait until it is done', () => {
    const rows = [session({ id: 3, key: '3-1' }), session({ id: 5, key: '5-1' })];
    /** The lists that the host gives one after the other, the first of them to choose from. */
    function ending(lists: readonly (readonly SessionDetails[] | Error)[]) {
      vi.useFakeTimers();
      const left = [...lists];
      let asked = 0;
      const host = fakeHost('H', {
        sessions: (async () => {
          asked += 1;
          const list = left.length > 1 ? left.shift() : left[0];
          if (list instanceof Error) throw list;
          return list;
        }) as never,
        logoff: async () => {},
      });
      const interrupt = new AbortController();
      const ended = cli(['logoff', '--state', 'active', '-y', '--json'], {
        winstation: fake({ localHost: () => host as never }),
        signal: interrupt.signal,
      });
      return { ended, interrupt, asked: () => asked };
    }
    const results = (out: string) =>
      JSON.parse(out).map(({ outcome, detail }: { outcome: string; detail: string }) => [outcome, detail]);
    afterEach(() => {
      vi.useRealTimers();
    });

    it('with one list a second for all', async () => {
      const { ended, asked } = ending([rows, rows, rows.slice(1), []]);
      await vi.advanceTimersByTimeAsync(10_000);
      const { code, out } = await ended;
      expect({ code, asked: asked() }).toEqual({ code: 0, asked: 4 });
      expect(results(out)).toEqual([
        ['done', 'logged off'],
        ['done', 'logged off'],
      ]);
    });

    it('at most 10 minutes', async () => {
      const { ended } = ending([rows, rows.slice(1)]);
      await vi.advanceTimersByTimeAsync(605_000);
      const { code, out } = await ended;
      expect(code).toBe(1);
      expect(results(out)).toEqual([
        ['done', 'logged off'],
        ['unknown', 'begun, still there after 10 minutes'],
      ]);
    });

    it('or until Ctrl-C or a failure', async () => {
      const one = ending([rows]);
      await vi.advanceTimersByTimeAsync(2_000);
      one.interrupt.abort();
      const interrupted = await one.ended;
      expect(interrupted.code).toBe(130);
      expect(results(interrupted.out)).toEqual([
        ['unknown', 'begun, interrupted'],
        ['unknown', 'begun, interrupted'],
      ]);
      vi.useRealTimers();
      const two = ending([rows, new Error('the line is dead')]);
      await vi.advanceTimersByTimeAsync(2_000);
      const failed = await two.ended;
      expect(failed.code).toBe(1);
      expect(results(failed.out)[0]).toEqual(['unknown', 'begun, then the line is dead']);
    });
  });
});

describe('message', () => {
  it('has its title, buttons, icon and time', async () => {
    const argv = ['message', 'Restart', 'anna', '--title', 'IT', '--buttons', 'yesno', '--icon', 'Warning'];
    const { world } = await over(OFFICE, [...argv, '--expires', '90s', '-y']);
    expect(world.calls.find(it => it.name === 'WTSSendMessageW')?.args).toEqual([2, 'IT', 'Restart', 0x34, 90, false]);
  });

  it('shows the answers with --wait', async () => {
    const world = createWorld(OFFICE);
    const ended = cli(['message', 'Stay?', 'anna', '--buttons', 'yesNo', '--wait', '-y'], { winstation: world.module });
    await vi.waitFor(() => expect(world.messages).toHaveLength(1));
    world.answerMessage(2, 'no');
    expect(lines((await ended).out)[1]).toMatch(/^RDP-Tcp#0 +CORP\\anna +2 +no$/);
  });

  it('needs a text, and known words', async () => {
    const refused = async (...argv: string[]) => {
      const { code, err } = await over(OFFICE, argv);
      expect(code).toBe(2);
      return lines(err)[0];
    };
    expect(await refused('message')).toBe('winstation: message needs a TEXT');
    expect(await refused('message', 'x', '2', '-y', '--buttons', 'yesNoo')).toContain('did you mean yesNo?');
    expect(await refused('message', 'x', '2', '-y', '--icon', 'skull')).toContain('--icon does not know');
    expect(await refused('message', 'a\0b', '2', '-y')).toContain(
      'winstation: TEXT must be a string without NUL characters',
    );
  });
});

describe('logoff --warn', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  function warned(argv: readonly string[]) {
    vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 10, 15) });
    const world = createWorld(OFFICE, { clock: 'date' });
    const interrupt = new AbortController();
    const all = ['logoff', ...argv, '--warn', 'Please save', '--grace', '5m', '-y', '--json'];
    const ended = cli(all, { winstation: world.module, signal: interrupt.signal });
    return { world, ended, interrupt };
  }
  const outcomes = (out: string) =>
    JSON.parse(out).map((it: { session: { id: number }; outcome: string }) => [it.session.id, it.outcome]);

  it('warns, waits, and ends who is still there', async () => {
    const { world, ended } = warned(['3', '5']);
    await vi.advanceTimersByTimeAsync(299_000);
    expect(world.messages.map(it => it.sessionId)).toEqual([3, 5]);
    expect(world.calls.some(it => it.name === 'WTSLogoffSession')).toBe(false);
    await vi.advanceTimersByTimeAsync(5_000);
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(outcomes(out)).toEqual([
      [3, 'done'],
      [5, 'done'],
    ]);
    expect(err).toBe('winstation: OFFICE: 2 warned; they are logged off in 5m. Ctrl-C leaves them logged on\n');
  });

  it('ends only who is still the same', async () => {
    const { world, ended } = warned(['3', '5']);
    await vi.advanceTimersByTimeAsync(60_000);
    world.logoff(5);
    await vi.advanceTimersByTimeAsync(1_000);
    nextOwner(world, 5);
    await vi.advanceTimersByTimeAsync(300_000);
    const { code, out } = await ended;
    expect({ code, outcomes: outcomes(out) }).toEqual({
      code: 0,
      outcomes: [
        [3, 'done'],
        [5, 'gone'],
      ],
    });
    expect(world.calls.filter(it => it.name === 'WTSLogoffSession').map(it => it.args[0])).toEqual([3]);
  });

  it('spares who has come back meanwhile', async () => {
    const { world, ended } = warned(['--idle', '30m']);
    await vi.advanceTimersByTimeAsync(60_000);
    world.input(3);
    await vi.advanceTimersByTimeAsync(300_000);
    const { code, out } = await ended;
    expect({ code, outcomes: outcomes(out) }).toEqual({
      code: 0,
      outcomes: [
        [3, 'spared'],
        [5, 'done'],
      ],
    });
  });

  it('logs nobody off who could not be warned', async () => {
    const { world, ended } = warned(['3', '5']);
    world.fail('WTSSendMessageW', { code: 'ERROR_ACCESS_DENIED', times: 1 });
    await vi.advanceTimersByTimeAsync(305_000);
    const { code, out } = await ended;
    expect({ code, outcomes: outcomes(out) }).toEqual({
      code: 1,
      outcomes: [
        [3, 'failed'],
        [5, 'done'],
      ],
    });
  });

  it('leaves all logged on when it is interrupted, and says so', async () => {
    const { world, ended, interrupt } = warned(['3', '5']);
    await vi.advanceTimersByTimeAsync(60_000);
    interrupt.abort();
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(outcomes(out)).toEqual([
      [3, 'skipped'],
      [5, 'skipped'],
    ]);
    expect(world.calls.some(it => it.name === 'WTSLogoffSession')).toBe(false);
  });

  it('has its own options', async () => {
    for (const name of ['grace', 'title']) {
      const { code, err } = await cli(['logoff', '5', '-y', `--${name}`, '5m'], { winstation: office() });
      expect(code).toBe(2);
      expect(err).toContain(`--${name} belongs to --warn`);
    }
    expect((await cli(['logoff', '5', '--warn', 'x', '--grace', '5', '-y'], { winstation: farm() })).code).toBe(2);
  });
});
