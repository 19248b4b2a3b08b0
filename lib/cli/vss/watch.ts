import { guid } from '../../identity/guid.js';
import type { VssEvent, VssHandlers } from '../../vss/writer/types.js';
import type { Call } from '../call.js';
import { formatTime } from '../duration.js';
import type { Colour } from '../paint.js';
import { escapeControls } from '../text.js';

/** A class of its own, which no other program has. */
const ID = guid.parse('5b1f7c0a-3f3e-4c58-9a46-7d2f0e8c61b4');
const PHASE_WIDTH = 15;
const COLOURS: Readonly<Record<string, Colour>> = { freeze: 'yellow', thaw: 'green', abort: 'red' };

/** What the lines show of an event besides its phase and its session, where its phase has it. */
type Seen = VssEvent & {
  readonly snapshotSetId?: string | undefined;
  readonly volumes?: readonly string[];
  readonly backupType?: string | undefined;
};

/** `vss watch`: a line for each call of Windows, until Ctrl-C. It has nothing to back up, so it is never in anybody's way. */
export async function followBackups(call: Call): Promise<0> {
  const { signal } = call;
  const host = call.winstation.localHost().name;
  const seen = (event: VssEvent) => {
    if (call.wantsJson) call.printJsonLine(jsonOf(call, host, event));
    else call.print(`${lineOf(call, event)}\n`);
  };
  const handlers: VssHandlers = {
    prepareBackup: seen,
    prepareSnapshot: seen,
    freeze: seen,
    resume: event => {
      if (event.phase === 'thaw') seen(event);
    },
    postSnapshot: seen,
    abort: seen,
    backupComplete: seen,
    backupShutdown: seen,
    preRestore: seen,
    postRestore: seen,
  };
  const ended = new Promise<void>(resolve => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
  const definition = { id: ID, name: 'winstation vss watch', usage: 'other', source: 'other' } as const;
  const writer = await (await call.vss()).createWriter(definition, handlers, { signal, timeout: call.values.timeout });
  if (!writer.active) call.say('Windows calls no writers now');
  writer.on('leftOut', error => call.say(`A backup or restore is not shown: ${error.message}`));
  try {
    await ended;
  } finally {
    await writer.close();
  }
  return 0;
}

function jsonOf(call: Call, host: string, event: VssEvent): unknown {
  const { phase, sessionId, snapshotSetId, volumes, backupType } = event as Seen;
  return { phase, host, time: new Date(call.now()), sessionId, snapshotSetId, volumes, backupType };
}

function lineOf(call: Call, event: VssEvent): string {
  const { phase, sessionId, volumes = [], backupType } = event as Seen;
  const when = call.paint('dim', formatTime(new Date(call.now()), { seconds: true }));
  const what = call.paint(COLOURS[phase], phase) + ' '.repeat(PHASE_WIDTH - phase.length);
  return [when, what, sessionId ?? '-', backupType ?? '', volumes.map(escapeControls).join(' ')]
    .filter(it => it !== '')
    .join('  ');
}
