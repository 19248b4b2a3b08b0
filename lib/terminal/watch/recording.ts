import { checkBoolean, checkOptions } from '../../errors/arguments.js';
import type { AbortSignalLike } from '../../lane/cancel.js';
import { redactScenario } from '../capture/redact.js';
import type { Scenario, ScenarioSession } from '../capture/scenario.js';
import type { SessionDetails } from '../sessions/types.js';
import type { SessionEvent, SessionWatch } from './types.js';

/** What happened on a host, as plain JSON. A world can play it. */
export interface Recording {
  /** The version of the format. */
  readonly version: 1;
  /** The host as it was when the recording began. */
  readonly start: Scenario;
  /** What happened then, in order. */
  readonly events: readonly RecordedEvent[];
}

/** One event of a recording. */
export interface RecordedEvent {
  /** Milliseconds since the start. */
  readonly at: number;
  /** What happened. */
  readonly type: Exclude<SessionEvent['type'], 'snapshot' | 'gap'>;
  /** The session it happened to. */
  readonly sessionId: number;
  /** The session after the event: `null` when it had ended, missing when the watch had no `details`. */
  readonly session?: ScenarioSession | null;
}

/**
 * Records a watch until the signal is aborted or the watch ends. Give it a watch with `details`. Names, addresses and SIDs are
 * replaced by made-up ones unless `redact` is false.
 *
 * @param options.signal Ends the recording, and with it the watch.
 * @param options.redact Whether names are replaced. Default true.
 * @throws {@link WindowsError} and what else ends the watch.
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
  // A snapshot may lack SIDs: they come later, with the table.
  const sids = new Map<string, string>();
  const addSids = (now: ReadonlyMap<number, SessionDetails>) => {
    for (const { account, sid } of now.values()) if (account !== undefined && sid !== undefined) sids.set(account, sid);
  };
  watch.on('change', addSids);
  let first: Extract<SessionEvent, { type: 'snapshot' }> | undefined;
  const events: RecordedEvent[] = [];
  try {
    for await (const event of watch) {
      if (event.type === 'snapshot') first ??= event;
      else if (event.type !== 'gap' && first) events.push(recorded(event, first.time));
    }
  } finally {
    watch.off('change', addSids);
    signal?.removeEventListener('abort', stop);
  }
  // With details, every event of the recording has its session, or `null` when there was none.
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

/** The session in the form of a scenario. Values that only a capture knows are left out, so the scenario's defaults hold. */
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

/** Redacts all sessions together, so that the same name gets the same replacement in the start and in the events. */
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
