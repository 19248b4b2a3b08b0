import { expect } from 'vitest';
import type { Scenario, UserConfig } from 'winstation';
import type { TerminalCallName } from '../../../../lib/terminal/calls.js';
import type { Job, Outcome, Position, Stage } from './campaign.js';
import { nameOf, reasonOf } from './codes.js';
import { falls } from './outcomes.js';

const QUERY: TerminalCallName = 'WTSQueryUserConfigW';
const SET: TerminalCallName = 'WTSSetUserConfigW';
const WHOLE = 19;

const kept = (name: string, rid: number) => ({
  name,
  accounts: [
    {
      sid: `S-1-5-21-1004336348-1177238915-682003330-${rid}`,
      name: 'anna',
      config: { initialProgram: 'a.exe', workDirectory: 'C:\\a' },
    },
  ],
});
const accounts: Scenario = {
  version: 1,
  hosts: [
    { ...kept('HERE', 1001), local: true },
    { ...kept('RDS01', 2001), sessions: [{ id: 0 }, { id: 5, user: 'carla' }] },
  ],
};

/** A class that this Windows does not know: all at once first, then one after the other. */
const isUnknownClass = (code: number): boolean =>
  (falls(code) && code !== 126 && code !== 127) || [87, 124].includes(code);

const asksAtOnce = ({ name, args }: Position): boolean => name === QUERY && args[1] === WHOLE;
const orOneByOne = (position: Position, code: number): Outcome =>
  asksAtOnce(position) && isUnknownClass(code) ? 'goes on' : 'fails';

/** Every run sets other texts. */
let run = 0;

/** What failed is as it was: each job sets two texts and reads them again. */
async function changes({ host }: Stage): Promise<unknown> {
  run += 1;
  const wanted = { initialProgram: `${run}.exe`, workingDirectory: `C:\\${run}` };
  const before = await settings(host);
  try {
    await host.setUserConfig('anna', wanted);
  } catch (error) {
    expect((error as { left: unknown }).left).toBe(undefined);
    expect(await settings(host)).toEqual(before);
    throw error;
  }
  const after = await settings(host);
  expect(after).toEqual(wanted);
  return after;
}

async function settings(host: Stage['host']): Promise<Pick<UserConfig, 'initialProgram' | 'workingDirectory'>> {
  const { initialProgram, workingDirectory } = await host.userConfig('anna');
  return { initialProgram, workingDirectory };
}

export const CONFIGS: readonly Job[] = [
  {
    about: 'the settings of an account',
    scenario: accounts,
    makes: [QUERY],
    run: ({ host }) => host.userConfig('anna'),
    outcome: orOneByOne,
    answers: result => expect(result).toMatchObject({ initialProgram: 'a.exe', withheld: [] }),
  },
  {
    about: 'the settings of an account, one after the other',
    scenario: accounts,
    lacks: { name: QUERY, code: 50, args: ['anna', WHOLE] },
    makes: [QUERY],
    sparing: [QUERY],
    run: ({ host }) => host.userConfig('anna'),
    outcome: (_, code) => (isUnknownClass(code) ? 'goes on' : 'fails'),
    answers: (result, _, code) => {
      const { withheld } = result as UserConfig;
      expect(withheld).toEqual([{ what: expect.any(String), code: nameOf(code), reason: reasonOf(code) }]);
    },
  },
  {
    about: 'changes to the settings of an account',
    scenario: accounts,
    makes: [QUERY, SET],
    sparing: [QUERY],
    run: changes,
    outcome: orOneByOne,
  },
];
