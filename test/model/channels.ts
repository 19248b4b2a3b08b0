import type { BackendContract } from '../../lib/backend-contract.js';
import type { Fault } from '../../lib/mock/index.js';
import type { ClientChannel } from '../../lib/mock/terminal/channels/types.js';
import type { SessionState } from '../../lib/mock/terminal/state.js';
import { boundsOf } from '../../lib/terminal/bounds.js';
import type { VirtualChannel } from '../../lib/terminal/channels/types.js';
import type { ChannelStep } from './channel-steps.js';
import { Local } from './local.js';
import { type Model, runModel } from './run.js';

type Settled = 'taken' | 'not begun' | 'unknown' | undefined;

interface Written {
  readonly message: Uint8Array;
  settled: Settled;
}

interface Reader {
  readonly iterator: AsyncIterator<Uint8Array>;
  /** How many messages it waits for. */
  waiting: number;
}

/** One opening, of a channel with a name of its own, so that both ends of it are known. */
interface Opening {
  readonly name: string;
  readonly kind: Extract<ChannelStep, { readonly do: 'open' }>['kind'];
  /** Of the client that was there last before the channel was open. */
  client: ClientChannel;
  readonly abort: AbortController;
  /** The logon that the row or the id was of. */
  readonly logon: SessionState | undefined;
  channel: VirtualChannel | undefined;
  isSettled: boolean;
  /** The program has ended it. */
  isEnded: boolean;
  /** The client has sent nonsense, and what follows is not read. */
  hasLied: boolean;
  readonly sent: Uint8Array[];
  read: number;
  readonly writes: Written[];
  readonly readers: Reader[];
}

/** One program of steps over one world with one user, who comes and goes, and whose client has channels. */
class ChannelModel implements Model<ChannelStep> {
  readonly #local = new Local('system');
  readonly #world = this.#local.world;
  readonly #fail = this.#local.mistakes.add;
  readonly #openings: Opening[] = [];
  readonly #pauses: Fault[] = [];
  #user: number;
  #messages = 0;

  constructor() {
    this.#user = this.#logon();
  }

  begin(): void {
    this.#open({ kind: 'dynamic', byRow: false, timeout: undefined });
  }

  before(): Promise<void> {
    return this.#world.settled();
  }

  async take(step: ChannelStep): Promise<void> {
    switch (step.do) {
      case 'open':
        return this.#open(step);
      case 'send':
        for (let i = 0; i < step.count; i++) this.#send(this.#opening(step.which), step.size);
        return;
      case 'lie':
        return this.#lie(this.#opening(step.which));
      case 'write':
        for (let i = 0; i < step.count; i++) this.#write(this.#opening(step.which), step);
        return;
      case 'read':
        for (let i = 0; i < step.count; i++) this.#read(this.#opening(step.which), step.iterator);
        return;
      case 'leave':
        return await this.#leaveIterator(this.#opening(step.which)?.readers[step.iterator]);
      case 'pause': {
        const opening = this.#opening(step.which);
        if (opening) this.#pauses.push(opening.client.pause());
        return;
      }
      case 'goOn':
        this.#pauses.shift()?.end();
        return;
      case 'close':
      case 'abort':
        return this.#end(this.#opening(step.which), step.do);
      case 'unplug':
        this.#opening(step.which)?.client.close();
        return;
      case 'disconnect':
      case 'logoff':
        this.#world[step.do](this.#user);
        return;
      case 'come':
        return this.#come();
      default:
        return await this.#local.take(step);
    }
  }

  #open({ kind, byRow, timeout }: Omit<Extract<ChannelStep, { readonly do: 'open' }>, 'do'>): void {
    const kept = byRow ? this.#local.rowOf(0) : undefined;
    const name = `C${this.#openings.length}`;
    const dynamic = kind === 'dynamic';
    const opening: Opening = {
      ...{ name, kind, logon: kept?.logon },
      client: this.#clientOf({ name, kind }),
      abort: new AbortController(),
      channel: undefined,
      ...{ isSettled: false, isEnded: false, hasLied: false, read: 0 },
      ...{ sent: [], writes: [], readers: [] },
    };
    this.#openings.push(opening);
    const { signal } = opening.abort;
    const options = { dynamic, timeout, signal, ...(kind === 'framed' && { framed: true }) };
    this.#world.module
      .localHost()
      .openChannel(kept?.row ?? this.#user, name, options)
      .then(
        channel => {
          opening.isSettled = true;
          opening.channel = channel;
          for (let i = 0; i < 2; i++) opening.readers.push({ iterator: channel[Symbol.asyncIterator](), waiting: 0 });
          const now = this.#local.sessions.get(channel.sessionId);
          if (kept && now && now !== kept.logon) this.#fail(`${name} is open in another logon than that of its row`);
        },
        () => {
          opening.isSettled = true;
        },
      );
  }

  #send(opening: Opening | undefined, size: number): void {
    if (!opening || opening.hasLied) return;
    // Without headers, a message that comes in one piece has borders too.
    const message = this.#message(opening.kind === 'plain' ? Math.min(size, 1_600) : size);
    opening.client.send(message);
    opening.sent.push(message);
  }

  /** A later piece without a first one. */
  #lie(opening: Opening | undefined): void {
    if (!opening || opening.kind === 'plain') return;
    opening.client.raw(Uint8Array.of(9, 0, 0, 0, 2, 0, 0, 0, 1));
    opening.hasLied = true;
  }

  #write(opening: Opening | undefined, { size, timeout }: Extract<ChannelStep, { readonly do: 'write' }>): void {
    if (!opening?.channel) return;
    const { channel, writes } = opening;
    const written: Written = { message: this.#message(size), settled: undefined };
    channel.write(written.message, { timeout }).then(
      () => {
        written.settled = 'taken';
      },
      (error: { readonly outcome?: string; readonly reason?: string; readonly syscall?: string }) => {
        // A write that Windows has failed may have reached the client by a part.
        const isUnknown = error.outcome === 'unknown' || (error.syscall === 'WriteFile' && error.reason !== 'busy');
        written.settled = isUnknown ? 'unknown' : 'not begun';
      },
    );
    writes.push(written);
  }

  #read(opening: Opening | undefined, which: number): void {
    const reader = opening?.readers[which];
    if (!opening || !reader) return;
    reader.waiting += 1;
    const over = () => {
      reader.waiting -= 1;
    };
    const read = reader.iterator.next().then(
      ({ value, done }) => {
        if (done) return;
        const expected = opening.sent[opening.read];
        opening.read += 1;
        if (!expected || Buffer.compare(value, expected) !== 0)
          this.#fail(`${opening.name}: message ${opening.read} is not the one that was sent`);
      },
      () => {
        // What came before the end is read first, unless the program has ended it.
        if (!opening.isEnded && opening.read !== opening.sent.length)
          this.#fail(`${opening.name} failed after ${opening.read} of ${opening.sent.length} messages`);
      },
    );
    void read.then(over);
  }

  async #leaveIterator(reader: Reader | undefined): Promise<void> {
    void reader?.iterator.return?.();
    await this.#world.settled();
    if (reader && reader.waiting > 0) this.#fail('an iterator that has left still waits');
  }

  #end(opening: Opening | undefined, how: 'close' | 'abort'): void {
    if (!opening) return;
    if (how === 'abort') opening.abort.abort();
    else void opening.channel?.close();
    opening.isEnded ||= how === 'abort' || opening.channel !== undefined;
  }

  /** A client gets what was written, in order and once; what was refused before it began never comes. */
  check(): void {
    for (const { name, client, writes } of this.#openings) {
      let at = 0;
      for (const message of client.received) {
        const found = writes.findIndex((it, i) => i >= at && Buffer.compare(it.message, message) === 0);
        if (found < 0) this.#fail(`${name} got what was not written, or once more, or in another order`);
        else if (writes[found]?.settled === 'not begun') this.#fail(`${name} got a write that had not begun`);
        at = found + 1;
      }
    }
    this.#local.mistakes.throwIfAny();
  }

  async end(): Promise<void> {
    this.#local.endFaults();
    for (const pause of this.#pauses) pause.end();
    await this.#local.outlast();
    this.check();
    for (const opening of this.#openings) {
      if (opening.channel && !opening.isEnded) this.#checkTaken(opening);
      opening.isEnded = true;
      if (opening.channel) void opening.channel.close();
      else opening.abort.abort();
    }
    await this.#local.outlast();
    for (const { name, isSettled, readers, writes } of this.#openings) {
      if (!isSettled) this.#fail(`the opening of ${name} never settled`);
      if (readers.some(it => it.waiting > 0)) this.#fail(`a read of ${name} never settled`);
      if (writes.some(it => it.settled === undefined)) this.#fail(`a write of ${name} never settled`);
    }
    const { channels, sideThreads, leftBehind } = boundsOf(this.#world.backend as unknown as BackendContract);
    this.#local.mistakes.addLeft({
      open: this.#local.inner.terminal.local.clients.open,
      channels: channels.taken,
      sideThreads: sideThreads.taken,
      leftBehind: leftBehind.taken,
      ...this.#local.behind.left(),
    });
  }

  /** The client takes everything, and is there: what Windows has taken, it has. */
  #checkTaken({ name, client, writes }: Opening): void {
    if (!this.#isThere(name)) return;
    for (const { message, settled } of writes) {
      const has = client.received.some(it => Buffer.compare(it, message) === 0);
      if (settled === 'taken' && !has) this.#fail(`${name} has lost a message of ${message.length} bytes`);
    }
  }

  #isThere(name: string): boolean {
    const { state, clients } = this.#local.inner.terminal.local;
    const session = state.sessions.get(this.#user);
    return [true, false].some(dynamic => session && clients.find(session, name, dynamic)?.isOpen);
  }

  #message(size: number): Uint8Array {
    const message = new Uint8Array(size).fill(this.#messages & 0xff);
    new DataView(message.buffer).setUint32(0, this.#messages, true);
    this.#messages += 1;
    return message;
  }

  /** The user is back, and the client has the channels that are still to be opened. */
  #come(): void {
    if (this.#local.sessions.has(this.#user)) this.#world.reconnect(this.#user, { name: 'PC' });
    else this.#user = this.#logon();
    for (const opening of this.#openings) if (!opening.isSettled) opening.client = this.#clientOf(opening);
  }

  #clientOf({ name, kind }: Pick<Opening, 'name' | 'kind'>): ClientChannel {
    return this.#world.client(this.#user).channel(name, { dynamic: kind === 'dynamic', framed: kind === 'framed' });
  }

  #logon(): number {
    return this.#world.logon({ user: 'anna', client: { name: 'PC' } });
  }

  #opening(which: number): Opening | undefined {
    return this.#openings.at(-1 - which);
  }
}

/** Runs steps; throws the mistakes that it finds. */
export async function runChannels(program: readonly ChannelStep[]): Promise<void> {
  await runModel(new ChannelModel(), program);
}
