import { describe, expect, it } from 'vitest';
import { VSS_CALLS, type VssCallName } from '../../../lib/vss/calls.js';
import type { WorldDriver } from '../driver.js';
import * as general from '../fault-campaign/campaign.js';
import { makeCodes } from '../fault-campaign/codes.js';
import { withWorld } from '../suite.js';
import { ALL, CLASSES, E_NOINTERFACE, KNOWN } from './codes.js';
import { RICH, SQL, SYSTEM } from './rich.js';

type Position = general.Position<VssCallName>;
type Job = general.Job<VssCallName, WorldDriver>;

const OBJECT = 'IVssBackupComponents';
const CREATE = 'CreateVssBackupComponentsInternal';
const RELEASE = `${OBJECT}.Release`;
const SESSION_ID = `${OBJECT}Ex3.GetSessionId`;
const STATE = `${OBJECT}Ex3.GetWriterStatusEx`;

const names = Object.keys(VSS_CALLS) as readonly VssCallName[];
const HAVE_OTHER_WAYS: readonly string[] = [SESSION_ID, STATE];
/** It is made where an Ex3 is missing only; `writerStates()` is tried without it elsewhere. */
const OLDER: VssCallName = `${OBJECT}.GetWriterStatus`;
/** The end of a session fails for nobody. */
const ENDS: readonly string[] = [RELEASE, `${OBJECT}.AbortBackup`];
const GIVES_BACK: readonly string[] = [`${OBJECT}.FreeWriterMetadata`, `${OBJECT}.FreeWriterStatus`];

const ofCall = (name: VssCallName): readonly number[] | string => {
  if (name === RELEASE) return 'it cannot fail';
  if (name === OLDER) return 'it stands in for another call';
  return HAVE_OTHER_WAYS.includes(name) ? [...ALL, E_NOINTERFACE] : ALL;
};
const codes = makeCodes<VssCallName, number>({
  known: KNOWN,
  classes: CLASSES,
  of: Object.fromEntries(names.map(name => [name, ofCall(name)])) as Record<VssCallName, readonly number[] | string>,
});

class Campaign extends general.Campaign<VssCallName, WorldDriver, Job> {
  constructor(driver: WorldDriver, job: Job) {
    super(driver, job, codes);
  }

  protected override async prepare(): Promise<WorldDriver> {
    return this.driver;
  }

  protected override errorOf({ name }: Position, code: number): object {
    const reason = codes.reasonOf(code);
    const host = this.driver.winstation.localHost().name;
    return { name: 'WindowsError', errno: code, code: codes.nameOf(code), syscall: name, host, reason };
  }

  protected override async expectNextWorks(): Promise<void> {
    await (await open(this.driver)).close();
  }
}

const open = ({ modules }: WorldDriver) =>
  modules['winstation/vss'].openBackup({ security: 'asIs', writers: { except: [SYSTEM] } });
const components = [{ writer: SQL, logicalPath: 'srv\\MSSQL', name: 'main' }];

const outcome: Job['outcome'] = ({ name }, code) => {
  if (ENDS.includes(name) || GIVES_BACK.includes(name)) return 'goes on';
  if (name === SESSION_ID && (code === E_NOINTERFACE || code === 0x80004001)) return 'goes on';
  return name === STATE && code === E_NOINTERFACE ? 'goes on' : 'fails';
};

const of = (...methods: readonly string[]) => methods.map(it => `${OBJECT}.${it}`) as readonly VssCallName[];

const JOBS: readonly Job[] = [
  {
    about: 'a backup that is completed',
    makes: [
      CREATE,
      SESSION_ID,
      ...of('InitializeForBackup', 'DisableWriterClasses'),
      ...of('GatherWriterMetadata', 'GetWriterMetadataCount', 'GetWriterMetadata', 'FreeWriterMetadata'),
      ...of('SetBackupState', 'AddComponent', 'StartSnapshotSet', 'AddToSnapshotSet', 'PrepareForBackup'),
      ...of('DoSnapshotSet', 'GetSnapshotProperties', 'SetBackupSucceeded', 'SaveAsXML', 'BackupComplete'),
    ],
    run: async driver => {
      const session = await open(driver);
      try {
        await session.snapshot(['C:\\'], { components });
        await session.complete();
      } finally {
        await session.close();
      }
    },
    outcome,
  },
  {
    about: 'the states of writers, and a backup that is given up',
    makes: [
      STATE,
      ...of('EnableWriterClasses', 'GatherWriterStatus', 'GetWriterStatusCount', 'FreeWriterStatus', 'AbortBackup'),
    ],
    amongOthers: true,
    run: async ({ modules }) => {
      const { openBackup } = modules['winstation/vss'];
      const session = await openBackup({ security: 'asIs', writers: { only: [SQL] } });
      try {
        await session.snapshot(['C:\\']);
        await session.writerStates();
      } finally {
        await session.close();
      }
    },
    outcome,
  },
  {
    about: 'a restore',
    makes: of('InitializeForRestore', 'SetSelectedForRestore', 'PreRestore', 'SetFileRestoreStatus', 'PostRestore'),
    amongOthers: true,
    run: async driver => {
      const backup = await open(driver);
      await backup.snapshot(['C:\\'], { components });
      const document = await backup.complete();
      await backup.close();
      const session = await driver.modules['winstation/vss'].openRestore(document, { security: 'asIs' });
      try {
        await session.before({ components });
        await session.after({ failed: components });
      } finally {
        await session.close();
      }
    },
    outcome,
  },
];

/** A job runs some hundred times. */
const TIMEOUT_MS = 300_000;

describe('every raw call of a session fails in turn with every code:', () => {
  const driver = withWorld(RICH);

  it.each(JOBS.map(job => [job.about, job] as const))(
    '%s',
    async (_about, job) => {
      // Codes are one number in the lab, too: it tries one of each class.
      await new Campaign(driver, { ...job, sparing: job.makes }).wage();
    },
    TIMEOUT_MS,
  );

  it('none is left out', () => {
    const made = new Set<string>(JOBS.flatMap(({ makes }) => makes));
    expect([...made].sort()).toEqual(names.filter(codes.has).sort());
  });
});
