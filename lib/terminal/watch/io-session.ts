import type { Protocol, SessionDetails } from '../sessions/types.js';
import type { SessionEvent } from './types.js';

/** `IO_SESSION_EVENT`. */
export const IO_SESSION_EVENT = Object.freeze({
  IoSessionEventIgnore: 0,
  IoSessionEventCreated: 1,
  IoSessionEventTerminated: 2,
  IoSessionEventConnected: 3,
  IoSessionEventDisconnected: 4,
  IoSessionEventLogon: 5,
  IoSessionEventLogoff: 6,
} as const);

/** `IO_SESSION_STATE`. Initialized is 2, although a session begins with it. */
export const IO_SESSION_STATE = Object.freeze({
  IoSessionStateCreated: 1,
  IoSessionStateInitialized: 2,
  IoSessionStateConnected: 3,
  IoSessionStateDisconnected: 4,
  IoSessionStateDisconnectedLoggedOn: 5,
  IoSessionStateLoggedOn: 6,
  IoSessionStateLoggedOff: 7,
  IoSessionStateTerminated: 8,
} as const);

/** A name in `IO_SESSION_EVENT`. */
export type IoSessionEventName = keyof typeof IO_SESSION_EVENT;
/** A name in `IO_SESSION_STATE`. */
export type IoSessionStateName = keyof typeof IO_SESSION_STATE;

/** `IO_SESSION_CONNECT_INFO`. */
export interface IoSessionConnectInfo {
  /** The session that the notification is about. */
  readonly sessionId: number;
  /** Valid only while the session is connected; `undefined` otherwise, and when nothing shows it. */
  readonly localSession: boolean | undefined;
}

/** What `localSession` was concluded from. Where the values disagree, the first of these that is known decides. */
export interface IoSessionEvidence {
  /** `WTSIsRemoteSession`, or the protocol where Windows does not say. */
  readonly isRemote: boolean | undefined;
  /** `WTSClientProtocolType` of the session. */
  readonly protocol: Protocol | undefined;
  /** The type of the connect event; `console` also means RemoteFX. */
  readonly connect: 'console' | 'remote' | undefined;
  /** Whether the session was on the physical console. */
  readonly isConsole: boolean | undefined;
}

/** A notification as a driver would get it, concluded from what Windows reports to user mode. */
export interface IoSessionNotification {
  /** Always true: the kernel notifies only drivers, so this is a conclusion. */
  readonly derived: true;
  /** The host's name. */
  readonly host: string;
  /** The time of the event that it follows from. */
  readonly time: Date;
  /** What happened, in the kernel's word. */
  readonly event: IoSessionEventName;
  /** What a driver would be given with it. */
  readonly info: IoSessionConnectInfo;
  /** `undefined` when the session was not known before. */
  readonly from: IoSessionStateName | undefined;
  /** The state of the session from now on. */
  readonly to: IoSessionStateName;
  /** Whether this step is in the documented table of states. A reconnect of a logged-on session is not, although it happens. */
  readonly documented: boolean;
  /** What `localSession` was concluded from. */
  readonly evidence: IoSessionEvidence;
}

type State = IoSessionStateName;
type Event = IoSessionEventName;

const TABLE: Readonly<Record<State, Partial<Record<Event, State>>>> = {
  IoSessionStateInitialized: { IoSessionEventCreated: 'IoSessionStateCreated' },
  IoSessionStateCreated: {
    IoSessionEventConnected: 'IoSessionStateConnected',
    IoSessionEventDisconnected: 'IoSessionStateDisconnected',
    IoSessionEventTerminated: 'IoSessionStateTerminated',
  },
  IoSessionStateConnected: {
    IoSessionEventDisconnected: 'IoSessionStateDisconnected',
    IoSessionEventLogon: 'IoSessionStateLoggedOn',
    IoSessionEventTerminated: 'IoSessionStateTerminated',
  },
  IoSessionStateDisconnected: {
    IoSessionEventConnected: 'IoSessionStateConnected',
    IoSessionEventLogon: 'IoSessionStateDisconnectedLoggedOn',
    IoSessionEventTerminated: 'IoSessionStateTerminated',
  },
  IoSessionStateDisconnectedLoggedOn: {
    IoSessionEventLogoff: 'IoSessionStateDisconnected',
    IoSessionEventTerminated: 'IoSessionStateTerminated',
  },
  IoSessionStateLoggedOn: {
    IoSessionEventDisconnected: 'IoSessionStateDisconnectedLoggedOn',
    IoSessionEventLogoff: 'IoSessionStateLoggedOff',
    IoSessionEventTerminated: 'IoSessionStateTerminated',
  },
  IoSessionStateLoggedOff: {
    IoSessionEventDisconnected: 'IoSessionStateDisconnected',
    IoSessionEventTerminated: 'IoSessionStateTerminated',
  },
  IoSessionStateTerminated: {},
};

/** The state after a step that happens in Windows but is not in the table. */
const ASSUMED: Readonly<Record<Event, (from: State | undefined) => State>> = {
  IoSessionEventIgnore: from => from ?? 'IoSessionStateInitialized',
  IoSessionEventCreated: () => 'IoSessionStateCreated',
  IoSessionEventTerminated: () => 'IoSessionStateTerminated',
  IoSessionEventConnected: from => (isLoggedOn(from) ? 'IoSessionStateLoggedOn' : 'IoSessionStateConnected'),
  IoSessionEventDisconnected: from =>
    isLoggedOn(from) ? 'IoSessionStateDisconnectedLoggedOn' : 'IoSessionStateDisconnected',
  IoSessionEventLogon: from => (isConnected(from) ? 'IoSessionStateLoggedOn' : 'IoSessionStateDisconnectedLoggedOn'),
  IoSessionEventLogoff: from => (isConnected(from) ? 'IoSessionStateLoggedOff' : 'IoSessionStateDisconnected'),
};

const EVENTS: Readonly<Partial<Record<SessionEvent['type'], Event>>> = {
  create: 'IoSessionEventCreated',
  terminate: 'IoSessionEventTerminated',
  consoleConnect: 'IoSessionEventConnected',
  remoteConnect: 'IoSessionEventConnected',
  consoleDisconnect: 'IoSessionEventDisconnected',
  remoteDisconnect: 'IoSessionEventDisconnected',
  logon: 'IoSessionEventLogon',
  logoff: 'IoSessionEventLogoff',
};

/**
 * The events of a watch as the kernel's I/O session notifications. Give it a watch with `details`: without them `localSession`
 * is concluded from the type of the connect alone.
 *
 * @example for await (const n of ioSessionNotifications(localHost().watch({ details: true }))) console.log(n.event, n.info);
 */
export async function* ioSessionNotifications(
  events: AsyncIterable<SessionEvent>,
): AsyncGenerator<IoSessionNotification, void, undefined> {
  const known = new Map<number, { state: State; evidence: IoSessionEvidence }>();
  for await (const event of events) {
    if (event.type === 'gap') continue;
    if (event.type === 'snapshot') {
      known.clear();
      for (const row of event.sessions)
        known.set(row.id, { state: stateOf(row), evidence: evidenceOf(row, undefined) });
      continue;
    }
    const name = EVENTS[event.type];
    if (!name) continue;
    const { sessionId } = event;
    const last = known.get(sessionId);
    const from = last?.state ?? (name === 'IoSessionEventCreated' ? 'IoSessionStateInitialized' : undefined);
    const listed = from && TABLE[from][name];
    const to = listed ?? ASSUMED[name](from);
    const connect = connectOf(event.type) ?? last?.evidence.connect;
    const evidence = event.session ? evidenceOf(event.session, connect) : { ...(last?.evidence ?? NOTHING), connect };
    if (to === 'IoSessionStateTerminated') known.delete(sessionId);
    else known.set(sessionId, { state: to, evidence });
    yield Object.freeze({
      derived: true,
      host: event.host,
      time: event.time,
      event: name,
      info: Object.freeze({ sessionId, localSession: isConnected(to) ? localSession(evidence) : undefined }),
      from,
      to,
      documented: listed !== undefined,
      evidence: Object.freeze(evidence),
    });
  }
}

const NOTHING: IoSessionEvidence = {
  isRemote: undefined,
  protocol: undefined,
  connect: undefined,
  isConsole: undefined,
};

/** `LocalSession` is valid only in these states. */
function isConnected(state: State | undefined): boolean {
  return (
    state === 'IoSessionStateConnected' || state === 'IoSessionStateLoggedOn' || state === 'IoSessionStateLoggedOff'
  );
}

function isLoggedOn(state: State | undefined): boolean {
  return state === 'IoSessionStateLoggedOn' || state === 'IoSessionStateDisconnectedLoggedOn';
}

function stateOf({ user, state }: SessionDetails): State {
  const connected = state === 'active' || state === 'connected' || state === 'shadow';
  if (user !== undefined) return connected ? 'IoSessionStateLoggedOn' : 'IoSessionStateDisconnectedLoggedOn';
  return connected ? 'IoSessionStateConnected' : 'IoSessionStateDisconnected';
}

function connectOf(type: SessionEvent['type']): IoSessionEvidence['connect'] {
  if (type === 'consoleConnect') return 'console';
  return type === 'remoteConnect' ? 'remote' : undefined;
}

function evidenceOf(session: SessionDetails, connect: IoSessionEvidence['connect']): IoSessionEvidence {
  const { isRemote, client, isConsole } = session;
  return { isRemote, protocol: client?.protocol ?? 'console', connect, isConsole };
}

/**
 * The name of the session is not used: an enhanced session of Hyper-V is RDP without an RDP name.
 */
function localSession({ isRemote, connect, isConsole }: IoSessionEvidence): boolean | undefined {
  if (isRemote !== undefined) return !isRemote;
  if (connect !== undefined) return connect === 'console';
  return isConsole;
}
