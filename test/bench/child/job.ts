import { writeFileSync } from 'node:fs';

/** What a process of the bench is asked to do. */
export interface Job {
  /** Stands in the names of what is found, such as `sessions1000`. */
  readonly subject: string;
  /** How often the peers take turns. */
  readonly rounds: number;
  /** For how long a peer runs before the next one's turn. */
  readonly batchMs: number;
  readonly peer?: 'winstation' | 'koffi';
  /** What is imported. */
  readonly entry?: string;
  /** How many calls the growth of memory is watched over. */
  readonly calls?: number;
}

/** What it found, by names. */
export interface Found {
  /** Ours divided by theirs. */
  readonly ratios: Readonly<Record<string, number>>;
  /** Nanoseconds, bytes or milliseconds. */
  readonly values: Readonly<Record<string, number>>;
}

/** Runs the process's job. What it found goes to a file, since under Wine the output may not be a pipe. */
export function runJob(work: (job: Job) => Promise<Found> | Found): void {
  const job = JSON.parse(String(process.env.BENCH_JOB)) as Job;
  Promise.resolve(work(job)).then(
    found => writeFileSync(String(process.env.BENCH_RESULT), JSON.stringify(found)),
    error => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exitCode = 1;
    },
  );
}
