import { describe, it } from 'vitest';
import { checkPrograms } from './check.js';
import { ACTS, FAULTS, LOGONS, OUTAGES, PEOPLE, PROCESSES, QUESTIONS, TIME, WAITS } from './mixes.js';
import { runProgram } from './model.js';
import { ACT_CALLS, LIST_CALLS } from './steps.js';

const calls = [...LIST_CALLS, ...ACT_CALLS] as const;
const mix = { ...PEOPLE, ...QUESTIONS, ...TIME, ...FAULTS, ...ACTS, abort: 1 };
const TABLES = { watch: 2, keepTable: 3 };

describe('an act hits only the logon of its row', () => {
  it('on this machine', async () => {
    await checkPrograms({ hosts: ['HERE'], calls, mix: { ...mix, ...TABLES }, runs: 150, longest: 20, settled: true });
  });

  it('on another machine', async () => {
    await checkPrograms({
      hosts: ['THERE'],
      calls,
      mix: { ...mix, ...OUTAGES },
      runs: 200,
      longest: 20,
      settled: true,
    });
  });

  it('when clocks are set', async () => {
    const set = { ...mix, setClock: 5 };
    await checkPrograms({ hosts: ['HERE', 'THERE'], calls, mix: set, runs: 150, longest: 20, settled: true });
  });

  it('when the host is closed and opened again', async () => {
    const closing = { ...mix, ...WAITS, closeHost: 2, openHost: 3 };
    await checkPrograms({ hosts: ['THERE'], calls, mix: closing, runs: 100, longest: 20, settled: true });
  });
});

describe('a process that is ended is the one of its row', () => {
  const strikes = [...LIST_CALLS, 'WTSEnumerateProcessesExW', 'WTSTerminateProcess'] as const;
  const people = { logon: 4, logoff: 4, disconnect: 1 };
  const processes = { ...people, ...PROCESSES, ...TIME, ...FAULTS, abort: 1 };

  it('on this machine', async () => {
    await checkPrograms({
      hosts: ['HERE'],
      calls: [...strikes, 'GetProcessTimes'],
      mix: processes,
      runs: 200,
      longest: 20,
      settled: true,
    });
  });

  it('on another machine', async () => {
    const mix = { ...processes, ...OUTAGES, closeHost: 1, openHost: 2 };
    await checkPrograms({ hosts: ['THERE'], calls: strikes, mix, runs: 150, longest: 20, settled: true });
  });

  it('when clocks are set', async () => {
    const mix = { ...processes, setClock: 5 };
    await checkPrograms({ hosts: ['HERE', 'THERE'], calls: strikes, mix, runs: 100, longest: 20, settled: true });
  });
});

describe('the logon mode', () => {
  it('is what is answered, and a set that fails half-way opens nothing', async () => {
    const mix = { ...FAULTS, ...LOGONS, fail: 5, delay: 1, logon: 2, connect: 1, advance: 2, abort: 1 };
    const registry = ['RegGetValueW', 'RegSetValueExW'] as const;
    await checkPrograms({ hosts: ['HERE'], calls: registry, mix, runs: 400, longest: 20, settled: true });
  });
});

describe('earlier mistakes', () => {
  const settled = { settled: true };

  it('a row with the name of one user and the key of the next ended the next', async () => {
    for (const ask of ['list', 'find'] as const) {
      await runProgram(
        [
          { do: 'delay', host: 'HERE', call: 'WTSQuerySessionInformationW', after: 0, ms: 900 },
          { do: ask, host: 'HERE', details: true, where: 'anna', timeout: undefined },
          { do: 'advance', ms: 200 },
          { do: 'logoff', host: 'HERE', which: 1 },
          { do: 'logon', host: 'HERE', user: 'berta', at: 'LAPTOP' },
          { do: 'advance', ms: 900 },
          { do: 'logoffRow', row: 0, wait: false, timeout: 5_000 },
          { do: 'settle' },
        ],
        settled,
      );
    }
  });

  it('the same user logged on again on another machine while the check was slow', async () => {
    await runProgram(
      [
        { do: 'list', host: 'THERE', details: false, where: 'berta', timeout: undefined },
        { do: 'settle' },
        { do: 'delay', host: 'THERE', call: 'WTSQuerySessionInformationW', after: 0, ms: 11_000 },
        { do: 'logoffRow', row: 0, wait: false, timeout: 20_000 },
        { do: 'advance', ms: 900 },
        { do: 'logoff', host: 'THERE', which: 1 },
        { do: 'logon', host: 'THERE', user: 'berta', at: 'LAPTOP' },
        { do: 'advance', ms: 11_000 },
      ],
      settled,
    );
  });

  it('the clock was set back before the same user logged on again', async () => {
    await runProgram(
      [
        { do: 'list', host: 'HERE', details: false, where: 'anna', timeout: undefined },
        { do: 'settle' },
        { do: 'setClock', host: 'HERE', by: -30_000 },
        { do: 'logoff', host: 'HERE', which: 1 },
        { do: 'logon', host: 'HERE', user: 'anna', at: 'LAPTOP' },
        { do: 'logoffRow', row: 0, wait: false, timeout: 5_000 },
      ],
      settled,
    );
  });

  it('a question about a row was answered about the next logon', async () => {
    for (const ask of ['queryRow', 'processesOfRow', 'sessionRow', 'messageRow'] as const) {
      await runProgram(
        [
          { do: 'list', host: 'HERE', details: true, where: 'anna', timeout: undefined },
          { do: 'settle' },
          { do: 'logoff', host: 'HERE', which: 1 },
          { do: 'logon', host: 'HERE', user: 'berta', at: 'LAPTOP' },
          { do: ask, row: 0, wait: false, timeout: 5_000 },
        ],
        settled,
      );
    }
  });

  it('a listener was ended', async () => {
    await runProgram(
      [
        { do: 'list', host: 'HERE', details: false, where: 'free', timeout: undefined },
        { do: 'settle' },
        { do: 'logoffRow', row: 0, wait: false, timeout: 5_000 },
      ],
      settled,
    );
  });
});
