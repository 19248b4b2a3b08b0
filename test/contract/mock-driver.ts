import { createWorld, type World, type WorldHost } from 'winstation/mock';
import type { DrivenFault, HostDriver, Outstanding, WorldDriver } from './driver.js';

const NOTHING: Outstanding = { buffers: 0, handles: 0, windows: 0, registrations: 0, badFrees: 0, misuses: [] };

type Named = Record<string, ((...args: readonly unknown[]) => unknown) | undefined>;

function hostDriver(host: () => WorldHost): HostDriver {
  const call = async (method: string, args: readonly unknown[]): Promise<unknown> => {
    const target = host() as unknown as Named;
    return target[method]?.call(target, ...args);
  };
  const fault = async (method: string, args: readonly unknown[]): Promise<DrivenFault> => {
    const made = (await call(method, args)) as { end(): void };
    return { end: async () => made.end() };
  };
  return {
    act: (method, ...args) => call(method, args) as never,
    fault: (method, ...args) => fault(method, args),
    get: async name => host()[name],
  };
}

/** Drives a world in this process. */
export function createMockDriver(): WorldDriver {
  let world: World = createWorld();
  return {
    ...hostDriver(() => world),
    door: 'mock',
    get winstation() {
      return world.module;
    },
    async reset(scenario, options) {
      world = createWorld(scenario, { ...options, clock: 'world' });
    },
    async remove(syscall) {
      const removed = world.remove(syscall);
      return { end: async () => removed.end() };
    },
    on: name => hostDriver(() => world.host(name)),
    advance: ms => world.advance(ms),
    pass: ms => world.advance(ms),
    now: async () => world.now.getTime(),
    calls: async () => world.calls,
    clearCalls: async () => world.clearCalls(),
    outstanding: async () => NOTHING,
    toScenario: async () => world.toScenario(),
  };
}
