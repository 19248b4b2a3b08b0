import type { IscsiEvent } from '../../iscsi/watch/types.js';
import type { Call } from '../call.js';
import { formatTime } from '../duration.js';
import type { Colour } from '../paint.js';
import { problemOf } from '../problem.js';
import { escapeControls } from '../text.js';
import { connectionsText } from './cells.js';

const DEFAULT_POLL_MS = 5_000;
const LEAST_POLL_MS = 100;
const TYPE_WIDTH = 12;
const COLOURS: Partial<Record<IscsiEvent['type'], Colour>> = {
  login: 'green',
  connected: 'green',
  logout: 'yellow',
  disconnected: 'red',
  gap: 'red',
  snapshot: 'dim',
};

/** `iscsi --watch`: a line for each change, until Ctrl-C. */
export async function followSessions(call: Call): Promise<0> {
  const { values, signal } = call;
  const poll = values.wait('poll', LEAST_POLL_MS) ?? DEFAULT_POLL_MS;
  if (values.flag('disk')) throw values.wrong('--watch follows lists, which have no disks; leave --disk out');
  const host = call.winstation.localHost().name;
  const watch = (await call.iscsi()).watch({ poll, timeout: values.timeout });
  const stop = () => void watch.close();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    for await (const event of watch) {
      if (call.wantsJson) call.printJsonLine(jsonOf(call, host, event));
      else call.print(`${lineOf(call, host, event)}\n`);
      await call.output.drained?.();
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
  return 0;
}

function jsonOf(call: Call, host: string, event: IscsiEvent): unknown {
  const { type, time } = event;
  if (event.type === 'snapshot') return { type, host, time, sessions: event.sessions };
  if (event.type === 'gap') return { type, host, time, error: gapOf(call, host, event.error).json };
  return { type, host, time, session: event.session, before: event.before };
}

const gapOf = (call: Call, host: string, error: Error) => problemOf(error, { host, timeout: call.values.timeout });

function lineOf(call: Call, host: string, event: IscsiEvent): string {
  const rest = partsOf(call, host, event).map(escapeControls);
  const when = call.paint('dim', formatTime(event.time, { seconds: true }));
  const type = call.paint(COLOURS[event.type], event.type) + ' '.repeat(TYPE_WIDTH - event.type.length);
  return [when, type, ...rest].join('  ').trimEnd();
}

function partsOf(call: Call, host: string, event: IscsiEvent): readonly string[] {
  if (event.type === 'snapshot') return [`${event.sessions.length} session${event.sessions.length === 1 ? '' : 's'}`];
  if (event.type === 'gap') return [gapOf(call, host, event.error).brief];
  const { target = '-', id, connections } = event.session;
  return [target, id, connectionsText(connections)];
}
