import { describe, expect, it } from 'vitest';
import type { Answer, Failure } from '../../../../lib/base/answer.js';
import { createWorld } from '../../../../lib/mock/create-world.js';
import type { Piece, RawChannel } from '../../../../lib/terminal/channels/contract.js';
import { ERROR_CODES as E } from '../../../../lib/terminal/codes.js';
import type { LocalHost } from '../../../../lib/terminal/types.js';
import { createWinstation } from '../../../../lib/winstation.js';

const failed = (syscall: string, code: number): Failure => ({ ok: false, syscall, code });

/** A channel that does as a test says. */
class FakeChannel implements RawChannel {
  readonly reads: (Answer<readonly Piece[]> | Error)[] = [];
  writes: (bytes: Uint8Array) => Promise<Answer<number>> = async bytes => ({ ok: true, value: bytes.length });
  shuts: () => Promise<void> = async () => {};
  readonly did: string[] = [];

  open = async (): Promise<Answer<undefined>> => ({ ok: true, value: undefined });
  async read(): Promise<Answer<readonly Piece[]>> {
    this.did.push('read');
    const answer = this.reads.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? new Promise(() => {});
  }
  write = (bytes: Uint8Array) => this.writes(bytes);
  stopWrite = () => {};
  shut = () => {
    this.did.push('shut');
    return this.shuts();
  };
  close = () => {
    this.did.push('close');
  };
}

function over(raw: RawChannel): { host: LocalHost; world: ReturnType<typeof createWorld> } {
  const world = createWorld();
  const { backend } = world as unknown as { backend: { terminal: object } };
  const terminal = { ...backend.terminal, openChannel: () => raw };
  const winstation = createWinstation((() => ({ ...backend, terminal })) as never);
  return { host: winstation.localHost() as LocalHost, world };
}

const piece = (...bytes: number[]): Piece => ({ bytes: Uint8Array.from(bytes), isWhole: true });
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('an open channel', () => {
  it.each([109, 232, 233, 1167, 64, 31, 38, 1236])('ends when its client has gone, by code %i', async code => {
    const raw = new FakeChannel();
    raw.reads.push(failed('ReadFile', code));
    const channel = await over(raw).host.openChannel(1, 'A');
    const iterator = channel[Symbol.asyncIterator]();
    const error = await rejection(iterator.next());
    expect(error).toMatchObject({ reason: 'not-found', subject: 'channel', errno: code });
    // It stays ended.
    expect(await rejection(iterator.next())).toBe(error);
    expect(raw.did).toContain('shut');
  });

  it('ends with what any other code means', async () => {
    const raw = new FakeChannel();
    raw.reads.push(failed('ReadFile', E.ERROR_ACCESS_DENIED));
    const channel = await over(raw).host.openChannel(1, 'A');
    expect(await rejection(channel[Symbol.asyncIterator]().next())).toMatchObject({ reason: 'access-denied' });
  });

  it('does not read before somebody does, nor again before that is taken', async () => {
    const raw = new FakeChannel();
    raw.reads.push({ ok: true, value: [piece(1), piece(2)] });
    const channel = await over(raw).host.openChannel(1, 'A');
    expect(raw.did).toEqual([]);
    const iterator = channel[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual(Uint8Array.of(1));
    expect((await iterator.next()).value).toEqual(Uint8Array.of(2));
    expect(raw.did).toEqual(['read']);
  });

  it('goes on after reads of nothing', async () => {
    const raw = new FakeChannel();
    raw.reads.push({ ok: true, value: [piece()] }, { ok: true, value: [] }, { ok: true, value: [piece(3)] });
    const channel = await over(raw).host.openChannel(1, 'A');
    expect((await channel[Symbol.asyncIterator]().next()).value).toEqual(Uint8Array.of(3));
  });

  it('fails its reader with what the backend cannot say', async () => {
    const raw = new FakeChannel();
    raw.reads.push(new Error('a broken pack'));
    const channel = await over(raw).host.openChannel(1, 'A');
    expect(await rejection(channel[Symbol.asyncIterator]().next())).toMatchObject({ message: 'a broken pack' });
  });

  it('reports a message of which Windows took a part', async () => {
    const raw = new FakeChannel();
    raw.writes = async () => ({ ok: true, value: 1 });
    const channel = await over(raw).host.openChannel(1, 'A');
    expect(await rejection(channel.write(Uint8Array.of(1, 2)))).toMatchObject({ code: 'ERROR_WRITE_FAULT' });
  });

  it('ends when Windows takes only a part of a message: the next one would be read as the rest of it', async () => {
    const raw = new FakeChannel();
    raw.writes = async bytes => ({ ok: true, value: bytes.length - 1 });
    const channel = await over(raw).host.openChannel(1, 'A');
    const reading = rejection(channel[Symbol.asyncIterator]().next());
    const [cut, next] = [channel.write(Uint8Array.of(1, 2)), channel.write(Uint8Array.of(3))].map(rejection);
    const error = await cut;
    expect(error).toMatchObject({ errno: E.ERROR_WRITE_FAULT, subject: 'channel', syscall: 'WriteFile' });
    expect([await next, await reading, await rejection(channel.write(Uint8Array.of(4)))]).toEqual([
      error,
      error,
      error,
    ]);
    await channel.close();
    expect(raw.did).toEqual(['read', 'shut', 'close']);
  });

  it('goes on after a write that failed', async () => {
    const raw = new FakeChannel();
    const answers = [failed('WriteFile', E.ERROR_NO_SYSTEM_RESOURCES), { ok: true, value: 1 } as const];
    raw.writes = async () => answers.shift()!;
    const channel = await over(raw).host.openChannel(1, 'A');
    const writes = await Promise.allSettled([channel.write(Uint8Array.of(1)), channel.write(Uint8Array.of(2))]);
    expect(writes.map(it => it.status)).toEqual(['rejected', 'fulfilled']);
  });

  it('is closed after ten seconds, whatever Windows does', async () => {
    const raw = new FakeChannel();
    raw.shuts = () => new Promise(() => {});
    const { host, world } = over(raw);
    const channel = await host.openChannel(1, 'A');
    let isClosed = false;
    const closing = channel.close().then(() => {
      isClosed = true;
    });
    await world.advance(9_999);
    expect([isClosed, raw.did]).toEqual([false, ['shut']]);
    await world.advance(1);
    await closing;
    expect(raw.did).toEqual(['shut', 'close']);
  });
});

describe('an opening that is stopped', () => {
  it('while its row is looked at leaves the name of a static channel free', async () => {
    const world = createWorld();
    const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
    world.client(anna).channel('ONCE');
    const host = world.module.localHost();
    const row = await host.session(anna);
    const held = world.hold('WTSQuerySessionInformationW');
    const stop = new AbortController();
    const opening = rejection(host.openChannel(row, 'ONCE', { signal: stop.signal }));
    await world.settled();
    stop.abort();
    expect(await opening).toMatchObject({ name: 'AbortError' });
    held.end();
    await world.settled();
    expect(world.calls.map(it => it.name)).not.toContain('WTSVirtualChannelOpenEx');
    await using channel = await host.openChannel(row, 'ONCE');
    expect(channel.framed).toBe(false);
  });

  it('ends as it was stopped, also where the channel is being given back', async () => {
    const raw = new FakeChannel();
    raw.shuts = async () => {
      throw new Error('closed under it');
    };
    const { host, world } = over(raw);
    const row = await host.session(1);
    const open = raw.open;
    raw.open = async () => {
      // The next owner of the id comes while Windows opens.
      world.logon({ user: 'zoe' });
      return await open();
    };
    expect(await rejection(host.openChannel(row, 'A'))).toMatchObject({ name: 'WindowsError', reason: 'changed' });
    expect(raw.did).toEqual(['shut', 'close']);
  });
});

describe('open channels', () => {
  const MOST = 256;
  const DYNAMIC = { dynamic: true } as const;

  function connected() {
    const world = createWorld();
    const id = world.logon({ user: 'anna', client: { name: 'PC' } });
    world.client(id).channel('ECHO', DYNAMIC);
    const open = (name = 'ECHO') => world.module.localHost().openChannel(id, name, DYNAMIC);
    return { open };
  }

  it(`are ${MOST} in a process, and one more when one is closed`, async () => {
    const { open } = connected();
    const channels = await Promise.all(Array.from({ length: 4 }, () => open()));
    for (let i = channels.length; i < MOST; i += 1) channels.push(await open());
    expect(await rejection(open())).toMatchObject({
      reason: 'busy',
      subject: 'channel',
      hint: expect.stringMatching(/^256 virtual channels .* close one/),
    });
    await channels.pop()?.close();
    await (await open()).close();
    for (const channel of channels) await channel.close();
  });

  it('do not count where the opening has failed', async () => {
    const { open } = connected();
    for (let i = 0; i <= MOST; i += 1) expect(await rejection(open('NONE'))).toMatchObject({ reason: 'not-found' });
    await (await open()).close();
  });

  it('do not count when their client has gone', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna', client: { name: 'PC' } });
    const host = world.module.localHost();
    for (let i = 0; i <= MOST; i += 1) {
      const client = world.client(id).channel('ECHO', DYNAMIC);
      const channel = await host.openChannel(id, 'ECHO', DYNAMIC);
      client.close();
      expect(await rejection(channel[Symbol.asyncIterator]().next())).toMatchObject({ reason: 'not-found' });
      await channel.close();
    }
  });
});
