import { describe, it } from 'vitest';
import { checkPrograms } from './check.js';
import { FAULTS, NOTICES, PEOPLE, TIME, WATCHES } from './mixes.js';
import { runProgram } from './model.js';
import { LIST_CALLS, WATCH_CALLS } from './steps.js';

const calls = [...LIST_CALLS, ...WATCH_CALLS] as const;
const mix = { ...PEOPLE, ...TIME, ...WATCHES };

describe('a watch of this machine', () => {
  it('reports what happens, and its table is correct', async () => {
    await checkPrograms({ hosts: ['HERE'], calls, mix, runs: 150, longest: 20 });
  });

  it('is correct with notices that mean nothing', async () => {
    await checkPrograms({ hosts: ['HERE'], calls, mix: { ...mix, ...NOTICES }, runs: 100, longest: 20 });
  });

  it('is correct with calls that fail or are late', async () => {
    await checkPrograms({ hosts: ['HERE'], calls, mix: { ...mix, ...FAULTS }, runs: 100, longest: 20 });
  });

  it('is correct with services that stop', async () => {
    const stopping = { ...mix, ...FAULTS, stopService: 2, startService: 3 };
    // Windows reports to nobody that the Local Session Manager stops, and lets nobody stop it.
    const services = ['TermService'] as const;
    await checkPrograms({ hosts: ['HERE'], calls, mix: stopping, services, runs: 100, longest: 20 });
  });

  it('is correct with clocks that are set', async () => {
    await checkPrograms({ hosts: ['HERE'], calls, mix: { ...mix, ...FAULTS, setClock: 3 }, runs: 60, longest: 20 });
  });
});

describe('earlier mistakes', () => {
  const watch = {
    do: 'watch',
    host: 'HERE',
    details: false,
    where: 'anyone',
    poll: undefined,
    reader: 'listen',
  } as const;

  it('a notice with an id that no session has ended every watch', async () => {
    for (const id of [0xfffffffe, 0xffffffff]) {
      await runProgram([watch, { do: 'settle' }, { do: 'notice', event: 5, id }]);
    }
  });

  it('one temporary failure of a call ended the watch', async () => {
    for (const code of ['RPC_S_SERVER_TOO_BUSY', 'ERROR_CTX_WINSTATION_BUSY', 'RPC_S_SERVER_UNAVAILABLE']) {
      await runProgram([{ do: 'fail', host: 'HERE', call: 'WTSEnumerateSessionsExW', after: 0, code }, watch]);
    }
  });

  it('one answer that the services are not there left the table as it was', async () => {
    await runProgram([
      watch,
      { do: 'settle' },
      { do: 'fail', host: 'HERE', call: 'WTSEnumerateSessionsExW', after: 0, code: 'RPC_S_INVALID_BINDING' },
      { do: 'lock', host: 'HERE', which: 1 },
    ]);
  });

  it('one of two spellings of an account had no SID', async () => {
    await runProgram([{ do: 'logon', host: 'HERE', user: 'ANNA', at: 'LAPTOP' }, watch]);
  });
});
