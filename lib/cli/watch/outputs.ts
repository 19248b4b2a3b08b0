import type { Follower } from '../../fleet/follower.js';
import type { SessionEvent } from '../../terminal/watch/types.js';
import type { Call } from '../call.js';
import type { Problem } from '../problem.js';
import { widthOf } from '../text.js';
import { eventLine, type LineOptions, problemLine } from './event-line.js';
import { LiveView } from './live-view.js';

/** Shows events, failures and the table. */
export interface WatchOutput {
  /** `leave` is called when the user presses the key for it. */
  start(leave: () => void): void;
  event(from: Follower, event: SessionEvent): void;
  failed(from: Follower, problem: Problem): void;
  changed(from: Follower): void;
  stop(): void;
}

/** A live table on a terminal, lines elsewhere. With `--until` only the line of the one event is wanted. */
export function chooseOutput(call: Call, followers: readonly Follower[], isForOne: boolean): WatchOutput {
  if (call.wantsJson) return jsonLines(call);
  const { isTTY } = call.output;
  return isTTY && !isForOne && !call.isDumb ? liveTable(call, followers) : textLines(call);
}

/** The JSON line of a host that failed. */
export function errorLine(call: Call, host: string | undefined, problem: Problem): unknown {
  return { type: 'error', host: host === '' ? undefined : host, time: new Date(call.now()), error: problem.json };
}

function jsonLines(call: Call): WatchOutput {
  return {
    start() {},
    event: (_, event) => call.printJsonLine(event),
    failed(from, problem) {
      call.printJsonLine(errorLine(call, from.name, problem));
      sayOf(call, problem);
    },
    changed() {},
    stop() {},
  };
}

function textLines(call: Call): WatchOutput {
  const options = lineOptions(call, false);
  return {
    start() {},
    event: (_, event) => call.print(`${eventLine(event, options)}\n`),
    failed: (_, problem) => sayOf(call, problem),
    changed() {},
    stop() {},
  };
}

/** Unlike `report`, each time: a host may fail several times. */
function sayOf(call: Call, problem: Problem): void {
  for (const line of problem.lines) call.say(line);
}

function liveTable(call: Call, followers: readonly Follower[]): WatchOutput {
  const view = new LiveView(call, followers);
  const options = lineOptions(call, true);
  const troubled = new Set<Follower>();
  return {
    start: leave => view.start(leave),
    event(from, event) {
      // The table already shows the snapshot. It is only logged when the host works again after a failure.
      if (event.type === 'snapshot' && !troubled.delete(from)) return;
      if (event.type === 'gap') troubled.add(from);
      view.log(eventLine(event, options));
    },
    failed(from, problem) {
      troubled.add(from);
      view.log(problemLine(new Date(call.now()), from.name, problem.brief, options));
    },
    changed: () => view.changed(),
    stop: () => view.stop(),
  };
}

function lineOptions({ values: { hosts }, paint }: Call, short: boolean): LineOptions {
  return { paint, hostWidth: Math.max(0, ...hosts.map(widthOf)), short };
}
