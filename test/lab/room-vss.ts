import type { WorldVssSession } from '../../lib/mock/vss/control-types.js';
import type { Door, ShapedAnswer } from './door.js';
import { RoomWriters } from './room-writers.js';
import type { Question } from './wire/question.js';

/** What the lab needs of a world with VSS. */
export interface VssDoor extends Pick<Door, 'ask'> {
  readonly vss: {
    backup(options: object): WorldVssSession;
    restore(options: object): WorldVssSession;
  };
  /** Nobody waits for what was asked on this. */
  cancel(on: unknown): void;
  toScenario(): { readonly vss?: { readonly sessionIds?: string } | null };
}

type Asked = ShapedAnswer | Promise<ShapedAnswer>;

const WRITER = /^IVssWriterImpl\./;

/** VSS of a process: its writers, and the sessions of other programs that a test drives. */
export class RoomVss {
  readonly writers = new RoomWriters();
  readonly #sessions = new Map<string, WorldVssSession>();

  /** What the lab answers itself, or does besides; `undefined` where it has no part. `door` asks the world on what it is given. */
  ask({ call, args, handle }: Question, world: VssDoor, door: (on: unknown) => Asked): Asked | undefined {
    if (call === 'Lab.HasSessionIds') return { ok: true, value: world.toScenario().vss?.sessionIds !== 'none' };
    if (call === 'Lab.Cancel') {
      world.cancel(handle);
      return { ok: true, value: undefined };
    }
    if (call === 'IVssBackupComponents.GatherWriterMetadata') return this.#identify(world).then(() => door(handle));
    if (!WRITER.test(call) || handle === undefined) return undefined;
    const writer = this.writers.of(handle);
    if (call === 'IVssWriterImpl.Initialize') writer.initialize(args);
    const answer = Promise.resolve(door(writer));
    if (call === 'IVssWriterImpl.Subscribe') void answer.then(({ ok }) => (writer.isSubscribed = ok));
    if (call === 'IVssWriterImpl.Unsubscribe') void answer.then(() => this.writers.gone(handle));
    return answer;
  }

  async #identify(world: VssDoor): Promise<void> {
    await this.writers.identify(async on => {
      const answer = await world.ask(undefined, 'CVssWriterEx.OnIdentify', {}, { held: false, on });
      return answer.ok ? 0 : answer.code;
    });
  }

  async begin(world: VssDoor, kind: 'backup' | 'restore', options: object): Promise<{ readonly id: string }> {
    await this.#identify(world);
    const session = world.vss[kind](options);
    this.#sessions.set(session.id, session);
    return { id: session.id };
  }

  async session(id: string, method: string, argument: unknown): Promise<unknown> {
    const session = this.#sessions.get(id);
    if (method === 'until') return await session?.until(argument as never);
    if (method === 'finish') return await session?.finish();
    if (method === 'abort') return await session?.abort();
    throw new TypeError(`A session has no '${method}'.`);
  }

  /** Another world takes over, which knows none of them. */
  forget(): void {
    this.#sessions.clear();
  }
}
