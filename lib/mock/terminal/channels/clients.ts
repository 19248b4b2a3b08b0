import type { Activity } from '../../world/activity.js';
import type { ClientState, HostState, SessionState } from '../state.js';
import { type ChannelLine, type LineListener, SimulatedChannel } from './client-channel.js';
import type { ClientChannel, ClientChannelOptions, SessionClient } from './types.js';

/** So many static channels has a connection. */
const MOST_STATIC = 30;
const LONGEST_STATIC = 7;

/** The channels of one connection. It ends with the client. */
interface Connection {
  readonly client: ClientState;
  readonly channels: Map<string, SimulatedChannel>;
}

const keyOf = (name: string, isDynamic: boolean): string => `${isDynamic ? 'dynamic' : 'static'} ${name}`;

/** The Remote Desktop clients of a host, as far as they have channels, and which of these programs have open. */
export class Clients {
  readonly #state: HostState;
  readonly #activity: Activity;
  readonly #connections = new Map<number, Connection>();
  /** By what the calls are made on. */
  readonly #lines = new Map<unknown, ChannelLine>();

  constructor(state: HostState, activity: Activity) {
    this.#state = state;
    this.#activity = activity;
  }

  /** How many channels programs have open. */
  get open(): number {
    return this.#lines.size;
  }

  /** Of a session that has one. */
  of(session: SessionState): SessionClient {
    const { id, client } = session;
    if (!client) throw new RangeError(`session ${id} of ${this.#state.name} has no Remote Desktop client`);
    return { channel: (name, options) => this.#channel(id, client, name, options) };
  }

  find(session: SessionState, name: string, isDynamic: boolean): SimulatedChannel | undefined {
    return this.#connectionOf(session)?.channels.get(keyOf(name, isDynamic));
  }

  connect(on: unknown, channel: SimulatedChannel): void {
    this.#lines.set(on, channel.open());
  }

  lineOf(on: unknown): ChannelLine | undefined {
    return this.#lines.get(on);
  }

  listen(on: unknown, listener: LineListener): ChannelLine | undefined {
    const line = this.#lines.get(on);
    line?.listen(listener);
    return line;
  }

  /** A program gives its channel back. False when it has none. */
  disconnect(on: unknown): boolean {
    const line = this.#lines.get(on);
    line?.channel.leave(line);
    return this.#lines.delete(on);
  }

  /** Sessions have changed: where the client is another one now, or gone, its channels end. */
  sessionsChanged(): void {
    for (const [id, { client, channels }] of this.#connections) {
      if (this.#state.sessions.get(id)?.client === client) continue;
      this.#connections.delete(id);
      for (const channel of channels.values()) channel.end();
    }
  }

  #connectionOf({ id, client }: SessionState): Connection | undefined {
    const connection = this.#connections.get(id);
    return connection && connection.client === client ? connection : undefined;
  }

  #channel(id: number, client: ClientState, name: string, options: ClientChannelOptions = {}): ClientChannel {
    const { dynamic = false, framed = false } = options;
    const session = this.#state.sessions.get(id);
    if (session?.client !== client) throw new RangeError(`the client of session ${id} has gone`);
    this.sessionsChanged();
    const connection = this.#connections.get(id) ?? { client, channels: new Map() };
    this.#connections.set(id, connection);
    const { channels } = connection;
    const key = keyOf(name, dynamic);
    const known = channels.get(key);
    if (known) return known;
    if (typeof name !== 'string' || name === '' || (!dynamic && name.length > LONGEST_STATIC))
      throw new RangeError(
        `a channel has a name, a static one of 1 to ${LONGEST_STATIC} characters; not ${String(name)}`,
      );
    if (!dynamic && [...channels.values()].filter(it => !it.isDynamic).length >= MOST_STATIC)
      throw new RangeError(`a connection has at most ${MOST_STATIC} static channels`);
    const around = { happened: () => this.#activity.happened(), closed: () => channels.delete(key) };
    const channel = new SimulatedChannel(name, { dynamic, framed }, around);
    channels.set(key, channel);
    return channel;
  }
}
