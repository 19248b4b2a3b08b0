import type { SimulatedWorld } from '../../../../lib/mock/create-world.js';
import { createWorld, type World } from '../../../../lib/mock/index.js';
import type { SessionHost } from '../../../../lib/terminal/types.js';
import type { SessionEvent, SessionWatch, WatchOptions } from '../../../../lib/terminal/watch/types.js';
import { unhandled as unhandledIn } from '../../../unhandled.js';

/** Two users at clients, and another machine. */
export const scenario = {
  version: 1,
  now: '2026-01-05T08:00:00.000Z',
  caller: { sessionId: 2 },
  hosts: [
    {
      name: 'HERE',
      local: true,
      sessions: [
        { id: 0 },
        { id: 1, name: 'Console', state: 'connected' },
        { id: 2, user: 'anna', domain: 'CORP' },
        { id: 3, user: 'ben', domain: 'CORP' },
        { id: 65536 },
      ],
    },
    {
      name: 'THERE',
      sessions: [{ id: 0 }, { id: 1, name: 'Console', state: 'connected' }, { id: 2, user: 'carla', domain: 'CORP' }],
    },
  ],
} as const;

export interface Watched {
  readonly world: World;
  readonly watch: SessionWatch;
  readonly events: SessionEvent[];
  /** Settles with the end of the stream. */
  readonly ended: Promise<unknown>;
  /** What came since the last call, as `[type, sessionId]`. */
  reported(): readonly unknown[];
}

/** A watch with a reader that is fast enough. `reported` begins after the first snapshot. */
export async function watched(
  options?: WatchOptions,
  world: World = createWorld(scenario),
  host: SessionHost = world.module.localHost(),
): Promise<Watched> {
  const watch = host.watch(options);
  const events: SessionEvent[] = [];
  const ended = (async () => {
    for await (const event of watch) events.push(event);
    return 'end';
  })().catch((error: unknown) => error);
  await world.settled();
  let at = events.length;
  const reported = () => {
    const fresh = events.slice(at);
    at = events.length;
    return fresh.map(short);
  };
  return { world, watch, events, ended, reported };
}

export function short(event: SessionEvent): unknown {
  if ('sessionId' in event) return [event.type, event.sessionId];
  return event.type === 'gap' ? ['gap', event.reason, event.missed] : event.type;
}

/** What a world still has open: windows, registrations, waits. */
export function open(world: World, host?: string) {
  return (world as unknown as SimulatedWorld).terminal.find(host)?.notices.open;
}

export const NOTHING_OPEN = { windows: 0, registered: 0, waits: 0 };

export function countCalls(world: World, name: string): number {
  return world.calls.filter(call => call.name === name).length;
}

/** Unhandled rejections while `body` runs, and a little longer. */
export const unhandled = (body: () => Promise<void>): Promise<unknown[]> =>
  unhandledIn(body, () => new Promise(resolve => setTimeout(resolve, 5)));
