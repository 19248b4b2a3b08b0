import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inWine, results, site } from '../lab/setup/paths.js';
import { wine } from '../lab/setup/wine.js';
import { median } from './child/interleave.js';
import type { Found, Job } from './child/job.js';
import { places } from './setup.js';

const TIMEOUT_MS = 300_000;

/** One process of the bench in the Windows Node, on answers from memory. */
export async function runInWine(node: string, child: string, job: Job, flags: readonly string[] = []): Promise<Found> {
  const result = path.join(results, 'bench-result.json');
  const output = path.join(results, `bench-${child}-${job.subject}.txt`);
  rmSync(result, { force: true });
  const { code, timedOut } = await wine([node, ...flags, inWine(places.child(child))], {
    cwd: site,
    output,
    timeout: TIMEOUT_MS,
    env: {
      BENCH_JOB: JSON.stringify(job),
      BENCH_RESULT: inWine(result),
      BENCH_ADDON: inWine(places.addon),
      BENCH_KOFFI: inWine(places.koffi),
      LAB_SNAPSHOT: inWine(places.snapshot(job.subject)),
      LAB_WORLD_PORT: '',
    },
  });
  return taken(result, `${child} ${job.subject}`, timedOut ? 'took too long' : `ended with ${code}`, output);
}

/** One process in this machine's own Node. */
export function runHere(child: string, job: Job): Found {
  const result = path.join(results, 'bench-result.json');
  rmSync(result, { force: true });
  const ran = spawnSync(process.execPath, [places.child(child)], {
    cwd: site,
    env: { ...process.env, BENCH_JOB: JSON.stringify(job), BENCH_RESULT: result },
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
  });
  return taken(result, `${child} ${job.subject}`, `ended with ${ran.status}`, ran.stderr);
}

/** A process counts as run when it wrote what it found. */
function taken(result: string, what: string, ended: string, see: string): Found {
  if (!existsSync(result)) throw new Error(`${what} ${ended} and found nothing; see ${see}`);
  return JSON.parse(readFileSync(result, 'utf8')) as Found;
}

/** The median of each number over processes that did the same, and the greatest of each value. */
export function summed(founds: readonly Found[]): Found & { readonly worst: Readonly<Record<string, number>> } {
  const over = (part: 'ratios' | 'values', choose: (numbers: readonly number[]) => number) =>
    Object.fromEntries(
      Object.keys(founds[0]?.[part] ?? {}).map(key => [key, choose(founds.map(found => found[part][key]!))]),
    );
  return {
    ratios: over('ratios', median),
    values: over('values', median),
    worst: over('values', numbers => Math.max(...numbers)),
  };
}
