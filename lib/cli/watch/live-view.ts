import type { Follower } from '../../fleet/follower.js';
import type { Call } from '../call.js';
import { problemOf } from '../problem.js';
import { paintedWidth } from '../text.js';
import { frame } from './frame.js';
import { IdleTimes } from './idle-times.js';

/** The pause between a change and the next paint, so that many changes need only one. */
const GATHER_MS = 50;
const TICK_MS = 1_000;
/** Idle times are asked for again after so many ticks. */
const REFRESH_TICKS = 10;
const KEPT_LINES = 100;

const HIDE_CURSOR = '\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';
const CLEAR_LINE = '\x1b[K';
const CLEAR_BELOW = '\x1b[J';
const up = (lines: number) => (lines > 0 ? `\x1b[${lines}A\r` : '\r');

/** The table and the latest events, painted over in place. Earlier text on the terminal stays above it. */
export class LiveView {
  readonly #call: Call;
  readonly #followers: readonly Follower[];
  readonly #idle: IdleTimes;
  readonly #log: string[] = [];
  #painted: readonly string[] = [];
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #ends: (() => void)[] = [];
  #ticks = 0;

  constructor(call: Call, followers: readonly Follower[]) {
    this.#call = call;
    this.#followers = followers;
    this.#idle = new IdleTimes(() => call.now());
  }

  /** `leave` is called when the user wants to. */
  start(leave: () => void): void {
    const { output } = this.#call;
    output.write(HIDE_CURSOR);
    const restore = () => output.write(SHOW_CURSOR);
    const forget = this.#call.atExit(restore);
    const tick = setInterval(() => this.#tick(), TICK_MS);
    const stopResize = output.onResize?.(() => this.#paint(true));
    const stopKeys = this.#call.onKey(key => key.toLowerCase() === 'q' && leave());
    this.#ends = [() => clearInterval(tick), () => stopResize?.(), stopKeys, () => forget(), restore];
    this.changed();
  }

  /** The last frame stays on the terminal. To be called while the followers still have their sessions. */
  stop(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (this.#ends.length > 0 && this.#hasRows) this.#paint(false);
    for (const end of this.#ends.splice(0)) end();
  }

  /** A follower that has ended has no rows any more; what was painted last is worth more than that. */
  get #hasRows(): boolean {
    return this.#followers.some(({ sessions }) => sessions.size > 0);
  }

  log(line: string): void {
    this.#log.push(line);
    if (this.#log.length > KEPT_LINES) this.#log.shift();
    this.changed();
  }

  changed(): void {
    if (this.#ends.length === 0) return;
    this.#gathering ??= setTimeout(() => this.#paint(false), GATHER_MS);
  }

  #tick(): void {
    this.#ticks += 1;
    if (this.#ticks % REFRESH_TICKS === 0) for (const follower of this.#followers) this.#idle.refresh(follower);
    this.#paint(false);
  }

  #paint(resized: boolean): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    const { output, paint, values } = this.#call;
    const { columns = 80, rows = 24 } = output;
    const lines = frame({
      hosts: this.#followers.map(({ name, state, sessions }) => ({
        name,
        state,
        failure:
          state.at === 'failed' ? problemOf(state.error, { host: name, timeout: values.timeout }).brief : undefined,
        sessions: [...sessions.values()].sort((a, b) => a.id - b.id).map(it => this.#idle.now(it)),
      })),
      log: this.#log,
      named: values.hosts.length > 0,
      paint,
      columns,
      rows,
    });
    const before = this.#painted;
    if (!resized && same(lines, before)) return;
    this.#painted = lines;
    // A terminal that became narrower has wrapped the lines of the last frame.
    const above = before.reduce((sum, line) => sum + Math.max(1, Math.ceil(paintedWidth(line) / columns)), 0);
    const text = lines.map(line => `${line}${CLEAR_LINE}\n`).join('');
    output.write(up(Math.min(above, rows - 1)) + text + CLEAR_BELOW);
  }
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, i) => line === b[i]);
}
