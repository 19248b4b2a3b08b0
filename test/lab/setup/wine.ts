import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { machine } from './machine.js';
import { prefix } from './paths.js';
import { wine10 } from './wine-10.js';

/** The programs of this machine's Wine. */
const programs = machine.wine === '8' ? { loader: 'wine', server: 'wineserver' } : wine10;

export interface WineOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the program prints. A Windows program under Wine can't write to a pipe, so it is a file. */
  readonly output: string;
  readonly timeout: number;
  /** `native`: the stand-ins in system32. `builtin`: what Wine has of its own. */
  readonly wtsapi32?: 'native' | 'builtin';
}

export interface WineResult {
  /** What it ended with: a code, or the name of a signal. */
  readonly code: number | string | null;
  readonly timedOut: boolean;
}

/** Without `winedbg.exe=d` a crash opens a debugger that, without a display, hangs. */
function wineEnvironment(options: Pick<WineOptions, 'env' | 'wtsapi32'>): NodeJS.ProcessEnv {
  const own = options.wtsapi32 === 'builtin' ? 'b' : 'n';
  return {
    ...process.env,
    NO_COLOR: '1',
    FORCE_COLOR: '0',
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: `wtsapi32,vssapi=${own};winedbg.exe=d;mscoree,mshtml=`,
    // Wine 8 calls itself an older Windows than Node asks for.
    NODE_SKIP_PLATFORM_CHECK: '1',
    ...options.env,
  };
}

/** No Windows program gets as far as its first line in that time. */
const NOT_STARTED_MS = 100;
const MOST_STARTS = 3;

/**
 * Runs a program to its end. Now and then Wine itself ends with 1, at once and without a word, before there is a program:
 * then it is started again.
 */
export async function wine(args: readonly string[], options: WineOptions): Promise<WineResult> {
  for (let starts = 1; ; starts += 1) {
    const began = performance.now();
    const result = await runOnce(args, options);
    const isStarted = result.code !== 1 || performance.now() - began > NOT_STARTED_MS || hasPrinted(options.output);
    if (isStarted || starts === MOST_STARTS) return result;
  }
}

const hasPrinted = (output: string): boolean => statSync(output).size > 0;

function runOnce(args: readonly string[], options: WineOptions): Promise<WineResult> {
  const out = openSync(options.output, 'w');
  return new Promise((resolve, reject) => {
    const child = spawn(programs.loader, args, {
      cwd: options.cwd,
      env: wineEnvironment(options),
      stdio: ['ignore', out, out],
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, options.timeout);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      closeSync(out);
      resolve({ code: code ?? signal, timedOut });
    });
  });
}

/** What a server ends with when there is one already. */
const RUNS_ALREADY = 2;

/**
 * Starts the server of the lab's prefix, which then stays until `endWine`. Left to itself it ends with the last program, and
 * a program that starts just then ends at once, with 1 and not a word.
 */
export const startWine = (): void => runToEnd(programs.server, ['-p'], [0, RUNS_ALREADY]);

/** Ends every process of the lab's prefix, and of no other. */
export function endWine(): void {
  spawnSync(programs.server, ['-k'], { env: wineEnvironment({}), stdio: 'ignore' });
}

/** A program of Wine's own, run to its end. */
export const wineTool = (...args: readonly string[]): void => runToEnd(programs.loader, args);

/** Waits until the server has ended and written the registry. */
export const settleWine = (): void => runToEnd(programs.server, ['-w']);

function runToEnd(command: string, args: readonly string[], fine: readonly (number | null)[] = [0]): void {
  const result = spawnSync(command, args, { env: wineEnvironment({}), stdio: 'ignore', timeout: 120_000 });
  if (!fine.includes(result.status)) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${result.status ?? result.signal ?? result.error?.message}.`,
    );
  }
}

/** What this Wine calls itself, such as `10.0`. */
export function wineVersion(): string {
  const { stdout } = spawnSync(programs.loader, ['--version'], { env: wineEnvironment({}), encoding: 'utf8' });
  const version = /^wine-(\d+\.\d+)/m.exec(stdout ?? '')?.[1];
  if (version?.split('.')[0] !== machine.wine) {
    throw new Error(`The lab wants Wine ${machine.wine}; here is ${version ?? 'none'}.`);
  }
  return version;
}
