import { once } from 'node:events';
import { INTERRUPTED } from './exit-codes.js';
import { systemMessage } from './files.js';
import { input } from './input.js';
import type { Deps, Output } from './io.js';
import { onKey } from './keyboard.js';
import { run } from './run.js';
import { MAX_WAIT_MS } from './values.js';

/** How long the program may take to end after Ctrl-C when it has nothing to write. */
const GRACE_MS = 1_000;

/** Of systems other than Windows. */
const MAX_EXIT_CODE = 255;

/** Runs the program with the arguments, streams, Ctrl-C and exit code of this process. */
export function runProcess(deps: Deps): void {
  const { stdin, stdout, stderr } = process;
  stdout.on('error', outputFailed);
  // A message that nobody reads ends nothing: a recording is worth more than a line about it.
  stderr.on('error', () => {});

  const interrupt = new AbortController();
  let over = false;
  // What the program waits for may not keep a process alive by itself, such as a world's time.
  const alive = setInterval(() => {}, MAX_WAIT_MS);
  let writing = 0;
  const isWriting = () => writing > 0 || stdout.writableLength > 0;
  const endUnlessWriting = () => {
    if (!isWriting()) process.exit();
    setTimeout(endUnlessWriting, GRACE_MS);
  };
  // Only the first Ctrl-C: a second one has the default effect and ends the process.
  process.once('SIGINT', () => {
    // All results are on their way to a reader, who may be slow: they are not cut.
    if (over) return;
    process.exitCode = INTERRUPTED;
    interrupt.abort();
    setTimeout(endUnlessWriting, GRACE_MS);
  });

  const io = {
    stdout: output(stdout),
    stderr: output(stderr),
    stdin: input(interrupt.signal),
    env: process.env,
    signal: interrupt.signal,
    atExit,
    onKey: stdin.isTTY && stdout.isTTY ? onKey : undefined,
  };
  const writeFile: Deps['writeFile'] = async (path, text) => {
    writing += 1;
    try {
      await deps.writeFile(path, text);
    } finally {
      writing -= 1;
    }
  };
  run(process.argv.slice(2), io, { ...deps, writeFile }).then(code => {
    over = true;
    clearInterval(alive);
    // Elsewhere a program's own code may be one that the system has no room for.
    process.exitCode = process.platform === 'win32' ? code : Math.min(code, MAX_EXIT_CODE);
    // Hosts that do not answer, and worlds that still play, are not waited for; readers are.
    stdout.write('', error => (error ? outputFailed(error) : stderr.write('', () => process.exit())));
  });
}

/** A reader that stops reading, such as `head`, is not a failure. On Windows EPIPE may be EOF. A full disk is one. */
function outputFailed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || error.code === 'EOF') process.exit(process.exitCode ?? 0);
  process.stderr.write(`winstation: cannot write the output: ${systemMessage(error)}\n`);
  process.exit(1);
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
    write(text) {
      try {
        stream.write(text);
      } catch (error) {
        // Writing to a file or a device is done at once, and may throw.
        if (stream === process.stdout) outputFailed(error as NodeJS.ErrnoException);
      }
    },
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
