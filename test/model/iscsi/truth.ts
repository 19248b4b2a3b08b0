import { ISDSC_CODES } from '../../../lib/iscsi/codes.js';
import type { SimulatedWorld } from '../../../lib/mock/create-world.js';
import type { World } from '../../../lib/mock/index.js';

/** A session as the world keeps it. */
export interface SessionThen {
  readonly id: string;
  readonly target: string;
  readonly informational: boolean;
  /** The ids of its connections. */
  readonly connections: readonly string[];
  /** By LUN, the number of its disk. */
  readonly disks: ReadonlyMap<number, number | undefined>;
}

/** What was true between two changes. */
export interface Version {
  readonly sessions: ReadonlyMap<string, SessionThen>;
  /** The targets of saved logins, in small letters. */
  readonly saved: ReadonlySet<string>;
}

/** A raw act that Windows has carried out. */
export interface Carried {
  readonly name: string;
  readonly target: string | undefined;
  readonly session: string | undefined;
  readonly isSaving: boolean;
}

const ACTS = ['LoginIScsiTargetW', 'LogoutIScsiTarget', 'AddIScsiConnectionW', 'RemoveIScsiConnection'];

/** All that was ever true, and what acts were carried out. It only reads. */
export class Truth {
  readonly versions: Version[] = [];
  readonly carried: Carried[] = [];
  /** Each session that there ever was: the name of its target, which no id changes. */
  readonly targets = new Map<string, string>();
  /** Where a call was answered that a session has gone, be it so or not: the session, and the version then. */
  readonly #saidGone: (readonly [session: string, version: number])[] = [];
  readonly #world: World;
  #last = '';
  #unanswered = 0;

  constructor(world: World) {
    this.#world = world;
    const { handler } = (world as unknown as SimulatedWorld).simulation;
    const ask = handler.ask.bind(handler);
    handler.ask = (host, name, args, options) => {
      this.look();
      const answer = ask(host, name, args, options);
      const seen = (it: Awaited<typeof answer>) => {
        const version = this.look();
        if (!it.ok && it.code === ISDSC_CODES.ISDSC_INVALID_SESSION_ID && typeof args.session === 'string')
          this.#saidGone.push([args.session, version]);
        if (it.ok && ACTS.includes(name)) this.#carry(name, args);
        return it;
      };
      if (!(answer instanceof Promise)) return seen(answer);
      this.#unanswered += 1;
      return answer.then(it => {
        this.#unanswered -= 1;
        return seen(it);
      });
    };
    this.look();
  }

  /** Raw calls without an answer. */
  get unanswered(): number {
    return this.#unanswered;
  }

  get now(): Version {
    return this.versions[this.look()]!;
  }

  /** The number of the version now. */
  look(): number {
    const { sessions = [], savedLogins = [] } = this.#world.toScenario().iscsi ?? {};
    const text = JSON.stringify([sessions, savedLogins]);
    if (text !== this.#last || this.versions.length === 0) {
      this.#last = text;
      const all = sessions.map(
        (it): SessionThen => ({
          id: it.id!,
          target: it.target,
          informational: it.informational ?? false,
          connections: (it.connections ?? []).map(({ id }) => id!),
          disks: new Map((it.disks ?? []).map(({ lun, disk }) => [lun, disk])),
        }),
      );
      for (const { id, target } of all) this.targets.set(id, target);
      this.versions.push({
        sessions: new Map(all.map(it => [it.id, it])),
        saved: new Set(savedLogins.map(({ target }) => target.toLowerCase())),
      });
    }
    return this.versions.length - 1;
  }

  between(first: number, last: number): readonly Version[] {
    return this.versions.slice(first, last + 1);
  }

  /** Of which sessions Windows said meanwhile that they have gone. */
  saidGone(first: number, last: number): ReadonlySet<string> {
    const meanwhile = this.#saidGone.filter(([, version]) => version >= first && version <= last);
    return new Set(meanwhile.map(([session]) => session));
  }

  #carry(name: string, args: Readonly<Record<string, unknown>>): void {
    this.carried.push({
      name,
      target: (args.target as string | undefined)?.toLowerCase(),
      session: args.session as string | undefined,
      isSaving: args.persistent === true,
    });
  }
}
