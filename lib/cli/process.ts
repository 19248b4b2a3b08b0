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
    setTimeout(() => process.exit(INTERRUPTED), GRACE_MS);
  });

  const io = {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    env: process.env,
    signal: interrupt.signal,
  };
  run(process.argv.slice(2), io, deps).then(code => {
    // What was printed still has to reach a pipe, so the process ends by itself; interrupted, nobody waits for it.
    if (code === INTERRUPTED) process.exit(code);
    process.exitCode = code;
  });
}

/** A reader that stops reading, such as `head`, is no failure. Windows says EOF for EPIPE. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || error.code === 'EOF') process.exit(process.exitCode ?? 0);
  throw error;
}

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: text => void stream.write(text),
    isTTY: stream.isTTY === true,
    // Some terminals say 0, which means that they don't know.
    columns: stream.columns || undefined,
  };
}
