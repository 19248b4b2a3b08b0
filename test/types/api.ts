// The declarations as a user's compiler sees them. It is only compiled, never run.

import * as everything from 'winstation';
import {
  AbortError,
  type activeConsoleSessionId,
  type ChannelMessages,
  type currentSessionId,
  diagnose,
  type EventType,
  HostClosedError,
  localHost,
  NoAddonError,
  openHost,
  type ProcessesOptions,
  type Scenario,
  type Session,
  type SessionDetails,
  type SessionEvent,
  type SessionHost,
  type SessionsOptions,
  type SessionWatch,
  type Subject,
  TimeoutError,
  WindowsError,
  type WindowsErrorJSON,
  type Winstation,
  type WTS_CONNECTSTATE_CLASS,
} from 'winstation';
import type * as identity from 'winstation/identity';
import {
  type Guid,
  guid,
  type IdKind,
  type IscsiConnectionId,
  iscsiConnectionId,
  iscsiSessionId,
  type Luid,
  luid,
  type serviceWindowStation,
  sessionMoniker,
  wtsSessionId,
} from 'winstation/identity';
import { createWorld, type World } from 'winstation/mock';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <T extends true>(..._: T[]): void => {};

export async function read(host: SessionHost): Promise<void> {
  const plain = await host.sessions();
  is<Equal<typeof plain, readonly Session[]>>();
  const detailed = await host.sessions({
    details: true,
    where: { kind: ['user', 'free'], id: 'console', user: 'CORP\\anna' },
  });
  is<Equal<typeof detailed, readonly SessionDetails[]>>();
  const [first] = detailed;
  is<Equal<NonNullable<typeof first>['idleMs'], number | undefined>>();
  is<Equal<NonNullable<typeof first>['lock'], 'locked' | 'unlocked' | 'unknown'>>();
  is<Equal<ReturnType<SessionHost['findSession']>, Promise<SessionDetails | undefined>>>();

  const local = localHost();
  await local.setLogonMode('drain');
  // @ts-expect-error: this is for this machine only
  void host.setLogonMode;
  // @ts-expect-error: there is no such mode
  await local.setLogonMode('shut');
  // @ts-expect-error: one word, never a mask
  await host.shutdown(6);
  const fake: Pick<SessionHost, 'sessions' | 'logoff'> = host;
  void fake;

  // @ts-expect-error: a session is a value
  plain[0]!.id = 3;
  // @ts-expect-error: details must be asked for
  void plain[0]!.idleMs;
  // @ts-expect-error: there is no such kind
  await host.sessions({ where: { kind: 'users' } });
  // @ts-expect-error: nor such a key
  await host.sessions({ detail: true });

  const user: string = await host.query('current', 'WTSUserName');
  const raw: Uint8Array = await host.queryRaw(1, 24);
  // @ts-expect-error: there is no such class
  await host.query('current', 'WTSUser');
  void [user, raw];

  for (const it of await host.processes({ session: plain[0]!, details: true })) void it.workingSetBytes32?.toFixed();
  // @ts-expect-error: details must be asked for
  for (const it of await host.processes()) void it.workingSetBytes32;
}

/** The id of an activity is one that can be parsed, sorted and put into bytes. */
export const activityOf = (session: SessionDetails): Uint8Array | undefined => {
  is<Equal<typeof session.activityId, Guid | undefined>>();
  return session.activityId && guid.toBytes(session.activityId);
};

export async function act(host: SessionHost, session: Session): Promise<string> {
  const answer = await host.message(session, 'x', { buttons: 'yesNo', icon: 'question', expires: 60_000, wait: true });
  // @ts-expect-error: there is no such answer
  if (answer === 'maybe') return answer;
  await host.disconnect(session, { wait: false });
  await host.logoff(session, { wait: true, timeout: 5_000 });
  // @ts-expect-error: there are no such buttons
  await host.message('console', 'x', { buttons: 'okYes' });
  return answer;
}

export async function fails(error: unknown): Promise<WindowsErrorJSON | undefined> {
  if (WindowsError.is(error, 'changed')) {
    is<Equal<typeof error, WindowsError>>();
    return error.toJSON();
  }
  if (error instanceof AbortError || error instanceof TimeoutError) void error.code;
  if (error instanceof NoAddonError || error instanceof HostClosedError) void error.message;
  return undefined;
}

export async function open(): Promise<void> {
  const host = await openHost('rds01', { timeout: 5_000 });
  try {
    await read(host);
  } finally {
    await host[Symbol.asyncDispose]();
  }
  is<Equal<ReturnType<typeof activeConsoleSessionId>, number | undefined>>();
  is<Equal<ReturnType<typeof currentSessionId>, number>>();
  is<Equal<typeof WTS_CONNECTSTATE_CLASS.WTSActive, 0>>();
  const { ok } = await diagnose('rds01');
  void ok;
}

/** The package, a world and somebody's fake are one interface. */
export const doors = (world: World): readonly Winstation[] => [everything, world.module];

/** What ES modules see of a CommonJS one has a `default` besides. */
type Whole<M> = Omit<M, 'default'>;

/** A world has every module, and each replaces the package's own whole. */
export const modules = (world: World): readonly object[] => {
  const main: Whole<typeof everything> = world.modules.winstation;
  const values: Whole<typeof identity> = world.modules['winstation/identity'];
  is<Equal<World['modules']['winstation'], World['module']>>();
  // @ts-expect-error: there is no such module
  void world.modules['winstation/mock'];
  return [main, values];
};

/** What comes follows from what was asked for; gaps and snapshots come in any case. */
export async function watched(host: SessionHost): Promise<void> {
  const watch = host.watch({ types: ['logon', 'lock'], details: true });
  for await (const event of watch) {
    is<Equal<typeof event.type, 'logon' | 'lock' | 'gap' | 'snapshot'>>();
    is<Equal<typeof event.sessionId, number | undefined>>();
    if (event.type === 'gap') is<Equal<typeof event.missed, number | undefined>>();
    if (event.type === 'lock') is<Equal<typeof event.sessionId, number>>();
  }
  watch.on('lock', event => is<Equal<typeof event.type, 'lock'>>());
  watch.on('change', now => void now.size);
  // @ts-expect-error: the watch never reports it
  watch.on('logoff', () => {});
  const all: SessionWatch = watch;
  for await (const event of all) {
    const any: SessionEvent = event;
    if (event.sessionId !== undefined) void (any satisfies { host: string });
    if (event.sessionId !== undefined) is<Equal<typeof event.overlap, boolean>>();
  }
  for await (const event of host.watch()) is<Equal<typeof event.type, EventType>>();
  // @ts-expect-error: there is no such type
  host.watch({ types: ['logn'] });

  const either = await host.once(['lock', 'remoteConnect']);
  is<Equal<typeof either.type, 'lock' | 'remoteConnect'>>();
  const one = await host.once('remoteConnect');
  is<Equal<typeof one.reconnect, boolean | undefined>>();
}

/** Options that are kept, and fakes of one method. */
export async function options(rows: readonly SessionDetails[]): Promise<void> {
  const kept: SessionsOptions = { details: true };
  const plain = await localHost().sessions(kept);
  is<Equal<typeof plain, readonly Session[]>>();
  const list: ProcessesOptions = { details: true };
  void (await localHost().processes(list));
  const fake: Pick<SessionHost, 'sessions'> = {
    async sessions() {
      return rows;
    },
  };
  const seen = await fake.sessions({ details: true });
  is<Equal<typeof seen, readonly SessionDetails[]>>();
}

export function codes(error: unknown): void {
  if (WindowsError.is(error, 'ERROR_ACCESS_DENIED') || WindowsError.is(error, 'ISDSC_NON_SPECIFIC_ERROR')) return;
  // @ts-expect-error: neither a reason nor a code
  if (WindowsError.is(error, 'chnaged')) return;
  if (WindowsError.is(error)) {
    is<Equal<typeof error.subject, Subject | undefined>>();
    is<Equal<typeof error.left, readonly string[] | undefined>>();
    const text: string = error.code;
    void text;
  }
}

/** What the channels of diagnostics carry. */
export const traced = (call: ChannelMessages['winstation:call'], event: ChannelMessages['winstation:event']): string =>
  `${call.syscall} ${call.code ?? ''} ${event.type === 'gap' ? event.reason : event.sessionId}`;

/** The JSON of a file: the compiler knows its words as strings. */
export const fromFile = (json: { version: number; hosts: { sessions: { state: string; user: string | null }[] }[] }) =>
  createWorld(json);

export async function mocked(): Promise<void> {
  const world = createWorld({ version: 1 }, { clock: 'date', as: 'system' });
  const id: number = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
  world.lock(id);
  const fault = world.host('rds02').fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED', times: 1 });
  fault[Symbol.dispose]();
  await localHost({ backend: world.backend }).sessions();
  const scenario: Scenario = await localHost().capture({ redact: true });
  const again = createWorld(scenario);
  void again.calls.map(call => [call.name, call.args]);
  // @ts-expect-error: there is no such key
  createWorld({ version: 1, host: [] });
  // @ts-expect-error: there is no such right
  createWorld(undefined, { as: 'root' });
  // @ts-expect-error: a backend comes from a world
  localHost({ backend: {} });
}

export function identities(bytes: Uint8Array, unknown: unknown): readonly string[] {
  const id = guid.parse('c191bfbc-b602-4675-8bd1-67d642f529d5');
  is<Equal<typeof id, Guid>>();
  const text: string = id;
  is<Equal<ReturnType<typeof serviceWindowStation.parse>, Luid | undefined>>();
  is<Equal<ReturnType<typeof wtsSessionId.fromBytes>['sessionUniqueGuid'], Guid>>();
  is<Equal<typeof wtsSessionId.size, 20>>();
  if (luid.is(unknown)) is<Equal<typeof unknown, Luid>>();
  const kinds: readonly IdKind<never, never>[] = [];
  const names: Map<IscsiConnectionId, string> = new Map([[iscsiConnectionId.fromBytes(bytes), 'x']]);
  const { adapterUnique } = iscsiSessionId.toParts(iscsiSessionId.parse('1-2'));
  is<Equal<typeof adapterUnique, bigint>>();
  const moniker = sessionMoniker.format({ session: 'console', as: 'new', clsid: id });

  // @ts-expect-error: a text is a GUID when it was parsed
  sessionMoniker.format({ session: 3, as: 'new', clsid: text });
  // @ts-expect-error: a session is no connection
  names.get(iscsiSessionId.parse('1-2'));
  // @ts-expect-error: there is no such way to make an object
  sessionMoniker.format({ session: 3, as: 'file', clsid: id });
  // @ts-expect-error: identities are values
  wtsSessionId.fromBytes(bytes).sessionId = 3;
  return [moniker, ...kinds.map(String), guid.nil, ...[id].sort(guid.compare)];
}
