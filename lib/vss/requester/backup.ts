import { checkOptions, outOfRange, wrongType, wrongValue } from '../../errors/arguments.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import type { Guid } from '../../identity/guid-text.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import { checkComponentText } from '../component-text.js';
import type { VssComponentRef } from '../component-types.js';
import { type Act, Acts, type Begun } from './acts.js';
import { type FoundComponent, failedAmong, findComponents, shown, takeRefs } from './components.js';
import type { AskVss } from './requester.js';
import { OpenSession } from './session.js';
import type { VssBackup, VssOutcomeOptions, VssSnapshot, VssSnapshotOptions, VssSnapshotSet } from './types.js';

/** Windows takes no more in one set. */
const MOST_VOLUMES = 64;

function takeVolumes(volumes: unknown): readonly string[] {
  if (!Array.isArray(volumes)) throw wrongType('volumes', 'an array of volumes', volumes);
  if (volumes.length === 0 || volumes.length > MOST_VOLUMES) {
    throw outOfRange('volumes', `1 to ${MOST_VOLUMES} volumes`, volumes.length);
  }
  return volumes.map((volume: unknown, i) => {
    checkComponentText(`volumes[${i}]`, volume);
    if (volume === '') throw wrongValue(`volumes[${i}]`, "a volume, such as 'C:\\'", volume);
    return volume.endsWith('\\') ? volume : `${volume}\\`;
  });
}

interface State {
  readonly type: number;
  readonly bootableSystemState: boolean;
}

const SNAPSHOT: Act = {
  after: 0,
  what: 'the snapshot',
  rule: 'a session makes one snapshot set, even one that fails; open another session',
};
const END: Act = { after: 1, what: 'the end of the backup', rule: 'a backup is completed once, after its snapshot' };

/** An open backup. */
export class OpenBackup extends OpenSession implements VssBackup {
  readonly #state: State;
  readonly #acts: Acts;
  #components: readonly FoundComponent[] | undefined;

  constructor(requester: OpenSession['requester'], state: State) {
    super(requester);
    this.#state = state;
    this.#acts = new Acts(requester);
  }

  async snapshot(volumes: readonly string[], options?: VssSnapshotOptions): Promise<VssSnapshotSet> {
    const wanted = takeVolumes(volumes);
    checkOptions('options', options, [...CANCEL, 'components']);
    checkCancel(options);
    const refs = options?.components === undefined ? undefined : takeRefs('options.components', options.components);
    return await this.#acts.make(SNAPSHOT, options, (ask, begun) => this.#snap(ask, begun, wanted, refs));
  }

  async complete(options?: VssOutcomeOptions): Promise<string> {
    checkOptions('options', options, [...CANCEL, 'failed']);
    checkCancel(options);
    const refs = options?.failed === undefined ? [] : takeRefs('options.failed', options.failed);
    this.#acts.check(END);
    const failed = failedAmong(refs, this.#components ?? []);
    return await this.#acts.make(END, options, (ask, begun) => this.#complete(ask, begun, failed));
  }

  async #snap(
    ask: AskVss,
    begun: Begun,
    volumes: readonly string[],
    refs: readonly VssComponentRef[] | undefined,
  ): Promise<VssSnapshotSet> {
    const { requester } = this;
    const writers = await this.gathered(ask);
    const components = refs && findComponents(requester, refs, writers);
    this.#components = components;
    const { type, bootableSystemState } = this.#state;
    const state = { selectComponents: components !== undefined, bootableSystemState, type };
    begun();
    await requester.value(ask, 'IVssBackupComponents.SetBackupState', state);
    for (const it of components ?? []) {
      await requester.valueFor(`the component ${shown(it)}`, ask, 'IVssBackupComponents.AddComponent', it);
    }
    // Owed also when it is not known whether Windows has begun the set.
    requester.oweAbort(true);
    const set = await requester.answer(ask, 'IVssBackupComponents.StartSnapshotSet', {}, 'act');
    if (!set.ok) {
      requester.oweAbort(false);
      throw requester.error(set);
    }
    const ids: string[] = [];
    for (const volume of volumes) {
      const name = 'IVssBackupComponents.AddToSnapshotSet';
      ids.push(await requester.valueFor(`the volume ${volume}`, ask, name, { volume }, 'act'));
    }
    await requester.value(ask, 'IVssBackupComponents.PrepareForBackup', {}, 'act');
    await requester.askId(ask);
    await requester.value(ask, 'IVssBackupComponents.DoSnapshotSet', {}, 'act');
    const snapshots: VssSnapshot[] = [];
    for (const [i, snapshot] of ids.entries()) {
      const volume = volumes[i]!;
      const name = 'IVssBackupComponents.GetSnapshotProperties';
      const { device } = await requester.valueFor(`the volume ${volume}`, ask, name, { snapshot });
      // A path below no device is one of the volume itself, and nobody must copy from there.
      if (!device)
        throw requester.error({ syscall: name, code: E.ERROR_INVALID_DATA }, { says: `${volume} has no device` });
      snapshots.push(Object.freeze({ id: snapshot as Guid, volume, device }));
    }
    return Object.freeze({ id: set.value as Guid, snapshots: Object.freeze(snapshots) });
  }

  /** The document first: afterwards Windows gives none. How a component ended may be said several times. */
  async #complete(ask: AskVss, begun: Begun, failed: ReadonlySet<FoundComponent>): Promise<string> {
    const { requester } = this;
    for (const it of this.#components ?? []) {
      const args = { ...it, succeeded: !failed.has(it) };
      await requester.valueFor(`the component ${shown(it)}`, ask, 'IVssBackupComponents.SetBackupSucceeded', args);
    }
    const document = await requester.value(ask, 'IVssBackupComponents.SaveAsXML', {});
    begun();
    await requester.value(ask, 'IVssBackupComponents.BackupComplete', {}, 'act');
    requester.oweAbort(false);
    return document;
  }
}
