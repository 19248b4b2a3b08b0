import { checkBoolean, checkOptions } from '../../errors/arguments.js';
import type { AbortSignalLike } from '../../lane/cancel.js';
import { redactScenario } from '../capture/redact.js';
import type { Scenario, ScenarioSession } from '../capture/scenario.js';
import type { SessionDetails } from '../sessions/types.js';
import type { SessionEvent, SessionWatch } from './types.js';

/** What happened on a host, for a world to play again. Plain JSON. */
export interface Recording {
  readonly version: 1;
  readonly start: Scenario;
  readonly events: readonly RecordedEvent[];
}

export interface RecordedEvent {
  /** Milliseconds since the start. */
  readonly at: number;
  readonly type: Exclude<SessionEvent['type'], 'snapshot' | 'gap'>;
  readonly sessionId: number;
  /** The session after the event; `null` when it was gone, absent when the watch had no `details`. */
  readonly session?: ScenarioSession | null;
}

/**
 * Records a watch, best one with `details`, until the signal is aborted or the watch ends. Names, addresses and SIDs are
 * replaced by made-up ones unless `redact` is false.
 *
 * @example const recording = await recordEvents(localHost().watch({ details: true }), { signal: AbortSignal.timeout(60_000) });
 */
export async function recordEvents(
  watch: SessionWatch,
  options: { readonly signal?: AbortSignalLike | undefined; readonly redact?: boolean | undefined } = {},
): Promise<Recording> {
  checkOptions('options', options, ['signal', 'redact']);
  checkBoolean('options.redact', options.redact);
  const { signal, redact = true } = options;
  const stop = () => {
    watch.close();
  };
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  // The SIDs of a snapshot come later, with the table.
  const sids = new Map<string, string>();
  const learn = (now: ReadonlyMap<number, SessionDetails>) => {
    for (const { account, sid } of now.values()) if (account !== undefined && sid !== undefined) sids.set(account, sid);
  };
  watch.on('change', learn);
  let first: Extract<SessionEvent, { type: 'snapshot' }> | undefined;
  const events: RecordedEvent[] = [];
  try {
    for await (const event of watch) {
      if (event.type === 'snapshot') first ??= event;
      else if (event.type !== 'gap' && first) events.push(recorded(event, first.time));
    }
  } finally {
    watch.off('change', learn);
    signal?.removeEventListener('abort', stop);
  }
  // Of a watch with details every event says how its session was, also when there was none any more.
  const detailed = events.some(it => it.session !== undefined);
  const recording: Recording = {
    version: 1,
    start: {
      version: 1,
      ...(first && { now: first.time.toISOString() }),
      hosts: [{ name: first?.host, local: true, sessions: first?.sessions.map(it => scenarioSession(it, sids)) ?? [] }],
    },
    events: detailed ? events.map(it => ({ session: null, ...it })) : events,
  };
  return JSON.parse(JSON.stringify(redact ? redacted(recording) : recording));
}

function recorded(event: Exclude<SessionEvent, { type: 'snapshot' | 'gap' }>, start: Date): RecordedEvent {
  const at = Math.max(0, event.time.getTime() - start.getTime());
  const { type, sessionId, session, before } = event;
  if (session) return { at, type, sessionId, session: scenarioSession(session) };
  return before ? { at, type, sessionId, session: null } : { at, type, sessionId };
}

/** A session as a scenario has it; what only a capture knows is left to the scenario's defaults. */
function scenarioSession(session: SessionDetails, sids?: ReadonlyMap<string, string>): ScenarioSession {
  const { client, counters } = session;
  return {
    id: session.id,
    name: session.name,
    ...(session.state !== 'unknown' && { state: session.state }),
    user: session.user ?? null,
    domain: session.domain ?? null,
    sid: session.sid ?? sids?.get(session.account ?? '') ?? null,
    logonTime: session.logonTime?.toISOString() ?? null,
    connectTime: session.connectTime?.toISOString() ?? null,
    disconnectTime: session.disconnectTime?.toISOString() ?? null,
    lastInputTime: session.lastInputTime?.toISOString() ?? null,
    lock: session.lock,
    remote: session.isRemote,
    ...(client && client.protocol !== 'unknown' && { protocol: client.protocol }),
    client: client
      ? {
          name: client.name ?? '',
          build: client.build ?? 0,
          address: client.address ?? null,
          directory: client.directory ?? '',
          productId: client.productId ?? 0,
          hardwareId: client.hardwareId ?? 0,
          ...(client.display && { display: { width: client.display.width, height: client.display.height } }),
        }
      : null,
    ...counters,
    activityId: session.activityId ?? null,
  };
}

/** All sessions through one redaction, so that the same name stays the same in start and events. */
function redacted({ start, events, version }: Recording): Recording {
  const own = start.hosts?.[0];
  const sessions = own?.sessions ?? [];
  const later = events.flatMap(({ session }) => session ?? []);
  const all = redactScenario({ ...start, hosts: [{ ...own, sessions: [...sessions, ...later] }] });
  const host = all.hosts?.[0];
  const others = host?.sessions?.slice(sessions.length) ?? [];
  return {
    version,
    start: { ...all, hosts: [{ ...host, sessions: host?.sessions?.slice(0, sessions.length) }] },
    events: events.map(event => (event.session ? { ...event, session: others.shift() as ScenarioSession } : event)),
  };
}
