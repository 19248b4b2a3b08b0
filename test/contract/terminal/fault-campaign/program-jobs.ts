import { expect } from 'vitest';
import type { Scenario, TokenFacts } from 'winstation';
import { rich } from '../../rich.js';
import { localOf } from '../programs/local.js';
import type { Job, Position } from './campaign.js';
import { nameOf } from './codes.js';

/** Tokens are for the system alone. */
const asSystem: Scenario = { ...rich, caller: { role: 'system', sessionId: 0, pid: 4321 } };

const TOKEN = 'GetTokenInformation';
const TIMES = 'GetProcessTimes';
const TOKEN_USER = 1;
const TOKEN_LINKED = 19;

const isUser = ({ name, args }: Position): boolean => name === TOKEN && args[0] === TOKEN_USER;
const oneIsWithheld: NonNullable<Job['answers']> = (result, { args }, code) => {
  const { withheld, linked } = result as TokenFacts;
  // That there is no other half is an answer.
  if (args[0] === TOKEN_LINKED && code === 1312) expect([linked, withheld]).toEqual([false, []]);
  else expect(withheld.map(it => it.code)).toEqual([nameOf(code)]);
};
const aboutToken: Job['outcome'] = position => (position.name === TOKEN && !isUser(position) ? 'goes on' : 'fails');

const TOOL = 'C:\\Tools\\tool.exe';
const STARTING = [
  ...(['WTSQueryUserToken', TOKEN, 'CreateEnvironmentBlock', 'CreateJobObjectW'] as const),
  ...(['CreateProcessAsUserW', 'AssignProcessToJobObject', 'ResumeThread'] as const),
] as const;
const LIMIT = 'SetInformationJobObject';

/** Starts a program that does not end by itself, and ends it. Where that fails, it is ended all the same. */
const ends =
  (tree: boolean): Job['run'] =>
  async ({ driver, host }) => {
    await driver.program(TOOL, ['hang']);
    const program = await localOf(host).spawn(9, TOOL);
    try {
      await program.terminate({ tree });
    } catch (error) {
      await program.terminate();
      throw error;
    }
  };

export const PROGRAMS: readonly Job[] = [
  {
    about: 'a program that is run',
    only: 'this machine',
    scenario: asSystem,
    makes: [...STARTING, 'CreateNamedPipeW', LIMIT],
    heard: [TOKEN],
    sparing: ['WTSQueryUserToken', TOKEN, 'CreateNamedPipeW', LIMIT],
    run: async ({ driver, host }) => {
      await driver.program(TOOL, [{ stdout: 'done' }]);
      return await localOf(host).run(9, TOOL);
    },
    // What it has left behind is let go; where that fails, the program has ended all the same.
    outcome: ({ name, args }) => (name === LIMIT && args[0] === 0 ? 'goes on' : 'fails'),
    answers: result => expect(result).toMatchObject({ exitCode: 0, stdout: { text: 'done' } }),
  },
  {
    about: 'the end of a program with all that it has started',
    only: 'this machine',
    scenario: asSystem,
    makes: ['TerminateJobObject'],
    amongOthers: true,
    run: ends(true),
    outcome: () => 'fails',
  },
  {
    about: 'the end of a program alone',
    only: 'this machine',
    scenario: asSystem,
    makes: ['TerminateProcess'],
    amongOthers: true,
    run: ends(false),
    outcome: () => 'fails',
  },
  {
    about: 'the token of a session',
    only: 'this machine',
    scenario: asSystem,
    makes: ['WTSQueryUserToken', TOKEN],
    heard: [TOKEN],
    run: ({ host }) => localOf(host).token({ session: 9 }),
    outcome: aboutToken,
    answers: oneIsWithheld,
  },
  {
    about: 'the token of a process seen before',
    only: 'this machine',
    scenario: asSystem,
    makes: ['OpenProcess', 'OpenProcessToken', TOKEN, TIMES],
    heard: [TOKEN],
    sparing: [TOKEN],
    amongOthers: true,
    run: async ({ host }) => {
      const rows = await host.processes();
      return await localOf(host).token({ process: rows.find(it => it.pid === 4400) ?? 0 });
    },
    outcome: aboutToken,
    reason: ({ name }, code) => ((name === 'OpenProcess' || name === TIMES) && code === 87 ? 'not-found' : undefined),
    answers: oneIsWithheld,
  },
];
