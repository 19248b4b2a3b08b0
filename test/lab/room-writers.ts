import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { OK, UNSAID, type WriterAnswer, type WriterCall, type WriterEnd } from '../../lib/mock/vss/state.js';
import { VSS_CODES } from '../../lib/vss/codes.js';
import type { RawComponent, RawFiles } from '../../lib/vss/contract.js';
import { ByteReader, ByteWriter } from './wire/bytes.js';

/** `standin/vss/writer.cc` has the same. */
const ASKED = { identify: 1, call: 2 } as const;

const STABLE = 1;
const FEW_WORDS = 8;
/** What follows an answer comes soon; what a handler does may take a while, or for ever. */
const QUIET_MS = 25;
const BUSY_MS = 150;
const STEP_MS = 5;
const MOST_REST_MS = 2_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';
const failed = (code: number): WriterAnswer => ({ answer: 'failed', code, applicationCode: 1, message: undefined });
/** In the words of the library, by which alone anybody sees that JavaScript was not in time. */
const LATE = 'The writer has not answered in time.';

/** What a writer is, as `IVssWriterImpl.Initialize` was told. */
interface Initialized {
  readonly id: string;
  readonly name: string;
  readonly instanceName: string | undefined;
  readonly usage: number;
  readonly source: number;
  readonly level: number;
  readonly freezeTimeout: number;
}

/** What a writer says when it is asked who it is. */
export interface Said {
  readonly restoreMethod: number;
  readonly components: readonly RawComponent[];
  readonly exclude: readonly RawFiles[];
}

/** One simulated RPC thread of a process: a line on which a call goes there, and its answer comes back. */
interface RpcLine {
  send(frame: Buffer): void;
  close(): void;
  answered: ((body: ByteReader | undefined) => void) | undefined;
}

function readFiles(reader: ByteReader): RawFiles[] {
  return Array.from({ length: reader.u32() }, () => ({
    path: reader.text() ?? '',
    spec: reader.text() ?? '',
    recursive: reader.u8() === 1,
  }));
}

function readSaid(reader: ByteReader): Said {
  const restoreMethod = reader.u32();
  const components = Array.from(
    { length: reader.u32() },
    (): RawComponent => ({
      type: reader.u32(),
      logicalPath: reader.text(),
      name: reader.text() ?? '',
      caption: reader.text(),
      selectable: reader.u8() === 1,
      files: readFiles(reader),
    }),
  );
  return { restoreMethod, components, exclude: readFiles(reader) };
}

/** A writer of the process under test, as a world sees it. */
class LabWriter implements WriterEnd {
  readonly instanceId = randomUUID() as WriterEnd['instanceId'];
  readonly isMute = false;
  readonly shown = { state: STABLE, code: 0 };
  readonly #random: () => number;
  readonly #happened: (change: 1 | -1) => void;
  readonly #idle: RpcLine[] = [];
  readonly #lines = new Set<RpcLine>();
  readonly #waiting: ((line: RpcLine | undefined) => void)[] = [];
  #is: Initialized | undefined;
  #isGone = false;
  /** Only then is it called. */
  isSubscribed = false;
  said: Said | undefined;
  /** Windows ends its writers, as it says in every call from now on. */
  isShuttingDown = false;
  #isTaken = true;

  constructor(random: () => number, happened: (change: 1 | -1) => void) {
    this.#random = random;
    this.#happened = happened;
  }

  get id(): WriterEnd['id'] {
    return (this.#is?.id ?? NO_ID) as WriterEnd['id'];
  }
  get name(): string {
    return this.#is?.name ?? '';
  }
  get instanceName(): string | undefined {
    return this.#is?.instanceName;
  }
  get usage(): number {
    return this.#is?.usage ?? 0;
  }
  get source(): number {
    return this.#is?.source ?? 0;
  }
  get level(): number {
    return this.#is?.level ?? 0;
  }
  get freezeTimeout(): number {
    return this.#is?.freezeTimeout ?? 0;
  }
  get components(): readonly RawComponent[] {
    return this.said?.components ?? [];
  }

  initialize(args: object): void {
    this.#is = args as Initialized;
  }

  /** Each call has a thread for itself; it is now this one and now that one. */
  connect(line: RpcLine): void {
    if (this.#isGone) {
      line.close();
      return;
    }
    this.#lines.add(line);
    this.#free(line);
  }

  disconnect(line: RpcLine): void {
    this.#lines.delete(line);
    const at = this.#idle.indexOf(line);
    if (at >= 0) this.#idle.splice(at, 1);
    line.answered?.(undefined);
    // There is always one that waits, so the process is gone.
    if (this.#lines.size === 0) this.end();
  }

  /** `code`: what Windows refuses a word of it with, now this one and now that one; 0 for none. */
  async identify(code: number): Promise<void> {
    const after = Math.floor(this.#random() * FEW_WORDS);
    const reader = await this.#ask(new ByteWriter().u8(ASKED.identify).u32(code).u32(after));
    if (reader === undefined) return;
    this.#isTaken = reader.u8() === 1;
    if (this.#isTaken !== (code === 0)) throw new Error('A writer does not say whether it was left out.');
    this.said = readSaid(reader);
  }

  /** As it was when it was asked last. */
  isTaken(): boolean {
    return this.#isTaken;
  }

  async call(call: WriterCall): Promise<WriterAnswer> {
    const reader = await this.#ask(this.#written(call));
    // The process is gone, or it was closed: nobody is there to answer.
    if (reader === undefined) return failed(VSS_CODES.VSS_E_WRITERERROR_RETRYABLE);
    const returned = reader.u8() === 1;
    const code = reader.u32();
    const applicationCode = reader.u32();
    const message = reader.text();
    if (code === 0) return returned ? OK : UNSAID;
    const isLate = code === VSS_CODES.VSS_E_WRITERERROR_TIMEOUT && message === LATE;
    return { answer: isLate ? 'late' : returned ? 'warned' : 'failed', code, applicationCode, message };
  }

  /** It is called no more. What is under way is still answered. */
  end(): void {
    this.#isGone = true;
    for (const line of this.#idle.splice(0)) line.close();
    for (const got of this.#waiting.splice(0)) got(undefined);
  }

  #written({ handler, sessionId, snapshotSetId, volumes, context, backupType, components }: WriterCall): ByteWriter {
    const writer = new ByteWriter().u8(ASKED.call).ascii(handler);
    writer.u8(sessionId === undefined ? 0 : 1).text(sessionId ?? NO_ID);
    writer.text(snapshotSetId).u32(volumes.length);
    for (const volume of volumes) writer.text(volume);
    writer.u32(context).u32(backupType).u32(0);
    writer.u8(components === undefined ? 0 : 1).u32(components?.length ?? 0);
    for (const { type, logicalPath, name } of components ?? []) writer.u32(type).text(logicalPath).text(name);
    return writer.text(this.instanceId).u8(this.isShuttingDown ? 1 : 0);
  }

  async #ask(request: ByteWriter): Promise<ByteReader | undefined> {
    const line = await this.#line();
    if (line === undefined) return undefined;
    this.#happened(1);
    return await new Promise(resolve => {
      line.answered = body => {
        line.answered = undefined;
        this.#happened(-1);
        resolve(body);
        if (body !== undefined) this.#free(line);
      };
      line.send(request.framed());
    });
  }

  async #line(): Promise<RpcLine | undefined> {
    if (this.#isGone) return undefined;
    const at = Math.floor(this.#random() * this.#idle.length);
    const [line] = this.#idle.splice(at, 1);
    return line ?? (await new Promise(resolve => void this.#waiting.push(resolve)));
  }

  #free(line: RpcLine): void {
    const next = this.#waiting.shift();
    if (next) next(line);
    else if (this.#isGone) line.close();
    else this.#idle.push(line);
  }
}

/** The same in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The VSS writers of one process, by the numbers that its stand-in gave them. */
export class RoomWriters {
  readonly #writers = new Map<number, LabWriter>();
  readonly #random = seeded(17);
  #lastTime = Number.NEGATIVE_INFINITY;
  #underWay = 0;

  of(handle: number): LabWriter {
    const known = this.#writers.get(handle) ?? new LabWriter(this.#random, change => this.#happened(change));
    this.#writers.set(handle, known);
    return known;
  }

  /** A line of an RPC thread; the answer takes what comes on it. */
  connect(handle: number, send: (frame: Buffer) => void, close: () => void): { take(body: Buffer): void; end(): void } {
    const writer = this.of(handle);
    const line: RpcLine = { send, close, answered: undefined };
    writer.connect(line);
    return { take: body => line.answered?.(new ByteReader(body)), end: () => writer.disconnect(line) };
  }

  /**
   * Windows asks every writer who it is before a session begins, and a world knows what was said last. `refusal` is the code
   * with which Windows refuses a writer; 0 for none.
   */
  async identify(refusal: (writer: WriterEnd) => number | Promise<number>): Promise<void> {
    const subscribed = [...this.#writers.values()].filter(it => it.isSubscribed);
    await Promise.all(subscribed.map(async it => await it.identify(await refusal(it))));
  }

  /**
   * Waits until nothing has been asked or answered for a while. A world's clock stands still meanwhile: over the mock a call has come to
   * its handler before time goes by.
   */
  async rest(): Promise<void> {
    const end = performance.now() + MOST_REST_MS;
    const isBusy = (now: number) => now - this.#lastTime < (this.#underWay > 0 ? BUSY_MS : QUIET_MS);
    for (let now = performance.now(); isBusy(now) && now < end; now = performance.now()) await sleep(STEP_MS);
  }

  #happened(change: 1 | -1): void {
    this.#underWay += change;
    this.#lastTime = performance.now();
  }

  /** What each of them said last, in the order in which they were made. */
  said(): readonly (Said | undefined)[] {
    return [...this.#writers.values()].map(it => it.said);
  }

  /** Windows ends its writers. Those that are made afterwards are of the next start. */
  shutDown(): void {
    for (const it of this.#writers.values()) it.isShuttingDown = true;
  }

  /** It stays known: a thread of its may only now be on its way here. */
  gone(handle: number): void {
    const writer = this.of(handle);
    writer.isSubscribed = false;
    writer.end();
  }
}
