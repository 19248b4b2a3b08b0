#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultBackend } from '../backend.js';
import { createWinstation } from '../winstation.js';
import type { Output } from './io.js';
import { run } from './run.js';

/** A reader that stops reading, such as `head`, is no failure. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || error.code === 'EOF') process.exit(process.exitCode ?? 0);
  throw error;
}
process.stdout.on('error', endQuietly);
process.stderr.on('error', endQuietly);

const interrupt = new AbortController();
// Only the first one: whoever presses it again gets what the system does by itself.
process.once('SIGINT', () => interrupt.abort());

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: text => void stream.write(text),
    isTTY: stream.isTTY === true,
    columns: stream.columns,
  };
}

run(
  process.argv.slice(2),
  { stdout: output(process.stdout), stderr: output(process.stderr), env: process.env, signal: interrupt.signal },
  {
    winstation: () => createWinstation(defaultBackend),
    createWorld: async scenario => (await import('../mock/index.js')).createWorld(scenario).module,
    readFile: path => readFile(path, 'utf8'),
    writeFile: (path, text) => writeFile(path, text),
    version: () =>
      (JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }).version,
  },
).then(code => {
  process.exitCode = code;
});
