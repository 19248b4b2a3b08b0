import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { type Host, hostEnvironment } from '../setup/host.js';
import { inWine, results, root, site, standins } from '../setup/paths.js';
import { makeSingleExecutable } from '../setup/single-executable.js';
import { wine } from '../setup/wine.js';
import { type Lab, remainsOf, type SuiteResult } from './suite.js';

export interface Edge {
  /** The file below `edges`, without its ending. */
  readonly name: string;
  /**
   * The program that runs it, unless it is the host where it lies: a copy in the folder, a copy that is called electron.exe,
   * or one with the edge in it.
   */
  readonly program?: 'copied' | 'renamed' | 'single';
  /** The only rights that it has, in a host that knows rights. */
  readonly rights?: readonly string[];
  /** The code that the process ends with, or what an uncaught error ends its host with; 0 unless told. */
  readonly code?: number | 'uncaught';
  readonly args?: readonly string[];
  /** How many objects of Windows the process may take along when it ends. Where that is so, and why, `../edges/index.ts` says. */
  readonly mayLeave?: number;
  /** A process that takes longer hangs. */
  readonly withinMs?: number;
  /** The folder that it starts in, made by this. */
  readonly prepare?: (folder: string) => void;
  /** What is wrong in its world when it is gone. */
  readonly afterwards?: (lab: Lab, token: string) => Promise<string[]>;
  /** What it finds in its environment besides. */
  readonly env?: (folder: string, lab: Lab) => Promise<Record<string, string>>;
}

/** Written by the process itself: an exit code alone can lie about a crash. */
export interface EdgeReport {
  readonly ok: boolean;
  readonly notes: readonly string[];
}

function bundle(name: string): string {
  const outfile = path.join(site, 'edges', `${name}.cjs`);
  buildSync({
    entryPoints: [path.join(root, 'test/lab/edges', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['winstation'],
    logLevel: 'error',
  });
  return outfile;
}

function copyOf(exe: string, folder: string, name: string): string {
  const copy = path.join(folder, name);
  copyFileSync(exe, copy);
  return copy;
}

/** The program and what it is told before the arguments of the edge. */
async function commandOf({ exe, host }: Lab, edge: Edge, folder: string): Promise<string[]> {
  const script = bundle(edge.name);
  if (edge.program === 'single') return [await makeSingleExecutable(exe, script, folder)];
  const words = edge.rights ? host.wordsWith?.(edge.rights) : host.words;
  if (!words) throw new Error(`${host.title} has no rights to give.`);
  const names = { copied: host.program, renamed: 'electron.exe' };
  return [edge.program ? copyOf(exe, folder, names[edge.program]) : exe, ...words, inWine(script)];
}

function wrongCode({ code = 0 }: Edge, host: Host, found: string | number | null, output: string): string[] {
  const isUncaught = code === 'uncaught';
  const right = isUncaught ? host.uncaughtCodes : [code];
  if (typeof found !== 'number' || !right.includes(found))
    return [`ended with ${found} instead of ${right.join(' or ')}`];
  // One that came to its end has the same code.
  if (isUncaught && found === 0 && !readFileSync(output, 'utf8').includes('Uncaught'))
    return ['ended without an error'];
  return [];
}

async function runEdge(lab: Lab, edge: Edge): Promise<string[]> {
  const id = [edge.name, ...(edge.args ?? [])].join('-');
  const token = `edges-${id}`;
  const report = path.join(results, `edge-${id}.json`);
  const output = path.join(results, `edge-${id}.txt`);
  rmSync(report, { force: true });
  const folder = path.join(site, 'hosts', id);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const command = await commandOf(lab, edge, folder);
  edge.prepare?.(folder);
  const started = Date.now();
  const within = edge.withinMs ?? 60_000;
  const result = await wine([...command, ...(edge.args ?? [])], {
    cwd: folder,
    output,
    timeout: within,
    env: {
      LAB_WORLD_PORT: String(lab.port),
      LAB_WORLD_TOKEN: token,
      LAB_RESULT: inWine(report),
      LAB_HOOK: inWine(path.join(standins, 'hook.node')),
      ...hostEnvironment(lab.host),
      ...(await edge.env?.(folder, lab)),
    },
  });
  const wrong: string[] = [];
  if (result.timedOut) wrong.push(`did not end within ${within} ms`);
  else wrong.push(...wrongCode(edge, lab.host, result.code, output));
  if (!existsSync(report)) wrong.push('wrote no result');
  else {
    const { ok, notes } = JSON.parse(readFileSync(report, 'utf8')) as EdgeReport;
    if (!ok) wrong.push(...notes);
  }
  wrong.push(...((await edge.afterwards?.(lab, token)) ?? []));
  const took = Date.now() - started;
  return wrong.map(text => `${id}: ${text} (${took} ms; see ${output})`);
}

export async function runEdges(lab: Lab, edges: readonly Edge[]): Promise<SuiteResult> {
  const failures: string[] = [];
  let passed = 0;
  for (const edge of edges) {
    const id = [edge.name, ...(edge.args ?? [])].join('-');
    if (lab.only !== undefined && !id.includes(lab.only)) continue;
    const wrong = await runEdge(lab, edge);
    wrong.push(...remainsOf(lab, `edges-${id}`, edge.mayLeave));
    if (wrong.length === 0) passed += 1;
    failures.push(...wrong);
  }
  return { name: 'edges', passed, failures };
}
