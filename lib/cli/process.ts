import { once } from 'node:events';
import type { Deps, Output } from './io.js';
import { INTERRUPTED, run } from './run.js';

/** How long the program may take to end after Ctrl-C. */
const GRACE_MS = 1_000;

/** Runs the program with the arguments, streams, Ctrl-C and exit code of this process. */
export function runProcess(deps: Deps): void {
  process.stdout.on('error', endQuietly);
  process.stderr.on('error', endQuietly);

  const interrupt = new AbortController();
  // Only the first Ctrl-C: a second one has the default effect and ends the process.
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
    // The output may still be on its way to a pipe, so the process is not ended here. After an interrupt nobody waits for that.
    if (code === INTERRUPTED) process.exit();
    // A command that Ctrl-C ends without a failure waits for its pipe, but not for hosts.
    if (interrupt.signal.aborted) process.stdout.write('', () => process.exit());
  });
}

/** A reader that stops reading, such as `head`, is not a failure. On Windows EPIPE may be EOF. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || error.code === 'EOF') process.exit(process.exitCode ?? 0);
  throw error;
}

const ENDING_SIGNALS = ['SIGTERM', 'SIGHUP'] as const;

/** Also for signals that would end the process without an `exit` event. */
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
    // Some terminals report 0 when they do not know.
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
