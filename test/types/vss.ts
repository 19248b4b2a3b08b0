// The declarations of winstation/vss as a user's compiler sees them. It is only compiled, never run.

import type { Guid } from 'winstation/identity';
import { createWorld } from 'winstation/mock';
import { createWriter, openBackup, type VssEvent, type VssPhase, type VssWriterDefinition } from 'winstation/vss';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <T extends true>(..._: T[]): void => {};

export async function writers(id: Guid, text: string): Promise<void> {
  const definition: VssWriterDefinition = { id, name: 'Example DB', usage: 'userData', source: 'transacted' };
  await createWriter(definition, {
    prepareBackup: async event => {
      is<Equal<typeof event.phase, 'prepareBackup'>>();
      return event.components === undefined ? undefined : { fail: 'retryable', message: event.context };
    },
    freeze: event => void event.volumes,
    resume: event => is<Equal<typeof event, VssEvent<'thaw' | 'abort'>>>(),
    backupShutdown: event => is<Equal<typeof event.snapshotSetId, Guid | undefined>>(),
  });
  await createWriter(definition, {});
  const note = definition.level === 'system' ? () => {} : undefined;
  await createWriter(definition, { prepareBackup: note, abort: note, backupShutdown: note });
  const crash: VssPhase | undefined = note && 'freeze';
  createWorld().vss.backup({ crash });

  // @ts-expect-error: who freezes must say how to resume
  await createWriter(definition, { freeze: () => {} });
  // @ts-expect-error: nor is there anything to resume without a freeze
  await createWriter(definition, { resume: () => {} });
  // @ts-expect-error: at thaw it is resume that is called
  await createWriter(definition, { thaw: () => {} });
  // @ts-expect-error: Windows has no volumes for it
  await createWriter(definition, { backupComplete: event => void event.volumes });
  // @ts-expect-error: either the one or the other
  await createWriter(definition, { prepareBackup: () => ({ applicationCode: 5 }) });
  // @ts-expect-error: nor both
  await createWriter(definition, { prepareBackup: () => ({ fail: 'retryable', warn: 'retryable' }) });
  // @ts-expect-error: what was paused is no answer
  await createWriter(definition, { freeze: async () => 5, resume: () => {} });
  class Database {
    freeze = () => {};
    resume(): void {}
  }
  await createWriter(definition, new Database());

  // @ts-expect-error: a text is a GUID when it was parsed
  await createWriter({ ...definition, id: text }, {});
}

export async function requesters(): Promise<void> {
  await using session = await openBackup({ security: 'asIs' });
  is<Equal<typeof session.id, Guid | undefined>>();
  const components = (await session.writers()).flatMap(({ id, components }) =>
    components.map(({ name, logicalPath }) => ({ writer: id, name, logicalPath })),
  );
  await session.snapshot(['C:\\'], { components });
  const document: string = await session.complete({ failed: components });
  const ids = components.map(it => it.writer);
  await openBackup({ writers: { only: ids } });
  await openBackup({ writers: { except: ids } });
  // @ts-expect-error: either the one or the other
  await openBackup({ writers: { only: ids, except: ids } });
  // @ts-expect-error: there is no such type of a backup
  await openBackup({ type: document });
  // @ts-expect-error: a restore is another session
  await session.before({ components });
}
