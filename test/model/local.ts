import type { SimulatedWorld } from '../../lib/mock/create-world.js';
import { createWorld, type Fault, type World } from '../../lib/mock/index.js';
import type { SessionState } from '../../lib/mock/terminal/state.js';
import type { SessionDetails } from '../../lib/terminal/sessions/types.js';
import { Behind } from './behind.js';
import { Mistakes } from './run.js';

/** Nobody waits for anything longer than this. */
const AFTERMATH = 4_000_000;
/** Ids from here on are listeners. */
const LISTENERS = 65_536;

/** A row that a program kept, and the logon that it is of, by the object that the world keeps. */
export interface KeptRow {
  readonly row: SessionDetails;
  readonly logon: SessionState;
}

/** A raw call, and how many of it come first. */
interface Struck {
  readonly call: string;
  readonly after: number;
}

/** Steps that mean the same in every model of this machine. */
export type LocalStep =
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'turns'; readonly turns: number }
  | ({ readonly do: 'fail'; readonly code: string } & Struck)
  | ({ readonly do: 'delay'; readonly ms: number } & Struck)
  | ({ readonly do: 'hold' } & Struck)
  | { readonly do: 'release' }
  | { readonly do: 'rows' };

/** A world with users on this machine, and what models of it share: time, single faults, rows that are kept, mistakes. */
export class Local {
  readonly world: World;
  readonly inner: SimulatedWorld;
  readonly behind: Behind;
  readonly mistakes = new Mistakes();
  readonly #rows: KeptRow[] = [];
  readonly #faults: Fault[] = [];

  constructor(as?: 'system') {
    this.world = createWorld({ version: 1, hosts: [{ name: 'HERE', local: true }, { name: 'THERE' }] }, { as });
    this.inner = this.world as unknown as SimulatedWorld;
    this.behind = new Behind(this.world);
  }

  get sessions(): ReadonlyMap<number, SessionState> {
    return this.inner.terminal.local.state.sessions;
  }

  async take(step: LocalStep): Promise<void> {
    const { world } = this;
    switch (step.do) {
      case 'advance':
        await world.advance(step.ms);
        return;
      case 'turns':
        for (let i = 0; i < step.turns; i++) await undefined;
        return;
      case 'fail':
        this.#faults.push(world.fail(step.call, { code: step.code, after: step.after, times: 1 }));
        return;
      case 'delay':
        this.#faults.push(world.delay(step.call, step.ms, { after: step.after, times: 1 }));
        return;
      case 'hold':
        this.#faults.push(world.hold(step.call, { after: step.after, times: 1 }));
        return;
      case 'release':
        this.#faults.shift()?.end();
        return;
      case 'rows':
        void this.#keepRows();
    }
  }

  /** One of the sessions that users can have. */
  idOf(which: number): number {
    const ids = [...this.sessions.keys()].filter(id => id > 0 && id < LISTENERS);
    return ids.sort((a, b) => a - b)[which % ids.length] ?? 1;
  }

  /** One of the rows that are kept, counted from the newest. */
  rowOf(which: number): KeptRow | undefined {
    return this.#rows.at(-1 - (which % Math.max(1, this.#rows.length)));
  }

  /** Nothing hinders any more. What is under way may still take its time. */
  endFaults(): void {
    for (const fault of this.#faults) fault.end();
  }

  /** All that anybody waits for comes. */
  async outlast(): Promise<void> {
    await this.world.advance(AFTERMATH);
  }

  /** The rows of a list, where their logons were there before and after it: the others may be of either. */
  async #keepRows(): Promise<void> {
    const before = new Map(this.sessions);
    const options = { details: true, where: { kind: 'user' }, timeout: 1_000 } as const;
    const rows = await this.world.module
      .localHost()
      .sessions(options)
      .catch(() => []);
    for (const row of rows) {
      const logon = this.sessions.get(row.id);
      if (logon && before.get(row.id) === logon) this.#rows.push({ row, logon });
    }
  }
}
