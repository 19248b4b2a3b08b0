import { readFileSync } from 'node:fs';
import type { ScenarioInput } from 'winstation/mock';
import type { Diagnosis } from '../../../lib/base/diagnosis.js';
import { type Domains, domainsOf } from '../../../lib/cli/domains.js';
import type { Io, Output } from '../../../lib/cli/io.js';
import type { About } from '../../../lib/cli/report/types.js';
import { run } from '../../../lib/cli/run.js';
import { programWorld } from '../../../lib/cli/running-world.js';
import type { Iscsi } from '../../../lib/iscsi/types.js';
import { createWorld } from '../../../lib/mock/index.js';
import type { SessionDetails } from '../../../lib/terminal/sessions/types.js';
import type { LocalHost } from '../../../lib/terminal/types.js';
import type { VssModule } from '../../../lib/vss/types.js';
import type { Winstation } from '../../../lib/winstation-types.js';

/** What the program says that it runs on. */
export const ABOUT: About = {
  winstation: '1.2.3',
  node: '24.1.0',
  electron: undefined,
  napi: '10',
  platform: 'win32',
  arch: 'x64',
  machine: 'x86_64',
  release: '10.0.26100',
  edition: 'Windows 11 Pro',
  addon: { file: 'prebuilds/win32-x64/winstation.node', sha256: 'ab'.repeat(32), problem: undefined },
};

export interface CliOptions {
  /** Takes the place of Windows; without it there is no Windows. */
  readonly winstation?: Winstation;
  readonly iscsi?: Iscsi;
  readonly vss?: VssModule;
  /** All domains of a world. */
  readonly domains?: Domains;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The width of a terminal; without it the output is a pipe. */
  readonly terminal?: number;
  /** A second place for results, besides `out`. */
  readonly stdout?: Output;
  readonly signal?: AbortSignal;
  readonly onKey?: Io['onKey'];
  /** What is typed, a line for each question, by a person at a terminal. Without it nobody is there. */
  readonly types?: readonly string[];
  /** All of standard input, where it is read as a whole. */
  readonly piped?: string;
  /** In place of all that. */
  readonly stdin?: Io['stdin'];
}

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** `out`, as it was written. */
  readonly bytes: Uint8Array;
  /** Both, as a terminal shows them. */
  readonly both: string;
  readonly written: ReadonlyMap<string, string>;
  /** Programs that were started, with their arguments. */
  readonly started: readonly (readonly string[])[];
  /** How many worlds were made. */
  readonly worlds: number;
}

/** Runs the program in this process. */
export async function cli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const said = { out: '', err: '', both: '' };
  const bytes: Uint8Array[] = [];
  const collect = (where: 'out' | 'err', given: string | Uint8Array): void => {
    const text = typeof given === 'string' ? given : new TextDecoder().decode(given);
    if (where === 'out') bytes.push(typeof given === 'string' ? new TextEncoder().encode(given) : given);
    said[where] += text;
    said.both += text;
  };
  let worlds = 0;
  const written = new Map<string, string>();
  const started: (readonly string[])[] = [];
  const typed = [...(options.types ?? [])];
  const isTTY = options.terminal !== undefined;
  const { stdout } = options;
  const print = (text: string | Uint8Array) => {
    collect('out', text);
    stdout?.write(text);
  };
  const plain = { isTTY, columns: options.terminal };
  const code = await run(
    argv,
    {
      stdout: stdout ? over(stdout, print) : { ...plain, write: print },
      stderr: { ...plain, write: text => collect('err', text) },
      stdin: options.stdin ?? {
        isTerminal: options.types !== undefined,
        async ask(question) {
          if (question !== '') collect('err', `${question}\n`);
          return typed.shift();
        },
        bytes: async () => new TextEncoder().encode(options.piped ?? ''),
      },
      env: options.env ?? {},
      signal: options.signal ?? new AbortController().signal,
      onKey: options.onKey,
    },
    {
      winstation: () => options.winstation ?? noWindows(),
      ...domainsOf(() => options.domains ?? noDomains),
      ...(options.iscsi && { iscsi: async () => options.iscsi as Iscsi }),
      ...(options.vss && { vss: async () => options.vss as VssModule }),
      createWorld: async scenario => {
        worlds += 1;
        return programWorld(createWorld(scenario as ScenarioInput));
      },
      readFile: async path => {
        const text = options.files?.[path];
        if (text === undefined) throw new Error(`no such file: ${path}`);
        return text;
      },
      readBytes: async path => {
        const text = options.files?.[path];
        if (text === undefined) throw new Error(`no such file: ${path}`);
        return new TextEncoder().encode(text);
      },
      readExample: async path => exampleFile(path),
      checkFile: async path => {
        if (path.startsWith('/locked/')) throw new Error('permission denied');
      },
      writeFile: async (path, text) => {
        if (path.startsWith('/full/')) throw new Error('no space left on device');
        written.set(path, text);
      },
      start: async (file, args) => {
        started.push([file, ...args]);
      },
      version: () => '1.2.3',
      about: async () => ABOUT,
    },
  );
  return { code, ...said, bytes: Buffer.concat(bytes), written, worlds, started };
}

/** An output that also passes its text on. */
function over(stdout: Output, write: Output['write']): Output {
  return {
    write,
    isTTY: stdout.isTTY,
    get columns() {
      return stdout.columns;
    },
    get rows() {
      return stdout.rows;
    },
    onResize: resized => stdout.onResize?.(resized) ?? (() => {}),
    drained: async () => await stdout.drained?.(),
  };
}

/** A file of the examples. */
export function exampleFile(path: string): string {
  return readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8');
}

export function scenarioFile(name: 'office' | 'farm'): string {
  return exampleFile(`scenarios/${name}.json`);
}

export function world(scenario: unknown): Winstation {
  return createWorld(scenario as ScenarioInput).module;
}

export const office = (): Winstation => world(JSON.parse(scenarioFile('office')));
export const farm = (): Winstation => world(JSON.parse(scenarioFile('farm')));

/** The lines of a table, without its last line break. */
export function lines(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}

/** A Winstation with only those parts that a test needs. */
export function fake(parts: Partial<Winstation>): Winstation {
  return new Proxy(parts as Winstation, {
    get(target, key) {
      const found = Reflect.get(target, key);
      // A promise looks for this method on the value that it is resolved with.
      if (found === undefined && key !== 'then') throw new Error(`the test did not expect ${String(key)}`);
      return found;
    },
  });
}

export function fakeHost(name: string, parts: Partial<LocalHost>): LocalHost {
  return { name, isLocal: false, close: async () => {}, ...parts } as LocalHost;
}

export function noAddon(): Error {
  return Object.assign(new Error('No addon for this system.'), {
    name: 'NoAddonError',
    code: 'ERR_WINSTATION_NO_ADDON',
  });
}

const noDomain = () => Promise.reject(noAddon());
const noDomains: Domains = { iscsi: noDomain, vss: noDomain, logon: noDomain, desktop: noDomain, moniker: noDomain };

/** A machine without Windows. */
export function noWindows(): Winstation {
  const checks = [{ name: 'addon', state: 'failed', found: 'No addon for this system.', advice: undefined }] as const;
  const diagnosis: Diagnosis = { ok: false, checks };
  return fake({
    localHost: () => {
      throw noAddon();
    },
    openHost: () => Promise.reject(noAddon()),
    diagnose: () => Promise.resolve(diagnosis),
  });
}

/** A session with the values of a test, and defaults for the rest. */
export function session(parts: Partial<SessionDetails>): SessionDetails {
  return {
    host: 'H',
    id: 2,
    name: 'RDP-Tcp#0',
    state: 'active',
    kind: 'user',
    user: 'anna',
    domain: 'CORP',
    account: 'CORP\\anna',
    isConsole: false,
    isCurrent: false,
    takenAt: new Date(0),
    key: '2-0',
    sid: undefined,
    lock: 'unlocked',
    logonTime: undefined,
    connectTime: undefined,
    disconnectTime: undefined,
    lastInputTime: undefined,
    currentTime: undefined,
    idleMs: undefined,
    isRemote: true,
    client: undefined,
    counters: undefined,
    activityId: undefined,
    withheld: [],
    ...parts,
  };
}

/** A local host that lists these sessions. */
export function listing(...sessions: readonly SessionDetails[]): Winstation {
  const host = fakeHost('H', {
    sessions: (async () => sessions) as unknown as LocalHost['sessions'],
    session: async () => sessions[0]!,
  });
  return fake({ localHost: () => host });
}
