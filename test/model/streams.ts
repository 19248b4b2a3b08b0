import { MAX_SESSION_ID } from '../../lib/terminal/sessions/filter.js';
import type { SessionDetails } from '../../lib/terminal/sessions/types.js';
import type { SessionEvent } from '../../lib/terminal/watch/types.js';
import type { History, SessionThen } from './history.js';
import { type Read, type Stream, wantedTypes } from './readers.js';
import { fits, mismatches, nearest, printRow } from './rows.js';

type About = Extract<SessionEvent, { readonly sessionId: number }>;

/** The mistakes in the events of a reader; empty when there are none. Called when nothing is under way and there are no faults. */
export function wrongs(stream: Stream, history: History): readonly string[] {
  const { step, read, late } = stream;
  const found = [
    ...late.map(type => `${type} was reported after the end`),
    ...selection(stream),
    ...gaps(stream),
    ...counts(stream, history),
    ...terminated(stream, history),
    ...untrue(stream, history),
  ];
  const hasAll = step.where === 'anyone' && wantedTypes(step) === undefined;
  if (hasAll) found.push(...life(stream));
  if (!stream.isOpen) return found;
  found.push(...tableWrongs(stream, history));
  if (read.length === 0 && wantedTypes(step) === undefined) found.push('no snapshot ever came');
  if (hasAll && step.host === 'HERE' && step.reader !== 'slow') found.push(...missing(stream, history));
  return found;
}

/** Only the types that were asked for, and every gap with its snapshot. With all types, a snapshot comes first. */
function selection({ step, read }: Stream): string[] {
  const wanted = wantedTypes(step);
  const first = read[0]?.event.type;
  if (!wanted)
    return first === undefined || first === 'snapshot' || first === 'gap' ? [] : [`the first event is ${first}`];
  const found: string[] = [];
  let isOpen = false;
  for (const { event } of read) {
    if (event.type === 'snapshot' ? !isOpen : event.type !== 'gap' && !wanted.includes(event.type)) {
      found.push(`${event.type} was not asked for`);
    }
    if (event.type === 'snapshot' || event.type === 'gap') isOpen = event.type === 'gap';
  }
  return found;
}

/** Every gap is followed by a snapshot, and an event before that snapshot has `overlap`. */
function gaps(stream: Stream): string[] {
  const found: string[] = [];
  let isOpen = false;
  for (const { event } of stream.read) {
    if (event.type === 'snapshot') isOpen = false;
    else if (event.type === 'gap') isOpen = true;
    else if (isOpen && !event.overlap)
      found.push(`${print(event)} comes between a gap and its snapshot, without overlap`);
  }
  if (isOpen && stream.isOpen) found.push('a gap has no snapshot after it');
  return found;
}

/** No event comes more often than it happened, and none has an id that never existed. */
function counts({ read }: Stream, history: History): string[] {
  const left = new Map<string, number>();
  for (const { what, id } of history.posted) {
    const key = `${what} ${id}`;
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const found: string[] = [];
  for (const { event } of read) {
    if (!isAbout(event)) continue;
    const key = `${event.type} ${event.sessionId}`;
    const rest = (left.get(key) ?? 0) - 1;
    left.set(key, rest);
    if (event.sessionId > MAX_SESSION_ID) found.push(`${print(event)}: no session can have that id`);
    else if (rest < 0) found.push(`${print(event)} did not happen${rest < -1 ? ' so often' : ''}`);
  }
  return found;
}

/** Events follow each other logically: sessions must exist, and users must be logged on. */
function life({ read, host }: Stream): string[] {
  const found: string[] = [];
  let there = new Map<number, boolean>();
  for (const { event } of read) {
    if (event.type === 'snapshot') there = new Map(event.sessions.map(row => [row.id, row.kind === 'user']));
    if (!isAbout(event)) continue;
    const { type, sessionId: id } = event;
    // A list may already show an event that came during it. On this machine any program may post a notice.
    const isSure = !event.overlap && host === 'THERE';
    const wrong = (why: string) => {
      if (isSure) found.push(`${print(event)}, but ${why}`);
    };
    if (type === 'create') {
      if (there.has(id)) wrong('it is there already');
      there.set(id, false);
    } else {
      if (!there.has(id)) wrong('it is not there');
      if (type === 'logon' && there.get(id)) wrong('somebody is logged on already');
      if (type === 'logoff' && !there.get(id)) wrong('nobody is logged on');
      if (type === 'terminate') there.delete(id);
      else if (type === 'logon' || type === 'logoff') there.set(id, type === 'logon');
    }
  }
  return found;
}

/** A logon ends once, and then it has ended. Other programs may post any notice. */
function terminated({ read }: Stream, history: History): string[] {
  const there = new Set([...history.now.sessions].map(([id, { logonTime }]) => `${id}-${logonTime}`));
  const ended = new Set<string>();
  const found: string[] = [];
  for (const { event } of read) {
    if (event.type !== 'terminate' || event.before?.logonTime === undefined) continue;
    if (history.posted.some(({ isMadeUp, id }) => isMadeUp && id === event.sessionId)) continue;
    const { key } = event.before;
    if (ended.has(key)) found.push(`${print(event)}: ${key} has ended before`);
    else if (there.has(key)) found.push(`${print(event)}: ${key} is still there`);
    ended.add(key);
  }
  return found;
}

/** A row that comes with an event must have been true at one moment. */
function untrue({ read, since, host }: Stream, history: History): string[] {
  // A new watch of another machine begins with the table of the watches that are already there.
  const versions = history.between(host === 'HERE' ? since : 0, history.look());
  const rows = new Set(read.flatMap(({ event }) => rowsOf(event)));
  return [...rows].flatMap(row => {
    const { differs } = nearest(row, versions, host);
    return differs.length > 0 ? [`${printRow(row)} came with an event and was never so: ${differs.join('; ')}`] : [];
  });
}

function rowsOf(event: SessionEvent): readonly SessionDetails[] {
  if (event.type === 'snapshot') return event.sessions;
  return event.type === 'gap' ? [] : [event.session, event.before].filter(row => row !== undefined);
}

/**
 * On this machine every notice since the last snapshot is reported, once and in order. Events with `overlap` happened before it.
 * Before the first snapshot nothing is promised.
 */
function missing({ read }: Stream, history: History): string[] {
  const at = read.findLastIndex(({ event }) => event.type === 'snapshot');
  const events = read.slice(at + 1).map(({ event }) => event as About);
  const reported = events.filter(({ overlap }) => !overlap);
  const all = history.posted.filter(({ what, id }) => what !== undefined && id <= MAX_SESSION_ID);
  const tail = reported.length === 0 ? [] : all.slice(-reported.length);
  const isReported = tail.every(({ what, id }, i) => reported[i]!.type === what && reported[i]!.sessionId === id);
  if (!isReported || tail.length < reported.length) {
    return [
      `reported: ${reported.map(print).join(', ')}; happened: ${tail.map(it => `${it.what} ${it.id}`).join(', ')}`,
    ];
  }
  const since = read[at];
  const notReported = since ? all.length - countIn(history, since) - reported.length : 0;
  return notReported > 0 ? [`of what happened since the last snapshot ${notReported} events were not reported`] : [];
}

/** How many of the notices that can be reported had been posted when this was read. */
function countIn(history: History, { after }: Read): number {
  return history.posted.slice(0, after).filter(({ what, id }) => what !== undefined && id <= MAX_SESSION_ID).length;
}

/** The table is the same as a list now, and the last `change` showed it. */
function tableWrongs({ watch, step: { where, host }, changed }: Stream, history: History): string[] {
  const { now } = history;
  const wanted = new Map([...now.sessions].filter(([id]) => fits(where, id, now)));
  const found = differences(watch.sessions, wanted, row => mismatches(row, now, host), 'the table');
  // Another machine is listed regularly. On this machine a row that lacks something is refreshed with its next event.
  const lacking = host === 'THERE' ? [...watch.sessions.values()].filter(lacks) : [];
  found.push(...lacking.map(row => `the table still lacks something of ${printRow(row)}`));
  if (changed && !isSame(changed, watch.sessions)) found.push('the table has changed since the last change event');
  return found;
}

function differences(
  rows: ReadonlyMap<number, SessionDetails>,
  wanted: ReadonlyMap<number, SessionThen>,
  differs: (row: SessionDetails) => readonly string[],
  what: string,
): string[] {
  const found: string[] = [];
  for (const id of wanted.keys()) if (!rows.has(id)) found.push(`${what} lacks session ${id}`);
  for (const [id, row] of rows) {
    if (!wanted.has(id)) found.push(`${what} has ${printRow(row)}, which does not belong there`);
    else {
      const wrong = differs(row);
      if (wrong.length > 0) found.push(`${what} has ${printRow(row)}: ${wrong.join('; ')}`);
    }
  }
  return found;
}

/** The version is asked for once. A host that does not report it is treated as a newer Windows. */
function lacks({ withheld }: SessionDetails): boolean {
  return withheld.some(({ what }) => what !== 'version');
}

/** No event reports input or the passing of time: these values are as old as the row. */
const NOT_REPORTED: readonly string[] = ['takenAt', 'currentTime', 'lastInputTime', 'idleMs', 'counters'];

function isSame(a: ReadonlyMap<number, SessionDetails>, b: ReadonlyMap<number, SessionDetails>): boolean {
  const text = (row: SessionDetails | undefined) =>
    JSON.stringify(row, (key, value: unknown) => (NOT_REPORTED.includes(key) ? undefined : value));
  return a.size === b.size && [...a].every(([id, row]) => text(row) === text(b.get(id)));
}

function isAbout(event: SessionEvent): event is About {
  return event.type !== 'snapshot' && event.type !== 'gap';
}

function print(event: About): string {
  return `${event.type} ${event.sessionId}${event.overlap ? ' (overlap)' : ''}`;
}
