import { didYouMean } from '../base/nearest.js';
import type { Command, Target } from './call.js';
import { domainsOf } from './domains.js';
import { EXAMPLES } from './examples.js';
import type { Deps } from './io.js';
import type { CommandLine } from './parse.js';
import { UsageError } from './usage.js';

type Source = keyof typeof EXAMPLES;
const WHAT: Readonly<Record<Source, string>> = { mock: 'scenario', play: 'recording' };

/** Windows, unless `--mock` or `--play` asks for a world. `say` says so, once and when the world is asked first. */
export async function chooseTarget(
  line: CommandLine,
  command: Command,
  deps: Deps,
  say: (text: string) => void,
): Promise<Target> {
  const scenarioFile = line.given.get('mock')?.[0];
  const recordingFile = line.given.get('play')?.[0];
  const scenario = scenarioFile === undefined ? undefined : await read(deps, 'mock', scenarioFile);
  const recording = recordingFile === undefined ? undefined : await read(deps, 'play', recordingFile);
  const file = scenarioFile ?? recordingFile;
  if (file === undefined) {
    let windows: Target['winstation'] | undefined;
    return {
      get winstation() {
        windows ??= deps.winstation();
        return windows;
      },
      ...domainsOf(() => deps),
      play: undefined,
      now: Date.now,
    };
  }
  const start = (recording as { start?: unknown } | null | undefined)?.start;
  try {
    const world = await deps.createWorld(scenario ?? start, {
      live: command.lasting === true || command.acts === true,
    });
    let said = false;
    const asked = () => {
      if (!said) say(`a world made from ${file} answers in place of Windows`);
      said = true;
      return world;
    };
    return {
      get winstation() {
        return asked().winstation;
      },
      ...domainsOf(asked),
      play:
        recording === undefined
          ? undefined
          : () =>
              world.play(recording).catch(error => {
                throw new UsageError(`${recordingFile} is not a recording: ${messageOf(error)}`);
              }),
      now: () => world.now(),
    };
  } catch (error) {
    throw new UsageError(`${file} is not a ${WHAT[scenario === undefined ? 'play' : 'mock']}: ${messageOf(error)}`);
  }
}

/** A file, or an example by its name. */
async function read(deps: Deps, source: Source, file: string): Promise<unknown> {
  const json = await readJson(deps, source, file);
  const isRecording = has(json, 'start');
  if (source === 'mock' && isRecording && has(json, 'events')) throw ofOtherKind(source, file);
  if (source === 'play' && !isRecording) {
    throw has(json, 'hosts') ? ofOtherKind(source, file) : new UsageError(`${file} is not a recording`);
  }
  return json;
}

function ofOtherKind(source: Source, file: string): UsageError {
  return new UsageError(
    source === 'mock'
      ? `${file} is a recording and not a scenario; play it with --play ${file}`
      : `${file} is not a recording; it is a scenario, for --mock ${file}`,
  );
}

async function readJson(deps: Deps, source: Source, file: string): Promise<unknown> {
  const examples: Readonly<Record<string, string>> = EXAMPLES[source];
  const word = file.toLowerCase();
  try {
    const text = Object.hasOwn(examples, word)
      ? await deps.readExample(examples[word] as string)
      : await deps.readFile(file);
    // Some editors on Windows begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const other = source === 'mock' ? 'play' : 'mock';
    if (Object.hasOwn(EXAMPLES[other], word)) throw ofOtherKind(source, word);
    const nearest = /^\w+$/.test(file) ? didYouMean(file, Object.keys(examples)) : '';
    throw new UsageError(`cannot read the ${WHAT[source]} ${file}: ${messageOf(error)}${nearest}`);
  }
}

function has(json: unknown, key: string): boolean {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, key);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
