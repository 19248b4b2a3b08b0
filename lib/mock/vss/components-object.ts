import { guid } from '../../identity/guid.js';
import type { Guid } from '../../identity/guid-text.js';
import { VSS_CODES as V } from '../../vss/codes.js';
import { writerStateNumber } from '../../vss/words.js';
import { type BackedUp, readDocument, writeDocument } from './document.js';
import type { Infrastructure } from './infrastructure.js';
import type { Member, Run } from './run.js';
import type { NamedComponent, WriterEnd } from './state.js';

/** A value, or the code that a method fails with. */
type Result<T = undefined> = { readonly value: T } | number;
const done = <T>(value: T): Result<T> => ({ value });
const DONE = done(undefined);

const MOST_VOLUMES = 64;

interface Snapshot {
  readonly id: Guid;
  readonly volume: string;
  device: string | undefined;
}

interface Set {
  readonly id: Guid;
  readonly snapshots: Snapshot[];
}

/** A writer in a session, as it is when its state is asked for. */
type ShownState = Pick<Member, 'writer' | 'state' | 'code' | 'applicationCode' | 'message'>;

/** One that has ended, or is stuck, is said not to respond. What its state is then was not seen. */
const silent = ({ writer }: Member): ShownState => ({
  writer,
  state: writerStateNumber({ state: 'unknown', failedAt: undefined }),
  code: V.VSS_E_WRITER_NOT_RESPONDING,
  applicationCode: 1,
  message: undefined,
});

const same = (a: string | undefined, b: string | undefined): boolean =>
  (a ?? '').toLowerCase() === (b ?? '').toLowerCase();

/** `IVssBackupComponents`: the object of one requester of this process. What comes out of order is VSS_E_BAD_STATE. */
export class ComponentsObject {
  readonly #infrastructure: Infrastructure;
  #run: Run | undefined;
  #chosen: ((writer: WriterEnd) => boolean) | undefined;
  #isGathered = false;
  #wasGathering = false;
  #states: readonly ShownState[] | undefined;
  #selects = false;
  readonly #components: BackedUp[] = [];
  #set: Set | undefined;
  #isPrepared = false;
  #wasSnapping = false;
  #isSnapped = false;
  #isComplete = false;
  #isAborted = false;
  readonly #selected: BackedUp[] = [];
  #restoring: 'no' | 'before' | 'after' = 'no';
  #cancel: () => void = () => {};

  constructor(infrastructure: Infrastructure) {
    this.#infrastructure = infrastructure;
  }

  /** Nobody waits for what is under way: `IVssAsync.Cancel`. */
  cancel(): void {
    this.#cancel();
  }

  initializeForBackup(): Result {
    if (this.#run) return V.VSS_E_BAD_STATE;
    this.#run = this.#infrastructure.newRun('backup');
    return DONE;
  }

  initializeForRestore(document: string): Result {
    if (this.#run) return V.VSS_E_BAD_STATE;
    const components = readDocument(document);
    if (!components) return V.VSS_E_INVALID_XML_DOCUMENT;
    this.#components.push(...components);
    this.#run = this.#infrastructure.newRun('restore');
    return DONE;
  }

  /** Of a Windows without ids of sessions the interface that came with them is absent. */
  get hasIds(): boolean {
    return this.#infrastructure.sessionIds !== 'none';
  }

  sessionId(): Result<string> {
    if (!this.hasIds) return V.E_NOINTERFACE;
    if (!this.#run) return V.VSS_E_BAD_STATE;
    const { sessionIds } = this.#infrastructure;
    return done(sessionIds === 'late' && !this.#isPrepared ? guid.nil : this.#run.id);
  }

  choose(classes: Uint8Array, isOnly: boolean): Result {
    if (!this.#run || this.#wasGathering) return V.VSS_E_BAD_STATE;
    const ids: string[] = [];
    for (let at = 0; at < classes.length; at += 16) ids.push(guid.fromBytes(classes.slice(at, at + 16)));
    this.#chosen = writer => ids.includes(writer.id) === isOnly;
    return DONE;
  }

  async gather(isRunning: boolean): Promise<Result> {
    if (!this.#run || this.#wasGathering) return V.VSS_E_BAD_STATE;
    this.#wasGathering = true;
    if (!isRunning) return V.VSS_E_WRITER_INFRASTRUCTURE;
    this.#infrastructure.leaveProcess();
    const writers = this.#infrastructure.writers.filter(this.#chosen ?? (() => true));
    // It hangs until somebody cancels it.
    if (writers.some(it => it.isMute)) return await this.#background(new Promise<never>(() => {}));
    this.#run.meet(writers.filter(it => it.isTaken()));
    this.#isGathered = true;
    return DONE;
  }

  get writers(): Result<readonly WriterEnd[]> {
    return this.#isGathered ? done(this.#run!.members.map(it => it.writer)) : V.VSS_E_BAD_STATE;
  }

  setBackupState(selects: boolean, type: number): Result {
    if (this.#run?.kind !== 'backup' || this.#isPrepared) return V.VSS_E_BAD_STATE;
    this.#selects = selects;
    this.#run.backupType = type;
    return DONE;
  }

  addComponent(component: NamedComponent & { readonly writer: string; readonly instance: string }): Result {
    if (this.#run?.kind !== 'backup' || !this.#isGathered || this.#isPrepared) return V.VSS_E_BAD_STATE;
    const member = this.#run.members.find(
      ({ writer }) => writer.id === component.writer && writer.instanceId === component.instance,
    );
    const has = member?.writer.components.some(
      it => it.type === component.type && same(it.name, component.name) && same(it.logicalPath, component.logicalPath),
    );
    if (!has) return V.VSS_E_OBJECT_NOT_FOUND;
    if (this.#find(component)) return V.VSS_E_OBJECT_ALREADY_EXISTS;
    const { id: writer, instanceId: instance } = member!.writer;
    const { type, logicalPath, name } = component;
    this.#components.push({ writer, instance, type, logicalPath, name, succeeded: undefined });
    return DONE;
  }

  startSet(): Result<string> {
    if (this.#run?.kind !== 'backup' || this.#set || this.#isPrepared) return V.VSS_E_BAD_STATE;
    if (!this.#infrastructure.takeSet(this)) return V.VSS_E_SNAPSHOT_SET_IN_PROGRESS;
    this.#set = { id: this.#infrastructure.guids.next(), snapshots: [] };
    this.#run.snapshotSetId = this.#set.id;
    return done(this.#set.id);
  }

  addVolume(volume: string): Result<string> {
    if (!this.#set || this.#wasSnapping) return V.VSS_E_BAD_STATE;
    const { snapshots } = this.#set;
    if (snapshots.length === MOST_VOLUMES) return V.VSS_E_MAXIMUM_NUMBER_OF_VOLUMES_REACHED;
    if (!this.#infrastructure.hasVolume(volume)) return V.VSS_E_OBJECT_NOT_FOUND;
    if (snapshots.some(it => same(it.volume, volume))) return V.VSS_E_OBJECT_ALREADY_EXISTS;
    const snapshot: Snapshot = { id: this.#infrastructure.guids.next(), volume, device: undefined };
    snapshots.push(snapshot);
    return done(snapshot.id);
  }

  async prepare(): Promise<Result> {
    const run = this.#run;
    if (run?.kind !== 'backup' || !this.#isGathered || this.#isPrepared) return V.VSS_E_BAD_STATE;
    this.#isPrepared = true;
    run.volumes = (this.#set?.snapshots ?? []).map(it => it.volume);
    run.components = this.#selects ? this.#byInstance() : undefined;
    return await this.#background(run.deliver('prepareBackup'));
  }

  /** A writer that fails before the freeze is left out; from then on it ends the snapshot for all. */
  async snap(): Promise<Result> {
    const run = this.#run;
    if (!run || !this.#set || !this.#isPrepared || this.#wasSnapping) return V.VSS_E_BAD_STATE;
    this.#wasSnapping = true;
    const result = await this.#background(this.#phases(run));
    if (result === DONE && run.isDoomed) {
      await run.abort();
      this.#infrastructure.leaveSet(this);
      return V.VSS_E_UNEXPECTED_WRITER_ERROR;
    }
    if (result !== DONE) return result;
    run.stopTimers();
    this.#infrastructure.leaveSet(this);
    this.#isSnapped = true;
    for (const it of this.#set.snapshots) it.device = this.#infrastructure.nextDevice();
    return DONE;
  }

  properties(id: string): Result<{ readonly device: string; readonly volume: string }> {
    const found = this.#set?.snapshots.find(it => it.id === id && it.device !== undefined);
    return found ? done({ device: found.device!, volume: found.volume }) : V.VSS_E_OBJECT_NOT_FOUND;
  }

  setSucceeded(component: NamedComponent & { readonly instance: string }, succeeded: boolean): Result {
    if (this.#run?.kind !== 'backup') return V.VSS_E_BAD_STATE;
    const found = this.#find(component);
    if (!found) return V.VSS_E_OBJECT_NOT_FOUND;
    found.succeeded = succeeded;
    return DONE;
  }

  saveAsXml(): Result<string> {
    return this.#run?.kind === 'backup' ? done(writeDocument(this.#components)) : V.VSS_E_BAD_STATE;
  }

  async complete(): Promise<Result> {
    if (!this.#run || !this.#isSnapped || this.#isComplete || this.#isAborted) return V.VSS_E_BAD_STATE;
    this.#isComplete = true;
    return await this.#background(this.#run.deliver('backupComplete'));
  }

  async abort(): Promise<Result> {
    // Windows ignores it where there is nothing to abort.
    if (this.#run && this.#isPrepared && !this.#isComplete && !this.#isAborted) {
      this.#isAborted = true;
      await this.#run.abort();
    }
    this.#infrastructure.leaveSet(this);
    return DONE;
  }

  async gatherStates(isRunning: boolean): Promise<Result> {
    if (!this.#isGathered) return V.VSS_E_BAD_STATE;
    if (!isRunning) return V.VSS_E_WRITER_INFRASTRUCTURE;
    this.#states = this.#run!.members.map(it => (this.#infrastructure.responds(it.writer) ? it : silent(it)));
    return DONE;
  }

  get states(): Result<readonly ShownState[]> {
    return this.#states ? done(this.#states) : V.VSS_E_BAD_STATE;
  }

  freeStates(): Result {
    this.#states = undefined;
    return DONE;
  }

  select(component: NamedComponent & { readonly writer: string }): Result {
    if (this.#run?.kind !== 'restore' || !this.#isGathered || this.#restoring !== 'no') return V.VSS_E_BAD_STATE;
    const found = this.#components.filter(
      it =>
        it.writer === component.writer &&
        it.type === component.type &&
        same(it.name, component.name) &&
        same(it.logicalPath, component.logicalPath),
    );
    const isLive = this.#run.members.some(({ writer }) => writer.id === component.writer);
    if (found.length === 0 || !isLive) return V.VSS_E_OBJECT_NOT_FOUND;
    this.#selected.push(...found);
    return DONE;
  }

  async preRestore(): Promise<Result> {
    if (this.#run?.kind !== 'restore' || !this.#isGathered || this.#restoring !== 'no') return V.VSS_E_BAD_STATE;
    this.#restoring = 'before';
    return await this.#background(this.#run.deliver('preRestore', ({ writer }) => this.#concerns(writer)));
  }

  setRestored(component: NamedComponent & { readonly writer: string }): Result {
    if (this.#restoring !== 'before') return V.VSS_E_BAD_STATE;
    const has = this.#selected.some(
      it =>
        it.writer === component.writer && same(it.name, component.name) && same(it.logicalPath, component.logicalPath),
    );
    return has ? DONE : V.VSS_E_OBJECT_NOT_FOUND;
  }

  async postRestore(): Promise<Result> {
    if (this.#run?.kind !== 'restore' || this.#restoring !== 'before') return V.VSS_E_BAD_STATE;
    this.#restoring = 'after';
    return await this.#background(this.#run.deliver('postRestore', ({ writer }) => this.#concerns(writer)));
  }

  /** The last reference is gone, whether it was given back or its program has crashed. */
  async release(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    this.#infrastructure.leaveSet(this);
    if (!run || run.kind === 'restore' || !this.#isPrepared) return;
    if (!this.#isComplete && !this.#isAborted) await run.abort();
    run.stopTimers();
    await run.deliver('backupShutdown');
  }

  async #phases(run: Run): Promise<void> {
    for (const phase of ['prepareSnapshot', 'freeze', 'thaw', 'postSnapshot'] as const) {
      await run.deliver(phase);
      if (run.isDoomed) return;
    }
  }

  /** What Windows does meanwhile, until it is done or cancelled. */
  async #background(work: Promise<unknown>): Promise<Result> {
    const cancelled = new Promise<number>(resolve => {
      this.#cancel = () => resolve(V.VSS_S_ASYNC_CANCELLED);
    });
    const result = await Promise.race([work.then(() => DONE), cancelled]);
    this.#cancel = () => {};
    return result;
  }

  #find({ instance, name, logicalPath }: { readonly instance: string } & Omit<NamedComponent, 'type'>) {
    return this.#components.find(
      it => it.instance === instance && same(it.name, name) && same(it.logicalPath, logicalPath),
    );
  }

  #concerns(writer: WriterEnd): boolean {
    return this.#selected.some(it => it.writer === writer.id);
  }

  #byInstance(): ReadonlyMap<Guid, readonly NamedComponent[]> {
    const map = new Map<Guid, NamedComponent[]>();
    for (const it of this.#components) map.set(it.instance, [...(map.get(it.instance) ?? []), it]);
    return map;
  }
}
