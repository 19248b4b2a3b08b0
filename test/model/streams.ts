import type { SessionEvent } from '../../lib/terminal/event-types.js';
import { MAX_SESSION_ID } from '../../lib/terminal/filter.js';
import type { SessionDetails } from '../../lib/terminal/types.js';
import type { History, SessionThen } from './history.js';
import type { Read, Stream } from './readers.js';
import { fits, mismatches, printRow } from './rows.js';

type About = Extract<SessionEvent, { readonly sessionId: number }>;

/** What is wrong with what a reader was told; empty when nothing is. Asked when all is quiet and nothing hinders a host. */
export function wrongs(stream: Stream, history: History): readonly string[] {
  const found = [
    ...beginning(stream),
    ...gaps(stream),
    ...counts(stream, history),
    ...life(stream),
    ...terminated(stream),
  ];
  if (stream.isClosed || stream.ended()) return found;
  found.push(...tableWrongs(stream, history));
  if (stream.kind !== 'slow' && stream.host === 'HERE' && stream.where === 'anyone')
    found.push(...missing(stream, history));
  if (stream.read.length === 0 && stream.kind !== 'slow') found.push('no snapshot ever came');
  return found;
}

function beginning({ read }: Stream): string[] {
  const first = read[0]?.event.type;
  return first === undefined || first === 'snapshot' || first === 'gap' ? [] : [`the first event is ${first}`];
}

/** Nothing lies between a gap and its snapshot, and none stays open. */
function gaps(stream: Stream): string[] {
  const found: string[] = [];
  let isOpen = false;
  for (const { event } of stream.read) {
    if (event.type === 'snapshot') isOpen = false;
    else if (event.type === 'gap') isOpen = true;
    else if (isOpen) found.push(`${print(event)} lies between a gap and its snapshot`);
  }
  if (isOpen && !stream.isClosed && !stream.ended()) found.push('a gap has no snapshot after it');
  return found;
}

/** No event more often than it happened, and none of an id that never was. */
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

/** What follows from the events alone: who is there, and who is logged on. Only where every event is told. */
function life({ read, where, host }: Stream): string[] {
  if (where !== 'anyone') return [];
  const found: string[] = [];
  let there = new Map<number, boolean>();
  for (const { event } of read) {
    if (event.type === 'snapshot') there = new Map(event.sessions.map(row => [row.id, row.kind === 'user']));
    if (!isAbout(event)) continue;
    const { type, sessionId: id } = event;
    // A list may show already what an event tells that came meanwhile. On this machine anybody may post a notice.
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

/** One logon ends once. */
function terminated({ read }: Stream): string[] {
  const ended = new Set<string>();
  const found: string[] = [];
  for (const { event } of read) {
    if (event.type !== 'terminate' || event.before?.logonTime === undefined) continue;
    if (ended.has(event.before.key)) found.push(`${print(event)}: ${event.before.key} has ended before`);
    ended.add(event.before.key);
  }
  return found;
}

/** On this machine every notice since the last snapshot is told, once and in order. */
function missing({ read }: Stream, history: History): string[] {
  const at = read.findLastIndex(({ event }) => event.type === 'snapshot');
  const told = read.slice(at + 1).map(({ event }) => event as About);
  const all = history.posted.filter(({ what, id }) => what !== undefined && id <= MAX_SESSION_ID);
  const tail = told.length === 0 ? [] : all.slice(-told.length);
  const isTold = tail.every(({ what, id }, i) => told[i]!.type === what && told[i]!.sessionId === id);
  if (!isTold || tail.length < told.length) {
    return [
      `told was ${told.map(print).join(', ')}; what happened is ${tail.map(it => `${it.what} ${it.id}`).join(', ')}`,
    ];
  }
  const since = read[at];
  const untold = since ? all.slice(countIn(history, since)).length - told.length : 0;
  return untold > 0 ? [`of what happened since the last snapshot ${untold} events were not told`] : [];
}

/** How many of the notices that can be told had been posted when this was read. */
function countIn(history: History, { after }: Read): number {
  return history.posted.slice(0, after).filter(({ what, id }) => what !== undefined && id <= MAX_SESSION_ID).length;
}

/** The table is what a list of now shows, and the last `change` showed it. */
function tableWrongs({ watch, where, host, changed }: Stream, history: History): string[] {
  const { now } = history;
  const wanted = new Map([...now.sessions].filter(([id]) => fits(where, id, now)));
  const found = differences(watch.sessions, wanted, row => mismatches(row, now, host), 'the table');
  const seen = changed();
  if (seen && !isSame(seen, watch.sessions)) found.push('the table has changed since the last change event');
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
      if (row.withheld.length > 0) found.push(`${what} still lacks something of ${printRow(row)}`);
    }
  }
  return found;
}

function isSame(a: ReadonlyMap<number, SessionDetails>, b: ReadonlyMap<number, SessionDetails>): boolean {
  return a.size === b.size && [...a].every(([id, row]) => JSON.stringify(row) === JSON.stringify(b.get(id)));
}

function isAbout(event: SessionEvent): event is About {
  return event.type !== 'snapshot' && event.type !== 'gap';
}

function print(event: About): string {
  return `${event.type} ${event.sessionId}`;
}
