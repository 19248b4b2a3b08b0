import { describe, it } from 'vitest';
import { checkPrograms } from './check.js';
import { FAULTS, OUTAGES, PEOPLE, TIME, WATCHES } from './mixes.js';
import { runProgram } from './model.js';
import { LIST_CALLS, REMOTE_CALLS, type Step } from './steps.js';

const calls = [...LIST_CALLS, ...REMOTE_CALLS] as const;
const mix = { ...PEOPLE, ...TIME, ...WATCHES };

describe('a watch of another machine', () => {
  it('reports what happens, and its table is correct', async () => {
    await checkPrograms({ hosts: ['THERE'], calls, mix, runs: 50, longest: 20 });
  });

  it('is correct with calls that fail or are late', async () => {
    await checkPrograms({ hosts: ['THERE'], calls, mix: { ...mix, ...FAULTS }, runs: 50, longest: 20 });
  });

  it('is correct with a host that is unreachable for a while', async () => {
    const away = { ...mix, ...OUTAGES, stopService: 1, startService: 2 };
    await checkPrograms({ hosts: ['THERE'], calls, mix: away, runs: 50, longest: 20 });
  });

  it('ends with its host', async () => {
    const closing = { ...mix, ...FAULTS, closeHost: 2, openHost: 3 };
    await checkPrograms({ hosts: ['THERE'], calls, mix: closing, runs: 40, longest: 20 });
  });

  it('is correct with clocks that are set', async () => {
    await checkPrograms({ hosts: ['THERE'], calls, mix: { ...mix, setClock: 3 }, runs: 40, longest: 20 });
  });
});

describe('earlier mistakes', () => {
  const watch = { do: 'watch', host: 'THERE', details: true, where: 'anyone', poll: 5_000, reader: 'listen' } as const;

  it('one temporary failure of a question made events that had not happened', async () => {
    await runProgram([
      watch,
      { do: 'advance', ms: 2_500 },
      {
        do: 'fail',
        host: 'THERE',
        call: 'WTSQuerySessionInformationW',
        after: 0,
        id: 2,
        code: 'ERROR_CTX_WINSTATION_BUSY',
      },
      { do: 'advance', ms: 11_000 },
    ]);
  });

  it('the table missed a change that made no event', async () => {
    await runProgram([
      watch,
      { ...watch, where: 'onLaptop' },
      { do: 'advance', ms: 2_500 },
      { do: 'reconnect', host: 'THERE', which: 1, at: 'LAPTOP' },
      { do: 'advance', ms: 11_000 },
      { do: 'reconnect', host: 'THERE', which: 1, at: 'TABLET' },
    ]);
  });

  it('a disconnected session kept its client after a temporary failure of a question', async () => {
    const busy = { do: 'fail', host: 'THERE', code: 'ERROR_CTX_WINSTATION_BUSY' } as const;
    await runProgram([
      { do: 'logon', host: 'THERE', user: 'anna', at: 'LAPTOP' },
      { do: 'watch', host: 'THERE', details: true, where: 'anyone', poll: undefined, reader: 'iterate', wanted: 'all' },
      { do: 'reconnect', host: 'THERE', which: 0, at: 'LAPTOP' },
      { do: 'lock', host: 'THERE', which: 0 },
      { do: 'logoff', host: 'THERE', which: 2 },
      { do: 'logon', host: 'THERE', user: 'anna', at: 'LAPTOP' },
      { ...busy, call: 'WTSEnumerateSessionsExW', after: 2 },
      { ...busy, call: 'WTSQuerySessionInformationW', after: 0, id: 2 },
      { do: 'disconnect', host: 'THERE', which: 1 },
    ]);
  });

  it('a session without a known logon for a moment kept old values', async () => {
    await runProgram([
      { do: 'connect', host: 'THERE' },
      {
        do: 'watch',
        host: 'THERE',
        details: true,
        where: 'anyone',
        poll: undefined,
        reader: 'iterate',
        wanted: 'all',
      },
      { do: 'turns', turns: 8 },
      { do: 'disconnect', host: 'THERE', which: 4 },
      {
        do: 'fail',
        host: 'THERE',
        call: 'WTSQuerySessionInformationW',
        after: 3,
        id: 2,
        code: 'ERROR_CTX_WINSTATION_BUSY',
      },
      { do: 'logon', host: 'THERE', user: 'anna', at: 'LAPTOP' },
    ]);
  });

  it('the second watch of a host reported no snapshot to its listeners', async () => {
    await runProgram([watch, { do: 'advance', ms: 2_500 }, watch]);
  });

  it('a watch did not report a host that hung, before it was ready or after', async () => {
    const long: Step[] = Array.from({ length: 4 }, () => ({ do: 'advance', ms: 31_000 }));
    const hang = { do: 'hang', host: 'THERE' } as const;
    await runProgram([hang, watch, ...long]);
    await runProgram([watch, { do: 'advance', ms: 2_500 }, hang, ...long]);
  });
});
