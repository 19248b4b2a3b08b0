import { guid } from '../../identity/guid.js';
import type { Guid } from '../../identity/guid-text.js';
import type { VssComponentRef, VssPhase } from '../../vss/component-types.js';
import { BACKUP_TYPES, SOURCES, USAGES, writerStateNumber } from '../../vss/words.js';
import { type Fault, faultThat } from '../world/fault.js';
import type { VssControl, WorldBackup, WorldRestore, WorldVssSession, WorldWriter } from './control-types.js';
import { checkBackup, checkRestore, checkWriter } from './given.js';
import type { Infrastructure } from './infrastructure.js';
import { Program } from './program.js';
import { rawComponent } from './raw-components.js';
import type { NamedComponent, WriterEnd } from './state.js';

const SNAPSHOT: readonly VssPhase[] = ['prepareSnapshot', 'freeze', 'thaw', 'postSnapshot'];

const named = (refs: readonly VssComponentRef[], { id, instanceId, components }: WriterEnd): NamedComponent[] =>
  components.filter(it =>
    refs.some(
      ref =>
        ref.writer === id &&
        (ref.instance === undefined || ref.instance === instanceId) &&
        ref.name === it.name &&
        (ref.logicalPath ?? '') === (it.logicalPath ?? ''),
    ),
  );

export class VssController implements VssControl {
  readonly #infrastructure: () => Infrastructure;

  constructor(infrastructure: () => Infrastructure) {
    this.#infrastructure = infrastructure;
  }

  backup(options: WorldBackup = {}): WorldVssSession {
    checkBackup(options);
    const infrastructure = this.#infrastructure();
    const { type = 'full', volumes = ['C:\\'], components, snapshot = true, crash, silent = false } = options;
    const run = infrastructure.newRun('backup');
    run.backupType = BACKUP_TYPES[type];
    if (snapshot) {
      run.volumes = volumes;
      run.snapshotSetId = infrastructure.guids.next();
    }
    if (components) {
      run.components = new Map(infrastructure.writers.map(it => [it.instanceId, named(components, it)]));
    }
    const phases: readonly VssPhase[] = [
      'prepareBackup',
      ...(snapshot ? SNAPSHOT : []),
      'backupComplete',
      'backupShutdown',
    ];
    if (crash !== undefined && !phases.includes(crash)) throw new RangeError(`this session has no phase ${crash}`);
    return new Program(infrastructure, run, { phases, makesSet: snapshot, crash, silent, concerns: () => true });
  }

  restore(options: WorldRestore = {}): WorldVssSession {
    checkRestore(options);
    const { components } = options;
    const infrastructure = this.#infrastructure();
    const concerns = (writer: WriterEnd) => components === undefined || named(components, writer).length > 0;
    return new Program(infrastructure, infrastructure.newRun('restore'), {
      phases: ['preRestore', 'postRestore'],
      makesSet: false,
      crash: undefined,
      silent: false,
      concerns,
    });
  }

  writer(name: string, options: WorldWriter = {}): Guid {
    if (typeof name !== 'string' || name === '') throw new TypeError('a writer has a name');
    checkWriter(options);
    const { usage = 'userData', source = 'other', components = [], state = 'stable', id, ...more } = options;
    return this.#infrastructure().addOther({
      ...more,
      name,
      id: id === undefined ? undefined : guid.parse(id),
      usage: USAGES[usage],
      source: SOURCES[source],
      components: components.map(rawComponent),
      state: writerStateNumber({ state, failedAt: undefined }),
    }).id;
  }

  inactive(): Fault {
    const infrastructure = this.#infrastructure();
    infrastructure.inactive += 1;
    return faultThat(() => {
      infrastructure.inactive -= 1;
    });
  }
}
