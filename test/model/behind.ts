import type { SimulatedWorld } from '../../lib/mock/create-world.js';
import type { World } from '../../lib/mock/index.js';
import { logonModeOf } from '../../lib/mock/terminal/logon-mode.js';
import type { LogonMode } from '../../lib/terminal/acts/types.js';
import type { TerminalCallName } from '../../lib/terminal/calls.js';
import { NOTICES } from '../../lib/terminal/watch/notice-codes.js';
import { typeOf } from '../../lib/terminal/watch/observed-event.js';
import { History, type SessionThen } from './history.js';
import { type Life, Lives } from './lives.js';
import type { HostName } from './steps.js';
import { countTimers, type Waiting } from './timers.js';

/** The raw calls that change something. */
const ACTING = ['WTSLogoffSession', 'WTSDisconnectSession', 'WTSConnectSessionW', 'WTSSendMessageW'] as const;

/** A raw call that ends or moves a session or shows a message, at the moment when it is made. */
export interface ActCall {
  readonly host: HostName;
  readonly name: (typeof ACTING)[number];
  readonly id: number;
  /** The text of a message. */
  readonly text: string | undefined;
  /** The logon that has the id now. */
  readonly owner: SessionThen | undefined;
}

/** A raw call that ends a process, at the moment when it is made. */
export interface ProcessCall {
  readonly host: HostName;
  readonly pid: number;
  readonly owner: Life | undefined;
}

/** What the callers of a world have open or under way. */
export interface Left extends Waiting {
  readonly handles: number;
  readonly windows: number;
  readonly registrations: number;
  readonly waits: number;
  readonly unanswered: readonly string[];
}

/** What a model sees of a world besides the back door. It only reads. */
export class Behind {
  readonly histories: Readonly<Record<HostName, History>>;
  readonly lives: Readonly<Record<HostName, Lives>>;
  readonly #world: SimulatedWorld;
  readonly #unanswered = new Map<object, string>();
  readonly #acts: (call: ActCall) => void;
  readonly #ends: (call: ProcessCall) => void;
  readonly #waiting: () => Waiting;
  #handles = 0;

  constructor(world: World, acts: (call: ActCall) => void = () => {}, ends: (call: ProcessCall) => void = () => {}) {
    this.#world = world as unknown as SimulatedWorld;
    this.#acts = acts;
    this.#ends = ends;
    const { terminal } = this.#world;
    const history = (name: HostName, currentId: () => number | undefined) =>
      new History(terminal.find(name)!, currentId, notice => (isDocumented(notice) ? typeOf(notice) : undefined));
    this.histories = {
      HERE: history('HERE', () => terminal.callerSessionId()),
      THERE: history('THERE', () => undefined),
    };
    const lives = (name: HostName) => new Lives(terminal.find(name)!, () => this.elapsed());
    this.lives = { HERE: lives('HERE'), THERE: lives('THERE') };
    this.#countCalls();
    this.#waiting = countTimers(this.#world.simulation.clock);
  }

  /** Milliseconds that have passed, on a clock that is never set. */
  elapsed(): number {
    return this.#world.simulation.clock.elapsed();
  }

  /** What the clock of a host shows. */
  now(host: HostName): number {
    return this.#world.simulation.machines.find(host)!.clock.now();
  }

  logonMode(host: HostName): LogonMode {
    return logonModeOf(this.#world.simulation.machines.find(host)!);
  }

  left(): Left {
    const open = this.#world.terminal.all().map(host => host.notices.open);
    const sum = (of: (it: (typeof open)[number]) => number) => open.reduce((all, it) => all + of(it), 0);
    return {
      ...this.#waiting(),
      handles: this.#handles,
      windows: sum(it => it.windows),
      registrations: sum(it => it.registered),
      waits: sum(it => it.waits),
      unanswered: [...this.#unanswered.values()],
    };
  }

  look(): void {
    this.histories.HERE.look();
    this.histories.THERE.look();
  }

  #countCalls(): void {
    const ask = this.#world.ask.bind(this.#world);
    this.#world.ask = (host, name, args, options) => {
      this.look();
      this.#seeAct(host, name as TerminalCallName, args);
      const answer = ask(host, name, args, options);
      this.look();
      if (name === 'WTSCloseServer') this.#handles -= 1;
      const opens = name === 'WTSOpenServerExW' || name === 'WTSOpenServerW';
      if (answer instanceof Promise) {
        const call = {};
        this.#unanswered.set(call, `${name}(${Object.values(args).join(', ')})`);
        answer.then(it => {
          this.#unanswered.delete(call);
          if (opens && it.ok) this.#handles += 1;
        });
      } else if (opens && answer.ok) this.#handles += 1;
      return answer;
    };
  }

  #seeAct(host: string | undefined, name: TerminalCallName, args: object): void {
    const here: HostName = host === undefined ? 'HERE' : 'THERE';
    if (name === 'WTSTerminateProcess') {
      const { pid } = args as { readonly pid: number };
      this.#ends({ host: here, pid, owner: this.lives[here].of(pid) });
    }
    if (!isAct(name)) return;
    const { sessionId: id, text } = args as { readonly sessionId: number; readonly text?: string };
    this.#acts({ host: here, name, id, text, owner: this.histories[here].now.sessions.get(id) });
  }
}

const DOCUMENTED: readonly number[] = Object.values(NOTICES);

function isDocumented(notice: number): boolean {
  return DOCUMENTED.includes(notice);
}

function isAct(name: TerminalCallName): name is ActCall['name'] {
  return (ACTING as readonly string[]).includes(name);
}
