import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelOptions, LocalHost, VirtualChannel } from 'winstation';
import type { ChannelDriver } from '../driver.js';
import { connected } from '../rich.js';
import { nextOwnerOf, rawCalls, rejection, withWorld } from '../suite.js';

const OPEN = 'WTSVirtualChannelOpenEx';
const QUERY = 'WTSVirtualChannelQuery';
const CLOSE = 'WTSVirtualChannelClose';
const REMOTE = 9;
const DYNAMIC = { dynamic: true } as const;

/** Bytes that say where they belong. */
function pattern(length: number, seed = 1): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * 7 + seed) & 0xff);
}

function piece(length: number, flags: number, bytes = 0): Uint8Array {
  const made = new Uint8Array(8 + bytes).fill(0x2a, 8);
  const header = new DataView(made.buffer);
  header.setUint32(0, length, true);
  header.setUint32(4, flags, true);
  return made;
}

const FIRST = 1;
const LAST = 2;
const ONLY = 3;

describe('openChannel()', () => {
  const driver = withWorld(connected);
  const local = (): LocalHost => driver.winstation.localHost();
  const opened: VirtualChannel[] = [];

  afterEach(async () => {
    for (const channel of opened.splice(0)) await channel.close();
  });

  async function open(name: string, options?: ChannelOptions, ref: Parameters<LocalHost['openChannel']>[0] = REMOTE) {
    const channel = await local().openChannel(ref, name, options);
    opened.push(channel);
    return channel;
  }

  /** Both ends of a dynamic channel. */
  async function both(name = 'ECHO', options: ChannelOptions = {}): Promise<[VirtualChannel, ChannelDriver]> {
    const client = await driver.channel(REMOTE, name, DYNAMIC);
    return [await open(name, { ...DYNAMIC, ...options }), client];
  }

  async function next(channel: VirtualChannel): Promise<Uint8Array> {
    for await (const message of channel) return message;
    throw new Error('the channel has ended');
  }

  const received = async (client: ChannelDriver, count: number) => {
    await expect.poll(async () => (await client.received()).length, { timeout: 10_000 }).toBe(count);
    return await client.received();
  };

  const channelCalls = async () => (await rawCalls(driver)).filter(([name]) => name.startsWith('WTSVirtualChannel'));

  it('opens, writes, reads and closes', async () => {
    const [channel, client] = await both();
    expect(channel).toMatchObject({ name: 'ECHO', framed: true, sessionId: REMOTE });
    await channel.write(Buffer.from('hello'));
    expect((await received(client, 1)).map(it => Buffer.from(it).toString())).toEqual(['hello']);
    await client.send(Buffer.from('grüße'));
    expect(Buffer.from(await next(channel)).toString()).toBe('grüße');
    await channel.close();
    expect(await channelCalls()).toEqual([[OPEN, REMOTE, 'ECHO', 1], [QUERY, 1], [CLOSE]]);
  });

  it('is disposed of by using', async () => {
    const client = await driver.channel(REMOTE, 'ECHO', DYNAMIC);
    {
      await using channel = await local().openChannel(REMOTE, 'ECHO', DYNAMIC);
      await channel.write(Uint8Array.of(1));
      await received(client, 1);
    }
    expect((await channelCalls()).at(-1)).toEqual([CLOSE]);
  });

  it.each([
    [{ dynamic: true }, 1],
    [{ dynamic: true, priority: 'medium' }, 3],
    [{ dynamic: true, priority: 'high', compress: false }, 13],
    [{ dynamic: true, priority: 'real', compress: true }, 7],
  ] satisfies [ChannelOptions, number][])('passes %j as flags', async (options, flags) => {
    await driver.channel(REMOTE, 'flags', DYNAMIC);
    await open('flags', options);
    expect((await channelCalls())[0]).toEqual([OPEN, REMOTE, 'flags', flags]);
  });

  it('hands on messages of every length whole, both ways', async () => {
    const [channel, client] = await both();
    const lengths = [0, 1, 1_592, 1_599, 1_600, 1_601, 3_200, 131_072];
    const iterator = channel[Symbol.asyncIterator]();
    for (const [i, length] of lengths.entries()) {
      const message = pattern(length, i);
      await client.send(message);
      const { value } = await iterator.next();
      expect(Buffer.compare(value!, message)).toBe(0);
      await channel.write(message);
    }
    const all = await received(client, lengths.length);
    for (const [i, length] of lengths.entries()) expect(Buffer.compare(all[i]!, pattern(length, i))).toBe(0);
  });

  it('keeps the order of many messages', async () => {
    const [channel, client] = await both();
    const sent = Array.from({ length: 40 }, (_, i) => pattern(i * 97, i));
    for (const message of sent) await client.send(message);
    const iterator = channel[Symbol.asyncIterator]();
    for (const message of sent) expect(Buffer.compare((await iterator.next()).value!, message)).toBe(0);
    await Promise.all(sent.map(message => channel.write(message)));
    const all = await received(client, sent.length);
    expect(all.map(it => it.length)).toEqual(sent.map(it => it.length));
  });

  it('reads a static channel piece by piece, and by message where its client shows the protocol', async () => {
    const plain = await driver.channel(REMOTE, 'PLAIN');
    const shown = await driver.channel(REMOTE, 'SHOWN', { framed: true });
    const stream = await open('PLAIN');
    const messages = await open('SHOWN', { framed: true });
    expect([stream.framed, messages.framed]).toEqual([false, true]);
    await plain.send(pattern(2_000));
    await shown.send(pattern(2_000));
    const iterator = stream[Symbol.asyncIterator]();
    const pieces = [(await iterator.next()).value!, (await iterator.next()).value!];
    expect(pieces.map(it => it.length)).toEqual([1_600, 400]);
    expect(Buffer.compare(Buffer.concat(pieces), pattern(2_000))).toBe(0);
    expect(Buffer.compare(await next(messages), pattern(2_000))).toBe(0);
    expect((await channelCalls()).filter(([name]) => name === OPEN)).toEqual([
      [OPEN, REMOTE, 'PLAIN', 0],
      [OPEN, REMOTE, 'SHOWN', 0],
    ]);
  });

  it('reads of nothing are not the end', async () => {
    const client = await driver.channel(REMOTE, 'PLAIN');
    const channel = await open('PLAIN');
    for (let i = 0; i < 40; i++) await client.raw(new Uint8Array());
    await client.raw(Uint8Array.of(7));
    expect(await next(channel)).toEqual(Uint8Array.of(7));
  });

  it('stays open after break, and keeps what has come', async () => {
    const [channel, client] = await both();
    await client.send(Uint8Array.of(1));
    await client.send(Uint8Array.of(2));
    expect(await next(channel)).toEqual(Uint8Array.of(1));
    await client.send(Uint8Array.of(3));
    const rest: number[] = [];
    for await (const [byte] of channel) {
      rest.push(byte!);
      if (rest.length === 2) break;
    }
    expect(rest).toEqual([2, 3]);
    expect((await channelCalls()).map(([name]) => name)).not.toContain(CLOSE);
  });

  it('loses no message when an iterator leaves while it waits', async () => {
    const [channel, client] = await both();
    const iterator = channel[Symbol.asyncIterator]();
    const waiting = iterator.next();
    await iterator.return!();
    expect(await waiting).toEqual({ value: undefined, done: true });
    await client.send(Uint8Array.of(1));
    expect(await next(channel)).toEqual(Uint8Array.of(1));
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  it('serves several that wait in order', async () => {
    const [channel, client] = await both();
    const [one, other] = [channel[Symbol.asyncIterator](), channel[Symbol.asyncIterator]()];
    const waiting = [one.next(), other.next(), one.next()];
    for (const byte of [1, 2, 3]) await client.send(Uint8Array.of(byte));
    expect((await Promise.all(waiting)).map(({ value }) => value![0])).toEqual([1, 2, 3]);
  });

  it('can be read as a stream of Node', async () => {
    const [channel, client] = await both();
    for (const byte of [1, 2, 3]) await client.send(Uint8Array.of(byte));
    const seen: number[] = [];
    const stream = Readable.from(channel);
    for await (const message of stream) {
      seen.push((message as Uint8Array)[0]!);
      if (seen.length === 3) await channel.close();
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  it('a write is a copy', async () => {
    const [channel, client] = await both();
    const message = Uint8Array.of(1, 2, 3);
    const written = channel.write(message);
    message.fill(9);
    await written;
    expect(await received(client, 1)).toEqual([Uint8Array.of(1, 2, 3)]);
  });

  it('writes wait for a client that takes nothing, and can be stopped', async () => {
    const [channel, client] = await both();
    const pause = await client.pause();
    const stop = new AbortController();
    const settled: string[] = [];
    const writes = Array.from({ length: 8 }, (_, i) =>
      channel.write(pattern(64 * 1024, i), { signal: stop.signal }).then(
        () => settled.push(`taken`),
        error => settled.push(`${error.name} ${error.outcome}`),
      ),
    );
    await driver.pass(50);
    await expect.poll(() => settled.length).toBeGreaterThan(0);
    expect(settled.length).toBeLessThan(8);
    expect(settled).not.toContain('AbortError unknown');
    const taken = settled.length;
    stop.abort();
    await Promise.all(writes);
    // The one under way, and those that had not begun.
    expect(settled.slice(taken)).toEqual(['AbortError unknown', ...Array(7 - taken).fill('AbortError undefined')]);
    await pause.end();
    await channel.write(Uint8Array.of(1));
    await expect.poll(async () => (await client.received()).at(-1)?.length).toBe(1);
  });

  it('a write has a time limit of its own', async () => {
    const [channel, client] = await both();
    await client.pause();
    await channel.write(pattern(60 * 1024));
    const late = rejection(channel.write(pattern(1024 * 1024), { timeout: 40 }));
    await driver.pass(50);
    expect(await late).toMatchObject({ name: 'TimeoutError', outcome: 'unknown' });
  });

  it('refuses more than 64 writes that wait', async () => {
    const [channel, client] = await both();
    await client.pause();
    const first = channel.write(pattern(1024 * 1024));
    const writes = Array.from({ length: 65 }, () => channel.write(Uint8Array.of(1)));
    const all = Promise.allSettled([first, ...writes]);
    expect(await rejection(writes.at(-1)!)).toMatchObject({
      name: 'WindowsError',
      reason: 'busy',
      subject: 'channel',
      syscall: 'WriteFile',
    });
    await channel.close();
    const ends = (await all).slice(0, -1).map(it => (it.status === 'rejected' ? it.reason.outcome : 'taken'));
    expect(ends).toEqual(['unknown', ...Array(64).fill(undefined)]);
  });

  describe('ends', () => {
    it('when it is closed: readers end, writes fail, and what was not read is dropped', async () => {
      const [channel, client] = await both();
      await client.send(Uint8Array.of(1));
      const waiting = Array.from({ length: 3 }, () => channel[Symbol.asyncIterator]().next());
      expect((await waiting[0])?.value).toEqual(Uint8Array.of(1));
      await Promise.all([channel.close(), channel.close()]);
      expect(await waiting[1]).toEqual({ value: undefined, done: true });
      for await (const _ of channel) throw new Error('there is nothing to read');
      expect(await rejection(channel.write(Uint8Array.of(1)))).toMatchObject({ name: 'AbortError' });
      expect((await channelCalls()).filter(([name]) => name === CLOSE)).toHaveLength(1);
      await expect.poll(() => rejection(client.send(Uint8Array.of(1)))).toMatchObject({ name: 'RangeError' });
    });

    it('when its signal is aborted', async () => {
      const stop = new AbortController();
      const [channel] = await both('ECHO', { signal: stop.signal });
      const reading = rejection(next(channel));
      stop.abort('enough');
      expect(await reading).toMatchObject({ name: 'AbortError', cause: 'enough' });
      expect(await rejection(channel.write(Uint8Array.of(1)))).toMatchObject({ name: 'AbortError', cause: 'enough' });
      await channel.close();
      expect((await channelCalls()).at(-1)).toEqual([CLOSE]);
    });

    const gone = { name: 'WindowsError', reason: 'not-found', subject: 'channel', sessionId: REMOTE };

    it('when the plug-in ends, after what it sent before', async () => {
      const [channel, client] = await both();
      await client.send(Uint8Array.of(1));
      await client.send(Uint8Array.of(2));
      await client.close();
      const iterator = channel[Symbol.asyncIterator]();
      expect((await iterator.next()).value).toEqual(Uint8Array.of(1));
      expect((await iterator.next()).value).toEqual(Uint8Array.of(2));
      expect(await rejection(iterator.next())).toMatchObject({ ...gone, syscall: 'ReadFile' });
      expect(await rejection(channel.write(Uint8Array.of(1)))).toMatchObject(gone);
      expect(await rejection(local().openChannel(REMOTE, 'ECHO', DYNAMIC))).toMatchObject({
        ...gone,
        code: 'ERROR_GEN_FAILURE',
      });
    });

    it('when the client is disconnected, while reading', async () => {
      const [channel] = await both();
      const reading = rejection(next(channel));
      await driver.act('disconnect', REMOTE);
      expect(await reading).toMatchObject(gone);
    });

    it('when the client is disconnected, while writing', async () => {
      const [channel, client] = await both();
      await client.pause();
      const write = rejection(channel.write(pattern(1024 * 1024)));
      await driver.act('disconnect', REMOTE);
      expect(await write).toMatchObject({ ...gone, syscall: 'WriteFile' });
    });

    it('and is opened anew when the client is back', async () => {
      const [channel] = await both();
      await driver.act('disconnect', REMOTE);
      expect(await rejection(next(channel))).toMatchObject(gone);
      expect(await rejection(local().openChannel(REMOTE, 'ECHO', DYNAMIC))).toMatchObject({
        ...gone,
        code: 'ERROR_INVALID_FUNCTION',
      });
      await driver.act('reconnect', REMOTE, { name: 'LAPTOP' });
      const [again, client] = await both();
      await client.send(Uint8Array.of(5));
      expect(await next(again)).toEqual(Uint8Array.of(5));
    });

    it('when the session ends', async () => {
      const [channel] = await both();
      const reading = rejection(next(channel));
      await driver.act('logoff', REMOTE);
      expect(await reading).toMatchObject(gone);
    });

    const broken: [string, readonly Uint8Array[], RegExp][] = [
      ['a piece without a header', [Uint8Array.of(1, 2, 3)], /3 bytes.*header/],
      ['a later piece first', [piece(10, 0, 10)], /without the first/],
      ['a last piece first', [piece(10, LAST, 10)], /without the first/],
      ['two first pieces', [piece(10, FIRST, 5), piece(10, FIRST, 5)], /before the end/],
      ['a length that changes', [piece(10, FIRST, 5), piece(11, LAST, 6)], /as 10 and as 11/],
      ['too many bytes', [piece(4, ONLY, 5)], /more than the 4 bytes/],
      ['too many bytes later', [piece(10, FIRST, 8), piece(10, 0, 8)], /more than the 10 bytes/],
      ['too few bytes', [piece(10, ONLY, 9)], /9 of its 10 bytes/],
      ['a length beyond maxMessage', [piece(1_001, FIRST, 5)], /1001 bytes.*maxMessage is 1000/],
      ['the greatest length', [piece(0xffff_ffff, FIRST, 5)], /4294967295 bytes/],
      ['a message that it could not send', [piece(10, ONLY | 0x100, 10)], /could not send/],
    ];
    it.each(broken)('when the client sends %s', async (_what, pieces, why) => {
      const [channel, client] = await both('ECHO', { maxMessage: 1_000 });
      await client.send(Uint8Array.of(1));
      for (const it of pieces) await client.raw(it);
      const iterator = channel[Symbol.asyncIterator]();
      expect((await iterator.next()).value).toEqual(Uint8Array.of(1));
      const error = await rejection(iterator.next());
      expect(error).toMatchObject({
        name: 'WindowsError',
        code: 'ERROR_INVALID_DATA',
        syscall: 'ReadFile',
        reason: 'other',
        subject: 'channel',
        hint: expect.stringMatching(why),
      });
      expect(await rejection(channel.write(Uint8Array.of(1)))).toBe(error);
      await channel.close();
      expect((await channelCalls()).at(-1)).toEqual([CLOSE]);
    });
  });

  describe('cannot be opened', () => {
    it.each([
      ['at the console', 1, {}, 'ERROR_INVALID_FUNCTION', 'channel'],
      ['of the services', 0, {}, 'ERROR_INVALID_FUNCTION', 'channel'],
      ['of a session without a client', 7, {}, 'ERROR_INVALID_FUNCTION', 'channel'],
      ['that the client has not registered', REMOTE, {}, 'ERROR_INVALID_FUNCTION', 'channel'],
      ['that the client does not listen for', REMOTE, DYNAMIC, 'ERROR_GEN_FAILURE', 'channel'],
      ['of a session that there is not', 99, DYNAMIC, 'ERROR_CTX_WINSTATION_NOT_FOUND', 'session'],
    ] as const)('a channel %s', async (_what, id, options, code, subject) => {
      const error = await rejection(local().openChannel(id, 'NOBODY', options));
      expect(error).toMatchObject({ reason: 'not-found', code, subject, syscall: OPEN, sessionId: id });
      expect(await channelCalls()).toEqual([[OPEN, id, 'NOBODY', 'dynamic' in options ? 1 : 0]]);
    });

    it('twice, when it is static', async () => {
      const client = await driver.channel(REMOTE, 'ONCE');
      const channel = await open('ONCE');
      expect(await rejection(local().openChannel(REMOTE, 'once'))).toMatchObject({
        reason: 'busy',
        subject: 'channel',
      });
      expect((await channelCalls()).filter(([name]) => name === OPEN)).toHaveLength(1);
      await client.send(Uint8Array.of(4));
      expect(await next(channel)).toEqual(Uint8Array.of(4));
      await channel.close();
      await open('ONCE');
    });

    it('but a dynamic one can be open several times', async () => {
      const [one, client] = await both();
      const other = await open('ECHO', DYNAMIC);
      await client.send(Uint8Array.of(1));
      expect([await next(one), await next(other)]).toEqual([Uint8Array.of(1), Uint8Array.of(1)]);
    });

    it('to the next owner of an id', async () => {
      await driver.channel(REMOTE, 'ECHO', DYNAMIC);
      const row = await local().session(REMOTE);
      await using channel = await local().openChannel(row, 'ECHO', DYNAMIC);
      expect(channel.sessionId).toBe(REMOTE);
      await channel.close();
      await driver.act('logoff', REMOTE);
      expect(await nextOwnerOf(driver, REMOTE, 'zoe')).toBe(REMOTE);
      await driver.channel(REMOTE, 'ECHO', DYNAMIC);
      await driver.clearCalls();
      expect(await rejection(local().openChannel(row, 'ECHO', DYNAMIC))).toMatchObject({ reason: 'changed' });
      expect(await channelCalls()).toEqual([]);
    });

    it('to the next owner of an id that changes during the opening', async () => {
      await driver.channel(REMOTE, 'ECHO', DYNAMIC);
      const row = await local().session(REMOTE);
      const held = await driver.fault('hold', OPEN);
      const opening = rejection(local().openChannel(row, 'ECHO', DYNAMIC));
      await expect.poll(async () => (await channelCalls()).length).toBe(1);
      await driver.act('logoff', REMOTE);
      expect(await nextOwnerOf(driver, REMOTE, 'zoe')).toBe(REMOTE);
      await driver.channel(REMOTE, 'ECHO', DYNAMIC);
      await held.end();
      expect(await opening).toMatchObject({ reason: 'changed', syscall: OPEN });
      await expect.poll(async () => (await channelCalls()).at(-1)).toEqual([CLOSE]);
    });

    it.each([
      [3221225474, 'not-supported', /Redirection/],
      [5, 'access-denied', /Virtual Channels/],
    ] as const)('when Windows answers %i', async (code, reason, hint) => {
      await driver.channel(REMOTE, 'ECHO', DYNAMIC);
      await driver.fault('fail', OPEN, { code });
      expect(await rejection(local().openChannel(REMOTE, 'ECHO', DYNAMIC))).toMatchObject({
        errno: code,
        reason,
        hint: expect.stringMatching(hint),
      });
    });

    it('when its file cannot be found, and gives it back', async () => {
      await driver.channel(REMOTE, 'ECHO', DYNAMIC);
      await driver.fault('fail', QUERY, { code: 'ERROR_INVALID_PARAMETER', times: 1 });
      expect(await rejection(local().openChannel(REMOTE, 'ECHO', DYNAMIC))).toMatchObject({ syscall: QUERY });
      await expect.poll(channelCalls).toEqual([[OPEN, REMOTE, 'ECHO', 1], [QUERY, 1], [CLOSE]]);
    });

    it.each(['signal', 'timeout'] as const)('in time, by its %s', async by => {
      await driver.channel(REMOTE, 'ECHO', DYNAMIC);
      const held = await driver.fault('hold', OPEN);
      const stop = new AbortController();
      const how = by === 'signal' ? { signal: stop.signal } : { timeout: 40 };
      const opening = rejection(local().openChannel(REMOTE, 'ECHO', { ...DYNAMIC, ...how }));
      await expect.poll(async () => (await channelCalls()).length).toBe(1);
      stop.abort();
      await driver.pass(50);
      expect(await opening).toMatchObject({ name: by === 'signal' ? 'AbortError' : 'TimeoutError' });
      await held.end();
      // Windows has opened it meanwhile, so it is given back; nothing else is asked.
      await expect.poll(channelCalls).toEqual([[OPEN, REMOTE, 'ECHO', 1], [CLOSE]]);
      await open('ECHO', DYNAMIC);
    });
  });

  it.each([
    ['eight characters', 'EIGHTCHR', {}, 'ERR_OUT_OF_RANGE'],
    ['none', '', {}, 'ERR_OUT_OF_RANGE'],
    ['260 characters', 'x'.repeat(260), DYNAMIC, 'ERR_OUT_OF_RANGE'],
    ['what is not ASCII', 'é', {}, 'ERR_INVALID_ARG_VALUE'],
    ['a NUL', 'a\0b', {}, 'ERR_INVALID_ARG_VALUE'],
    ['a number', 7 as unknown as string, {}, 'ERR_INVALID_ARG_TYPE'],
  ] as const)('refuses a name of %s', async (_what, name, options, code) => {
    await driver.clearCalls();
    expect(await rejection(local().openChannel(REMOTE, name, options))).toMatchObject({ code });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it.each([
    [{ priority: 'high' }, 'ERR_INVALID_ARG_VALUE'],
    [{ compress: false }, 'ERR_INVALID_ARG_VALUE'],
    [{ dynamic: true, framed: false }, 'ERR_INVALID_ARG_VALUE'],
    [{ dynamic: true, priority: 'urgent' }, 'ERR_INVALID_ARG_VALUE'],
    [{ dynamic: 1 }, 'ERR_INVALID_ARG_TYPE'],
    [{ maxMessage: 0 }, 'ERR_OUT_OF_RANGE'],
    [{ maxMessage: 1.5 }, 'ERR_OUT_OF_RANGE'],
    [{ maxMessage: 2 ** 30 + 1 }, 'ERR_OUT_OF_RANGE'],
    [{ maxMessage: '1' }, 'ERR_INVALID_ARG_TYPE'],
    [{ timeout: -1 }, 'ERR_OUT_OF_RANGE'],
    [{ dynamc: true }, 'ERR_INVALID_ARG_VALUE'],
  ])('refuses the options %j', async (options, code) => {
    await driver.clearCalls();
    expect(await rejection(local().openChannel(REMOTE, 'ECHO', options as ChannelOptions))).toMatchObject({ code });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('refuses messages that are none', async () => {
    const [channel] = await both('ECHO', { maxMessage: 10 });
    const write = channel.write.bind(channel) as (message: unknown, options?: object) => Promise<void>;
    for (const message of ['text', [1], new Uint16Array(1), undefined, new ArrayBuffer(1)])
      expect(await rejection(write(message))).toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
    expect(await rejection(write(new Uint8Array(11)))).toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
    expect(await rejection(write(new Uint8Array(1), { wait: true }))).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
  });

  it('is for this machine', async () => {
    await using host = await driver.winstation.openHost('RDS01');
    await driver.clearCalls();
    const error = await rejection((host as LocalHost).openChannel(5, 'ECHO'));
    expect(error).toMatchObject({ name: 'TypeError', message: expect.stringContaining('RDS01') });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('leaves nothing behind when it is dropped in the middle', async () => {
    const [channel, client] = await both();
    for (let i = 0; i < 20; i++) await client.send(pattern(50_000, i));
    await next(channel);
    await client.pause();
    const writes = Promise.allSettled(Array.from({ length: 10 }, () => channel.write(pattern(100_000))));
    await channel.close();
    await writes;
  });
});

describe('openChannel() by role', () => {
  const driver = withWorld(connected, { as: 'user' });

  it('needs the right "Virtual Channels" on the sessions of others, and none on its own', async () => {
    await driver.channel(REMOTE, 'ECHO', DYNAMIC);
    await driver.channel(3, 'ECHO', DYNAMIC);
    const local = driver.winstation.localHost();
    expect(await rejection(local.openChannel(REMOTE, 'ECHO', DYNAMIC))).toMatchObject({
      reason: 'access-denied',
      hint: expect.stringContaining('Virtual Channels'),
    });
    await using own = await local.openChannel('current', 'ECHO', DYNAMIC);
    expect(own.sessionId).toBe(3);
  });
});
