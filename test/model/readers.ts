import type { EventType, SessionEvent, SessionWatch } from '../../lib/terminal/event-types.js';
import type { SessionDetails, SessionHost } from '../../lib/terminal/types.js';
import { ABOUT_TYPES } from '../../lib/terminal/watch/happening.js';
import type { History } from './history.js';
import type { FilterName, HostName, ReaderKind, Step } from './steps.js';

export type WatchStep = Extract<Step, { readonly do: 'watch' }>;

/** An event, and how many notices had been posted on its host when it was read. */
export interface Read {
  readonly event: SessionEvent;
  readonly after: number;
}

/** A watch and what one reader got of it. */
export interface Stream {
  readonly step: WatchStep;
  readonly of: SessionHost;
  /** The version of the host with which it began. */
  readonly since: number;
  readonly host: HostName;
  readonly where: FilterName;
  readonly kind: ReaderKind;
  readonly watch: SessionWatch;
  readonly read: readonly Read[];
  readonly abort: AbortController;
  /** What the last `change` showed; `undefined` for a reader that does not listen for it. */
  readonly changed: () => ReadonlyMap<number, SessionDetails> | undefined;
  /** How the watch ended, if it has. */
  readonly ended: () => { readonly error?: unknown } | undefined;
  /** Reads one more event, of a reader that reads when it is made to. */
  readonly next: () => void;
  /** We closed or aborted it. */
  isClosed: boolean;
}

/** What a host tells of without being asked for it. */
function typesOf(host: HostName, poll: number | undefined): readonly EventType[] {
  if (host === 'HERE') return ['snapshot', 'gap', ...ABOUT_TYPES];
  const untold = ['remoteControl', 'desktopReady', ...(poll === undefined ? ['lock', 'unlock'] : [])];
  return ['snapshot', 'gap', ...ABOUT_TYPES.filter(type => !untold.includes(type))];
}

/** Begins to read a watch. */
export function readWatch(
  step: WatchStep,
  watch: SessionWatch,
  abort: AbortController,
  of: SessionHost,
  history: History,
): Stream {
  const read: Read[] = [];
  let ended: { readonly error?: unknown } | undefined;
  let changed: ReadonlyMap<number, SessionDetails> | undefined;
  let next = () => {};
  const take = (event: SessionEvent) => read.push({ event, after: history.posted.length });
  watch.ready.catch(() => {});
  if (step.reader === 'listen') {
    for (const type of typesOf(step.host, step.poll)) watch.on(type as 'lock', take);
    watch.on('change', rows => {
      changed = new Map(rows);
    });
    watch.on('error', error => {
      ended = { error };
    });
  } else {
    const cursor = watch[Symbol.asyncIterator]();
    let isReading = false;
    const one = async (): Promise<boolean> => {
      try {
        const { done, value } = await cursor.next();
        if (!done) take(value);
        else ended ??= {};
        return !done;
      } catch (error) {
        ended = { error };
        return false;
      }
    };
    next = () => {
      if (isReading || ended) return;
      isReading = true;
      void one().then(() => {
        isReading = false;
      });
    };
    if (step.reader === 'iterate')
      void (async () => {
        while (await one()) {}
      })();
  }
  return {
    step,
    of,
    since: history.look(),
    host: step.host,
    where: step.where,
    kind: step.reader,
    watch,
    read,
    abort,
    changed: () => changed,
    ended: () => ended,
    next: () => next(),
    isClosed: false,
  };
}
