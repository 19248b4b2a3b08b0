import { describe, expect, it } from 'vitest';
import type { VssCallName } from '../../../lib/vss/calls.js';
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
const SESSION_ID = `${OBJECT}Ex3.GetSessionId`;
const STATE = `${OBJECT}Ex3.GetWriterStatusEx`;

/** The end of a session fails for nobody. */
const ENDS: readonly string[] = [`${OBJECT}.AbortBackup`];
const GIVES_BACK: readonly string[] = [`${OBJECT}.FreeWriterMetadata`, `${OBJECT}.FreeWriterStatus`];

const CODES: Readonly<Record<VssCallName, readonly number[] | string>> = {
  CreateVssBackupComponentsInternal: ALL,
  'IVssBackupComponents.Release': 'it cannot fail',
  'IVssBackupComponents.InitializeForBackup': ALL,
  'IVssBackupComponents.InitializeForRestore': ALL,
  'IVssBackupComponentsEx3.GetSessionId': [...ALL, E_NOINTERFACE],
  'IVssBackupComponents.EnableWriterClasses': ALL,
  'IVssBackupComponents.DisableWriterClasses': ALL,
  'IVssBackupComponents.GatherWriterMetadata': ALL,
  'IVssBackupComponents.GetWriterMetadataCount': ALL,
  'IVssBackupComponents.GetWriterMetadata': ALL,
  'IVssBackupComponents.FreeWriterMetadata': ALL,
  'IVssBackupComponents.SetBackupState': ALL,
  'IVssBackupComponents.AddComponent': ALL,
  'IVssBackupComponents.StartSnapshotSet': ALL,
  'IVssBackupComponents.AddToSnapshotSet': ALL,
  'IVssBackupComponents.PrepareForBackup': ALL,
  'IVssBackupComponents.DoSnapshotSet': ALL,
  'IVssBackupComponents.GetSnapshotProperties': ALL,
  'IVssBackupComponents.SetBackupSucceeded': ALL,
  'IVssBackupComponents.SaveAsXML': ALL,
  'IVssBackupComponents.BackupComplete': ALL,
  'IVssBackupComponents.AbortBackup': ALL,
  'IVssBackupComponents.GatherWriterStatus': ALL,
  'IVssBackupComponents.GetWriterStatusCount': ALL,
  'IVssBackupComponentsEx3.GetWriterStatusEx': [...ALL, E_NOINTERFACE],
  'IVssBackupComponents.GetWriterStatus': 'it is made where a newer one is missing',
  'IVssBackupComponents.FreeWriterStatus': ALL,
  'IVssBackupComponents.SetSelectedForRestore': ALL,
  'IVssBackupComponents.PreRestore': ALL,
  'IVssBackupComponents.SetFileRestoreStatus': ALL,
  'IVssBackupComponents.PostRestore': ALL,
};
const codes = makeCodes<VssCallName, number>({ known: KNOWN, classes: CLASSES, of: CODES });

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
    expect([...made].sort()).toEqual(Object.keys(CODES).filter(codes.has).sort());
  });
});
