import type { SessionDetails } from '../sessions/types.js';
import type { AboutType, ObservedEvent } from './observed-event.js';
import { isOtherLogon } from './row-merge.js';

/** The events that must have happened between two tables of a host, in the order in which Windows would have reported them. */
export function differences(
  before: ReadonlyMap<number, SessionDetails>,
  now: ReadonlyMap<number, SessionDetails>,
  time: number,
): ObservedEvent[] {
  const events: ObservedEvent[] = [];
  for (const [id, was] of before) {
    const is = now.get(id);
    if (!is || isOtherLogon(was, is)) events.push(...eventsOf(ended(was), id, time, was, null));
  }
  for (const [id, is] of now) {
    const was = before.get(id);
    if (!was || isOtherLogon(was, is)) events.push(...eventsOf(created(is), id, time, null, is));
    else events.push(...eventsOf(changes(was, is), id, time, was, is));
  }
  return events;
}

function created(is: SessionDetails): AboutType[] {
  const types: AboutType[] = ['create'];
  if (isConnected(is)) types.push(connect(is));
  if (is.user !== undefined) types.push('logon');
  return types;
}

function ended(was: SessionDetails): AboutType[] {
  const types: AboutType[] = [];
  if (was.user !== undefined) types.push('logoff');
  if (isConnected(was)) types.push(disconnect(was));
  types.push('terminate');
  return types;
}

function changes(was: SessionDetails, is: SessionDetails): AboutType[] {
  const types: AboutType[] = [];
  if (was.user !== undefined && is.user === undefined) types.push('logoff');
  if (isConnected(was) && (!isConnected(is) || was.isConsole !== is.isConsole)) types.push(disconnect(was));
  if (isConnected(is) && (!isConnected(was) || was.isConsole !== is.isConsole)) types.push(connect(is));
  if (was.user === undefined && is.user !== undefined) types.push('logon');
  if (was.lock !== 'locked' && is.lock === 'locked' && was.lock !== 'unknown') types.push('lock');
  if (was.lock === 'locked' && is.lock === 'unlocked') types.push('unlock');
  return types;
}

function isConnected({ state }: SessionDetails): boolean {
  return state === 'active' || state === 'connected' || state === 'shadow';
}

function connect({ isConsole }: SessionDetails): AboutType {
  return isConsole ? 'consoleConnect' : 'remoteConnect';
}

function disconnect({ isConsole }: SessionDetails): AboutType {
  return isConsole ? 'consoleDisconnect' : 'remoteDisconnect';
}

function eventsOf(
  types: readonly AboutType[],
  sessionId: number,
  time: number,
  before: SessionDetails | null,
  now: SessionDetails | null,
): ObservedEvent[] {
  return types.map(type => ({ type, sessionId, time, before, now }));
}
