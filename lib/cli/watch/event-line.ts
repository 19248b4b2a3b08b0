import type { GapReason } from '../../fleet/follower.js';
import type { SessionEvent } from '../../terminal/watch/types.js';
import { formatTime } from '../duration.js';
import type { Colour, Paint } from '../paint.js';
import { escapeControls, widthOf } from '../text.js';

/** The length of the longest type. */
const TYPE_WIDTH = 17;

const COLOURS: Partial<Record<SessionEvent['type'], Colour>> = {
  logon: 'green',
  logoff: 'yellow',
  lock: 'yellow',
  gap: 'red',
  snapshot: 'dim',
};

export const GAPS: Readonly<Record<GapReason, string>> = {
  slow: 'events came faster than they were read',
  'service-restart': 'Terminal Services stopped or restarted',
  'connection-lost': 'the connection was lost',
};

export interface LineOptions {
  readonly paint: Paint;
  /** The width of the column of hosts; 0 is no column. */
  readonly hostWidth: number;
  /** Only the time of day. */
  readonly short?: boolean;
}

/** One event in one line: time, host, type, session, account and client. */
export function eventLine(event: SessionEvent, options: LineOptions): string {
  const colour = COLOURS[event.type];
  return line(event.time, event.host, { text: event.type, colour }, partsOf(event).map(escapeControls), options);
}

/** A failure, in a line of the same form. */
export function problemLine(time: Date, host: string, brief: string, options: LineOptions): string {
  return line(time, host, { text: 'failed', colour: 'red' }, [escapeControls(brief)], options);
}

function line(
  time: Date,
  host: string,
  what: { readonly text: string; readonly colour: Colour | undefined },
  rest: readonly string[],
  { paint, hostWidth, short = false }: LineOptions,
): string {
  const when = formatTime(time, { seconds: true });
  const name = escapeControls(host);
  const columns = [
    paint('dim', short ? when.slice(-8) : when),
    ...(hostWidth > 0 ? [name + ' '.repeat(Math.max(0, hostWidth - widthOf(name)))] : []),
    paint(what.colour, what.text) + ' '.repeat(Math.max(0, TYPE_WIDTH - what.text.length)),
    ...rest,
  ];
  return columns.join('  ').trimEnd();
}

function partsOf(event: SessionEvent): readonly string[] {
  if (event.type === 'snapshot') return [`${event.sessions.length} session${event.sessions.length === 1 ? '' : 's'}`];
  if (event.type === 'gap') return [GAPS[event.reason] + (event.missed === undefined ? '' : `, ${event.missed} lost`)];
  const { sessionId, session, before, overlap } = event;
  const account = session?.account ?? before?.account;
  return [
    `session ${sessionId}`,
    ...(account ? [account] : []),
    ...clientPart(session?.client ?? before?.client),
    ...('reconnect' in event && event.reconnect ? ['reconnect'] : []),
    ...(overlap ? ['overlap'] : []),
  ];
}

function clientPart(client: { readonly name: string | undefined; readonly address: string | undefined } | undefined) {
  const { name, address } = client ?? {};
  if (!name && !address) return [];
  return [`from ${name && address ? `${name} (${address})` : name || address}`];
}
