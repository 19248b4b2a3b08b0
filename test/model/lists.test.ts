import { describe, it } from 'vitest';
import { checkPrograms } from './check.js';
import { FAULTS, OUTAGES, PEOPLE, QUESTIONS, TIME, WAITS } from './mixes.js';
import { runProgram } from './model.js';
import { LIST_CALLS, type Step } from './steps.js';

const mix = { ...PEOPLE, ...QUESTIONS, ...TIME, ...FAULTS, ...WAITS, abort: 1 };

describe('every row of a list was true at one moment', () => {
  it('on this machine', async () => {
    await checkPrograms({ hosts: ['HERE'], calls: LIST_CALLS, mix, runs: 150, longest: 20 });
  });

  it('on another machine', async () => {
    const calls = [...LIST_CALLS, 'NetWkstaGetInfo', 'WTSOpenServerExW'] as const;
    await checkPrograms({ hosts: ['THERE'], calls, mix: { ...mix, ...OUTAGES }, runs: 150, longest: 20 });
  });

  it('on a Windows without the newer list', async () => {
    const first: Step = { do: 'remove', call: 'WTSEnumerateSessionsExW' };
    // Without `fail`: this Windows asks for each name, and a row without details cannot say that a name was refused.
    const late = { ...mix, fail: 0 };
    await checkPrograms({
      hosts: ['HERE', 'THERE'],
      calls: LIST_CALLS,
      mix: late,
      runs: 100,
      longest: 20,
      first: [first],
    });
  });

  it('when clocks are set', async () => {
    await checkPrograms({
      hosts: ['HERE', 'THERE'],
      calls: LIST_CALLS,
      mix: { ...mix, setClock: 4 },
      runs: 100,
      longest: 20,
    });
  });
});

describe('earlier mistakes', () => {
  it('a session that ended while its details were asked for does not become the next one', async () => {
    await runProgram([
      { do: 'delay', host: 'HERE', call: 'WTSQuerySessionInformationW', after: 0, ms: 900 },
      { do: 'list', host: 'HERE', details: true, where: 'anna', timeout: undefined },
      { do: 'advance', ms: 200 },
      { do: 'logoff', host: 'HERE', which: 1 },
      { do: 'logon', host: 'HERE', user: 'berta', at: 'LAPTOP' },
      { do: 'advance', ms: 900 },
    ]);
  });

  it('the console is where the list shows it', async () => {
    await runProgram([
      { do: 'delay', host: 'HERE', call: 'WTSEnumerateSessionsExW', after: 0, ms: 200 },
      { do: 'list', host: 'HERE', details: false, where: 'anyone', timeout: undefined },
      { do: 'logon', host: 'HERE', user: 'berta', at: 'console' },
      { do: 'reconnect', host: 'HERE', which: 1, at: 'console' },
    ]);
  });
});
