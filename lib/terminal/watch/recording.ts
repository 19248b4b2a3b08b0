import { checkBoolean, checkOptions } from '../../errors/arguments.js';
import type { AbortSignalLike } from '../../lane/cancel.js';
import { redactScenario } from '../capture/redact.js';
import type { Scenario, ScenarioSession } from '../capture/scenario.js';
import type { SessionDetails } from '../sessions/types.js';
import type {
  ConnectionEvent,
  EventType,
  GapEvent,
  SessionChangeEvent,
  SessionEvent,
  SessionWatch,
  SnapshotEvent,
} from './types.js';

/** What happened on a host, as plain JSON. A world can play it. */
export interface Recording {
  /** The version of the format. */
  readonly version: 1;
  /** The host as it was when the recording began, and in which session the recording process ran. */
  readonly start: Scenario;
  /** What happened then, in order. */
  readonly events: readonly (RecordedEvent | RecordedGap)[];
  /** Only when the watch failed: then the recording has what came before. */
  readonly failed?: RecordedFailure;
}

/** One event of a recording. */
export interface RecordedEvent {
  /** Milliseconds since the start. */
  readonly at: number;
  /** What happened. */
  readonly type: Exclude<EventType, 'snapshot' | 'gap'>;
  /** The session it happened to. */
  readonly sessionId: number;
  /** The session after the event: `null` when it had ended, missing when the watch had no `details`. */
  readonly session?: ScenarioSession | null;
}

/** Events were lost there. */
export interface RecordedGap {
  /** Milliseconds since the start. */
  readonly at: number;
  /** Events were lost. */
  readonly type: 'gap';
  /** Why they were lost. */
  readonly reason: GapEvent['reason'];
  /** How many, where they could be counted. */
  readonly missed?: number;
  /** Every session after the gap; missing when the recording ended before they were known. */
  readonly sessions?: readonly ScenarioSession[];
  /** Only of events. */
  readonly sessionId?: undefined;
  /** Only of events. */
  readonly session?: undefined;
}

/** Why a recording ended early. */
export interface RecordedFailure {
  /** Milliseconds since the start. */
  readonly at: number;
  /** The `code` of the error, such as `'ERROR_ACCESS_DENIED'`. */
  readonly code: string;
}

/**
 * Records a watch until the signal is aborted or the watch ends. Give it a watch with `details`. Names, addresses and SIDs are
 * replaced by made-up ones unless `redact` is false. When the watch fails on the way, or its own signal ends it, the recording
 * has what came before; `failed` says why it ended.
 *
 * @param options.signal Ends the recording, and with it the watch.
 * @param options.redact Whether names are replaced. Default true.
 * @throws {@link WindowsError} and what else ends the watch before there is anything to record.
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
  const notes = new Notes();
  try {
    for await (const event of watch) notes.take(event);
  } catch (error) {
    notes.end(error);
  } finally {
    watch.off('change', addSids);
    signal?.removeEventListener('abort', stop);
  }
  const recording = notes.recording(sids);
  return JSON.parse(JSON.stringify(redact ? redacted(recording) : recording));
}

type Note = RecordedEvent | (Omit<RecordedGap, 'sessions'> & { readonly sessions?: readonly SessionDetails[] });

/** What is noted of a watch. */
class Notes {
  readonly #notes: Note[] = [];
  #first: SnapshotEvent | undefined;
  #failed: RecordedFailure | undefined;

  take(event: SessionEvent): void {
    const first = this.#first;
    if (!first) {
      if (event.type === 'snapshot') this.#first = event;
      return;
    }
    if (event.type === 'snapshot') this.#afterGap(event);
    else if (event.type === 'gap') {
      const { reason, missed } = event;
      this.#notes.push({ at: since(first, event.time), type: 'gap', reason, ...(missed !== undefined && { missed }) });
    } else this.#notes.push(recorded(event, since(first, event.time)));
  }

  /** What was noted is kept. Where nothing was, there is only the error. */
  end(error: unknown): void {
    const first = this.#first;
    if (!first) throw error;
    const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
    // The watch's own signal: somebody wanted it to end.
    if (name === 'AbortError') return;
    const last = this.#notes.at(-1)?.at ?? 0;
    this.#failed = {
      at: Math.max(last, since(first, new Date())),
      code: typeof code === 'string' ? code : String(name),
    };
  }

  recording(sids: ReadonlyMap<string, string>): Recording {
    const first = this.#first;
    const events = this.#notes.map((it): RecordedEvent | RecordedGap => {
      if (it.type !== 'gap') return it;
      const { sessions, ...gap } = it;
      return sessions ? { ...gap, sessions: sessions.map(one => scenarioSession(one, sids)) } : gap;
    });
    // With details, every event of the recording has its session, or `null` when there was none.
    const detailed = events.some(it => it.session !== undefined);
    const own = first?.sessions.find(it => it.isCurrent)?.id;
    return {
      version: 1,
      start: {
        version: 1,
        ...(first && { now: first.time.toISOString() }),
        ...(own !== undefined && { caller: { sessionId: own } }),
        hosts: [
          { name: first?.host, local: true, sessions: first?.sessions.map(it => scenarioSession(it, sids)) ?? [] },
        ],
      },
      events: detailed ? events.map(it => (it.type === 'gap' ? it : { session: null, ...it })) : events,
      ...(this.#failed && { failed: this.#failed }),
    };
  }

  #afterGap({ sessions }: SnapshotEvent): void {
    const last = this.#notes.at(-1);
    if (last?.type === 'gap') this.#notes[this.#notes.length - 1] = { ...last, sessions };
  }
}

function since(first: SnapshotEvent, time: Date): number {
  return Math.max(0, time.getTime() - first.time.getTime());
}

function recorded(event: SessionChangeEvent | ConnectionEvent, at: number): RecordedEvent {
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
function redacted(recording: Recording): Recording {
  const { start, events } = recording;
  const own = start.hosts?.[0];
  const sessions = own?.sessions ?? [];
  const later = events.flatMap(it => (it.type === 'gap' ? (it.sessions ?? []) : (it.session ?? [])));
  const all = redactScenario({ ...start, hosts: [{ ...own, sessions: [...sessions, ...later] }] });
  const host = all.hosts?.[0];
  let next = sessions.length;
  const take = (count: number) => {
    next += count;
    return host?.sessions?.slice(next - count, next) ?? [];
  };
  return {
    ...recording,
    start: { ...all, hosts: [{ ...host, sessions: host?.sessions?.slice(0, sessions.length) }] },
    events: events.map(event => {
      if (event.type === 'gap') return event.sessions ? { ...event, sessions: take(event.sessions.length) } : event;
      return event.session ? { ...event, session: take(1)[0] as ScenarioSession } : event;
    }),
  };
}
