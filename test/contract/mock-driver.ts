import { createWorld, type ScenarioInput, type World, type WorldHost } from 'winstation/mock';
import type { SimulatedWorld } from '../../lib/mock/create-world.js';
import type { BackDoor, DrivenFault, Outstanding, WorldDriver } from './driver.js';
import { scriptOf } from './terminal/programs/script.js';

/**
 * What the callers of a world have open or under way, found from their raw calls. There are no buffers. A call that is still
 * without an answer counts as the thread that it would hold.
 */
function audit(world: SimulatedWorld): () => Outstanding {
  const ask = world.ask.bind(world);
  const unanswered = new Map<object, string>();
  let handles = 0;
  let channels = 0;
  const opened = (name: string, { ok }: { readonly ok: boolean }) => {
    if (!ok) return;
    if (name === 'WTSVirtualChannelOpenEx') channels += 1;
    if (name === 'WTSOpenServerExW' || name === 'WTSOpenServerW') handles += 1;
  };
  world.ask = (host, name, args, options) => {
    const answer = ask(host, name, args, options);
    if (name === 'WTSCloseServer') handles -= 1;
    // Given back even where the call fails: there is nothing else to be done with it.
    if (name === 'WTSVirtualChannelClose') channels -= 1;
    if (answer instanceof Promise) {
      const call = {};
      unanswered.set(call, name);
      answer.then(it => {
        unanswered.delete(call);
        opened(name, it);
      });
    } else opened(name, answer);
    return answer;
  };
  return () => {
    const { windows, registered } = world.terminal.local.notices.open;
    const misuses = [...unanswered.values()].map(name => `${name} has no answer yet`);
    return {
      buffers: 0,
      handles: handles + channels,
      windows,
      registrations: registered,
      badFrees: 0,
      misuses,
    };
  };
}

type Named = Record<string, ((...args: readonly unknown[]) => unknown) | undefined>;

function backDoor<T extends object>(door: () => T): BackDoor<T> {
  const call = async (method: string, args: readonly unknown[]): Promise<unknown> => {
    const target = door() as unknown as Named;
    return target[method]?.call(target, ...args);
  };
  const fault = async (method: string, args: readonly unknown[]): Promise<DrivenFault> => {
    const made = (await call(method, args)) as { end(): void };
    return { end: async () => made.end() };
  };
  return {
    act: (method, ...args) => call(method, args as readonly unknown[]) as never,
    fault: (method, ...args) => fault(method, args as readonly unknown[]),
    get: async name => door()[name],
  };
}

/** Drives a world in this process. */
export function createMockDriver(): WorldDriver {
  let world: World = createWorld();
  let outstanding = audit(world as unknown as SimulatedWorld);
  return {
    ...backDoor<WorldHost>(() => world),
    iscsi: backDoor(() => world.iscsi),
    desktop: backDoor(() => world.desktop),
    com: backDoor(() => world.com),
    vss: backDoor(() => world.vss),
    backup: async options => world.vss.backup(options),
    restore: async options => world.vss.restore(options),
    supports: { callerAndServices: true, threads: false, codes: 'every' },
    get winstation() {
      return world.module;
    },
    get modules() {
      return world.modules;
    },
    restart: async () => world.restart(),
    async reset(scenario, options) {
      world = createWorld(scenario as ScenarioInput, { ...options, clock: 'world' });
      outstanding = audit(world as unknown as SimulatedWorld);
    },
    async remove(syscall) {
      const removed = world.remove(syscall);
      return { end: async () => removed.end() };
    },
    async channel(sessionId, name, options) {
      const channel = world.client(sessionId).channel(name, options);
      return {
        send: async message => channel.send(message),
        raw: async bytes => channel.raw(bytes),
        received: async () => channel.received,
        pause: async () => {
          const pause = channel.pause();
          return { end: async () => pause.end() };
        },
        close: async () => channel.close(),
      };
    },
    program: async (file, steps) => world.program(file, scriptOf(steps)),
    on: name => backDoor(() => world.host(name)),
    advance: ms => world.advance(ms),
    pass: ms => world.advance(ms),
    now: async () => world.now.getTime(),
    calls: async () => world.calls,
    clearCalls: async () => world.clearCalls(),
    outstanding: async () => {
      await world.settled();
      return outstanding();
    },
    toScenario: async () => world.toScenario(),
  };
}
