import { connect, type Socket } from 'node:net';
import { ByteWriter, Frames } from './bytes.js';

/** The kinds of messages that a process sends first or may send later; `../standin/wire.h` knows the same. */
export const KINDS = { hello: 0, ask: 1 } as const;

/** What a connection is for, and in its greeting the name of the process's world. */
export type Purpose = 'calls' | 'control' | 'notices' | 'channel' | 'writer' | 'program';

export interface ControlRequest {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type ControlReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: { readonly name: string; readonly message: string } };

/** What JSON doesn't know travels as an object with one key. */
function outgoing(this: unknown, key: string, value: unknown): unknown {
  const plain = (this as Record<string, unknown>)[key];
  if (typeof plain === 'bigint') return { $bigint: String(plain) };
  if (plain instanceof Uint8Array) return { $bytes: Buffer.from(plain).toString('base64') };
  if (plain instanceof Date) return { $date: plain.getTime() };
  if (plain === undefined && Array.isArray(this)) return { $undefined: true };
  return value;
}

function incoming(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$bigint' in value) return BigInt(String(value.$bigint));
  if ('$bytes' in value) return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
  if ('$date' in value) return new Date(Number(value.$date));
  return value;
}

/** A reviver's `undefined` would leave a hole, so this comes after. */
function withUndefined(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map(item => (typeof item === 'object' && item !== null && '$undefined' in item ? undefined : item));
}

export function frameJson(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value, outgoing));
  const head = Buffer.allocUnsafe(4);
  head.writeUInt32LE(text.length);
  return Buffer.concat([head, text]);
}

export const readJson = (body: Buffer): unknown =>
  JSON.parse(body.toString('utf8'), (key, value) => withUndefined(incoming(key, value)));

/** A test process's way to the world server. It keeps the process alive only while it waits for a reply. */
export class ControlClient {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #frames = new Frames();
  #lastId = 0;

  constructor(port: number, token: string) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setNoDelay();
    this.#socket.unref();
    this.#socket.write(new ByteWriter().u8(KINDS.hello).ascii('control').ascii(token).framed());
    this.#socket.on('data', chunk => {
      for (const body of this.#frames.push(chunk)) this.#settle(readJson(body) as ControlReply);
    });
    this.#socket.on('error', error => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('The world server closed the connection.')));
  }

  /** The client of this process, by what the runner put into the environment. */
  static ofThisProcess(): ControlClient {
    const { LAB_WORLD_PORT: port, LAB_WORLD_TOKEN: token } = process.env;
    if (!port || !token) throw new Error('LAB_WORLD_PORT and LAB_WORLD_TOKEN say where the world is; one is not set.');
    return new ControlClient(Number(port), token);
  }

  request(method: string, ...args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.ref();
      this.#socket.write(frameJson({ id, method, args } satisfies ControlRequest));
    });
  }

  #settle(reply: ControlReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#socket.unref();
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(Object.assign(new Error(reply.error.message), { name: reply.error.name }));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
