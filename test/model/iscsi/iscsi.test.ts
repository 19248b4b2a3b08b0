import { describe, it } from 'vitest';
import { checkSteps } from '../check.js';
import { runProgram } from './model.js';
import { STEP } from './steps.js';

describe('of iSCSI sessions', () => {
  it('everything holds that must hold, whatever happens', async () => {
    await checkSteps(STEP, { runs: 200, longest: 25 }, runProgram);
  });
});

describe('what was wrong once', () => {
  const login = { do: 'login', target: 'db', portal: undefined, multipath: false } as const;

  it('a login was told to have failed since it could not be saved', async () => {
    await runProgram([
      { do: 'fail', call: 'LoginIScsiTargetW', code: 'ERROR_ACCESS_DENIED', after: 1 },
      { ...login, save: true, disks: false, timeout: undefined },
      { do: 'settle' },
    ]);
  });

  it('a list was expected to have a session of which Windows said that it has gone', async () => {
    const steps = (details: boolean) =>
      [
        { ...login, save: false, disks: false, timeout: undefined },
        { do: 'fail', call: 'GetDevicesForIScsiSessionW', code: 'ISDSC_INVALID_SESSION_ID', after: 0 },
        { do: 'list', details, where: 'all', timeout: undefined },
        { do: 'list', details, where: 'all', timeout: undefined },
        { do: 'settle' },
      ] as const;
    await runProgram(steps(true));
    await runProgram(steps(false));
  });

  it('a login was told to have been stopped while its disks were waited for', async () => {
    await runProgram([
      { ...login, target: 'slow', save: false, disks: true, timeout: 150 },
      { do: 'advance', ms: 1_500 },
    ]);
  });
});
