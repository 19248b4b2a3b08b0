#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultBackend } from '../backend.js';
import type { ScenarioInput } from '../terminal/capture/scenario.js';
import { createWinstation } from '../winstation.js';
import { runProcess } from './process.js';
import { about } from './report/about.js';

const PACKAGE = join(__dirname, '../..');
const version = () => (JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }).version;

runProcess({
  winstation: () => createWinstation(defaultBackend),
  createWorld: async (scenario, { live }) => {
    const { createWorld } = await import('../mock/index.js');
    const world = createWorld(scenario as ScenarioInput, { clock: live ? 'date' : 'world' });
    return { winstation: world.module, play: recording => world.play(recording) };
  },
  readFile: path => readFile(path, 'utf8'),
  writeFile: (path, text) => writeFile(path, text),
  version,
  about: () => about(version(), PACKAGE),
});
