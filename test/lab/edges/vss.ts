import { createRequire } from 'node:module';
import type { Guid } from 'winstation/identity';
import type { WorldVssSession } from 'winstation/mock';
import type { VssHandlers, VssPhase, VssWriterDefinition } from 'winstation/vss';
import type { EdgeLab } from './harness.js';

const here = createRequire(__filename);

/** The entry, from wherever this file lies. */
export const vss = (): typeof import('winstation/vss') => here('winstation/vss');

export const VSS_DLL = 'vssapi.dll';
/** All that the addon takes of it. */
export const VSS_EXPORTS = [
  'CreateVssBackupComponentsInternal',
  'CreateWriterEx',
  'VssFreeSnapshotPropertiesInternal',
] as const;

export const OWN = '00112233-4455-6677-8899-aabbccddeeff' as Guid;

/** Every phase that a writer is called for, and the one before it in a session. */
export const BEFORE: Readonly<Record<VssPhase, VssPhase | undefined>> = {
  prepareBackup: undefined,
  prepareSnapshot: 'prepareBackup',
  freeze: 'prepareSnapshot',
  thaw: 'freeze',
  postSnapshot: 'thaw',
  abort: 'prepareBackup',
  backupComplete: 'postSnapshot',
  backupShutdown: 'backupComplete',
  preRestore: undefined,
  postRestore: 'preRestore',
};
export const PHASES = Object.keys(BEFORE) as readonly VssPhase[];
/** Which session calls for it. */
export const kindOf = (phase: VssPhase): 'backup' | 'restore' => (phase.endsWith('Restore') ? 'restore' : 'backup');

export const definition = (deadlines: VssWriterDefinition['deadlines'] = {}): VssWriterDefinition => ({
  id: OWN,
  name: 'Edge',
  usage: 'userData',
  source: 'other',
  deadlines,
});

/** A writer that has a handler for this phase, and for what belongs to it. */
export function handlersFor(phase: VssPhase, handler: () => unknown, resumed: () => void = () => {}): VssHandlers {
  if (phase === 'freeze') return { freeze: handler as never, resume: resumed };
  if (phase === 'thaw') {
    const resume = (event: { readonly phase: VssPhase }) => (event.phase === 'thaw' ? handler() : undefined);
    return { freeze: () => {}, resume: resume as never };
  }
  return { [phase]: handler };
}

export interface DrivenSession {
  readonly id: string;
  until(phase: VssPhase): Promise<void>;
  /** What the writer has answered for this phase: how, and with which code. */
  answers(phase: VssPhase): Promise<readonly string[]>;
}

/** A session of another program that calls writers for this phase, stopped just before that. */
export async function sessionBefore({ client }: EdgeLab, phase: VssPhase): Promise<DrivenSession> {
  const { id } = (await client.request('vssSession', kindOf(phase), {})) as { readonly id: string };
  const until = (it: VssPhase) => client.request('vss', id, 'until', it) as Promise<void>;
  const before = BEFORE[phase];
  if (before !== undefined) await until(before);
  return {
    id,
    until,
    async answers(of) {
      // First: otherwise the session may have come to its end before.
      const given = of === 'abort' ? client.request('vss', id, 'abort') : undefined;
      const over = client.request('vss', id, 'finish') as ReturnType<WorldVssSession['finish']>;
      const [{ events }] = await Promise.all([over, given]);
      return events.filter(it => it.writer === OWN && it.phase === of).map(it => `${it.answer} ${it.code}`);
    },
  };
}
