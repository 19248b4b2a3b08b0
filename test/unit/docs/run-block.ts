import { transform } from 'esbuild';
import { expect, vi } from 'vitest';
import type { SessionHost, SessionWatch } from 'winstation';
import * as mock from 'winstation/mock';
import { exampleFile } from '../cli/harness.js';
import type { Block } from './blocks.js';

const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => (...args: unknown[]) => Promise<void>;
const IMPORT = /^import (?:(\w+)|\* as (\w+)|\{([^}]*)\}) from "([^"]+)"(?: with \{[^}]*\})?;$/gm;

/** The real timer: a block may fake the timers. */
const { setTimeout: later, clearTimeout: notLater } = globalThis;

/** The time limit of a block that only waits for its world. */
const DEADLINE_MS = 5_000;

/** Runs a block over a world, and returns what it printed. */
export async function runBlock({ code, as, before, during }: Block): Promise<readonly string[]> {
  // Pages say themselves what there is of iSCSI.
  const { iscsi: _, ...office } = JSON.parse(exampleFile('scenarios/office.json'));
  const world = mock.createWorld(office, { as });
  world.host('rds01');
  const watches: SessionWatch[] = [];
  const printed: string[] = [];
  const print = (...it: readonly unknown[]) => printed.push(it.map(String).join(' ').trimEnd());
  const tests: (() => unknown)[] = [];
  const test = (_: string, body: () => unknown) => tests.push(body);
  const { module } = world;
  const mocked = new Map<string, object | Promise<object>>();
  // Vitest mocks modules of files; here they come from a table.
  const testTool = Object.assign(Object.create(vi) as typeof vi, {
    doMock: (name: string, factory: () => object | Promise<object>) => {
      mocked.set(name, factory());
    },
    importActual: async (name: string) => modules[name],
  });
  const modules: Record<string, object> = {
    ...world.modules,
    winstation: {
      ...module,
      localHost: (...args: Parameters<typeof module.localHost>) => noted(module.localHost(...args), watches),
      openHost: async (...args: Parameters<typeof module.openHost>) => noted(await module.openHost(...args), watches),
    },
    'winstation/mock': mock,
    vitest: { vi: testTool, expect, test },
    '@jest/globals': { jest: testTool, expect, test },
    'node:test': { test },
    'node:assert/strict': await import('node:assert/strict'),
    'node:diagnostics_channel': await import('node:diagnostics_channel'),
    'node:fs/promises': { writeFile: async () => {} },
    'node:stream': await import('node:stream'),
    'node:stream/promises': await import('node:stream/promises'),
    './office.json': { default: JSON.parse(exampleFile('scenarios/office.json')) },
    './morning.json': { default: JSON.parse(exampleFile('recordings/morning.json')) },
  };
  const prepare = async (js: string) => {
    const { code } = await transform(js, { format: 'esm', target: 'node20', loader: 'ts' });
    const body = code.replaceAll(IMPORT, (_, whole, all, some: string | undefined, from: string) => {
      if (!(from in modules)) throw new Error(`no module ${from} for a block`);
      const names = whole ? `{ default: ${whole} }` : (all ?? `{${some?.replaceAll(' as ', ': ')}}`);
      return `const ${names} = modules[${JSON.stringify(from)}];`;
    });
    const lazy = body.replaceAll(/\bimport\(("[^"]+")\)/g, 'Promise.resolve(mocked.get($1) ?? modules[$1])');
    return new AsyncFunction('modules', 'mocked', 'world', 'vi', 'console', `"use strict";\n{\n${lazy}\n}`);
  };
  const console = { log: print, error: print, warn: print };
  // Loaded before, so that from now on only the world decides when something happens.
  const [first, block, meanwhile] = await Promise.all([before, code, during].map(prepare));
  const run = (it: typeof block) => it?.(modules, mocked, world, vi, console);
  try {
    await run(first);
    const running = (async () => {
      await run(block);
      for (const body of tests) await body();
    })();
    let failed = false;
    running.catch(() => {
      failed = true;
    });
    await world.settled();
    if (!failed) await run(meanwhile);
    await world.settled();
    for (const watch of watches) await watch.close();
    await inTime(running);
    return printed;
  } finally {
    vi.useRealTimers();
  }
}

/** The same host, but it collects its watches, so that a block that watches without end can be ended. */
function noted(host: SessionHost, watches: SessionWatch[]): SessionHost {
  return new Proxy(host, {
    get(target, key) {
      const value = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const answer = value.apply(target, args);
        if (key === 'watch') watches.push(answer);
        return answer;
      };
    },
  });
}

async function inTime(running: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof later> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = later(() => reject(new Error('the block has not ended')), DEADLINE_MS);
  });
  await Promise.race([running, late]).finally(() => notLater(timer));
}
