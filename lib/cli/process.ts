import { once } from 'node:events';
import type { Deps, Output } from './io.js';
import { INTERRUPTED, run } from './run.js';

/** How long what is under way may take to end after Ctrl-C. */
const GRACE_MS = 1_000;

/** Runs the program as this process: its arguments, its streams, Ctrl-C and its exit code. */
export function runProcess(deps: Deps): void {
  process.stdout.on('error', endQuietly);
  process.stderr.on('error', endQuietly);

  const interrupt = new AbortController();
  // Only the first one: whoever presses it again gets what the system does by itself.
  process.once('SIGINT', () => {
    interrupt.abort();
    setTimeout(() => process.exit(), GRACE_MS);
    process.exitCode = INTERRUPTED;
  });

  const io = {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    env: process.env,
    signal: interrupt.signal,
    atExit,
  };
  run(process.argv.slice(2), io, deps).then(code => {
    process.exitCode = code;
    // What was printed still has to reach a pipe, so the process ends by itself; interrupted, nobody waits for it.
    if (code === INTERRUPTED) process.exit();
    // What ends by Ctrl-C in good order waits for its pipe, but for no host.
    if (interrupt.signal.aborted) process.stdout.write('', () => process.exit());
  });
}

/** A reader that stops reading, such as `head`, is no failure. Windows says EOF for EPIPE. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || error.code === 'EOF') process.exit(process.exitCode ?? 0);
  throw error;
}

const ENDING_SIGNALS = ['SIGTERM', 'SIGHUP'] as const;

/** Also for signals that end the process without asking anybody. */
function atExit(restore: () => void): () => void {
  const end = (_: unknown, number: number) => process.exit(128 + number);
  process.on('exit', restore);
  for (const signal of ENDING_SIGNALS) process.on(signal, end);
  return () => {
    process.off('exit', restore);
    for (const signal of ENDING_SIGNALS) process.off(signal, end);
  };
}

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: text => void stream.write(text),
    isTTY: stream.isTTY === true,
    // Some terminals say 0, which means that they don't know.
    get columns() {
      return stream.columns || undefined;
    },
    get rows() {
      return stream.rows || undefined;
    },
    onResize(resized) {
      stream.on('resize', resized);
      return () => stream.off('resize', resized);
    },
    async drained() {
      if (stream.writableNeedDrain) await once(stream, 'drain');
    },
  };
}
