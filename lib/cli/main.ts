#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultBackend } from '../backend.js';
import type { ScenarioInput } from '../terminal/capture/scenario.js';
import { terminalSessions } from '../terminal-sessions.js';
import { createWinstation } from '../winstation.js';
import { checkWritable, replaceFile, systemMessage } from './files.js';
import { runProcess } from './process.js';
import { about } from './report/about.js';
import { programWorld, runningClock } from './running-world.js';

const PACKAGE = join(__dirname, '../..');
const version = () => (JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }).version;

const inWords = (error: unknown): never => {
  throw new Error(systemMessage(error), { cause: error });
};

/** Resolves when it runs. It has no part in the streams of this program, and nobody waits for its end. */
async function startProgram(file: string, args: readonly string[]): Promise<void> {
  const child = spawn(file, args, { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  child.unref();
}

runProcess({
  winstation: () => createWinstation(defaultBackend),
  iscsi: async () => (await import('../iscsi/create.js')).createIscsi(defaultBackend).iscsi(),
  vss: async () => (await import('../vss/create.js')).createVss(defaultBackend),
  logon: async () => (await import('../logon/create.js')).createLogon(defaultBackend, terminalSessions),
  desktop: async () => (await import('../desktop/create.js')).createDesktop(defaultBackend),
  moniker: async () => (await import('../moniker/create.js')).createMoniker(defaultBackend, terminalSessions),
  createWorld: async (scenario, { live }) => {
    const { createWorld } = await import('../mock/index.js');
    if (!live) return programWorld(createWorld(scenario as ScenarioInput));
    const clock = runningClock(scenario);
    const world = createWorld(scenario as ScenarioInput, { clock });
    clock.run();
    return programWorld(world);
  },
  readFile: path => readFile(path, 'utf8').catch(inWords),
  readBytes: path => readFile(path).catch(inWords),
  readExample: path => readFile(join(PACKAGE, 'dist/cli', path), 'utf8').catch(inWords),
  checkFile: path => checkWritable(path).catch(inWords),
  writeFile: (path, text) => replaceFile(path, text).catch(inWords),
  start: startProgram,
  version,
  about: () => about(version(), PACKAGE),
});
