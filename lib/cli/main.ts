#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultBackend } from '../backend.js';
import { createWinstation } from '../winstation.js';
import { runProcess } from './process.js';

runProcess({
  winstation: () => createWinstation(defaultBackend),
  createWorld: async scenario => (await import('../mock/index.js')).createWorld(scenario).module,
  readFile: path => readFile(path, 'utf8'),
  writeFile: (path, text) => writeFile(path, text),
  version: () =>
    (JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }).version,
});
