import { expect } from 'vitest';
import type { Scenario, TokenFacts } from 'winstation';
import { rich } from '../../rich.js';
import { localOf } from '../programs/local.js';
import type { Job, Position } from './campaign.js';
import { nameOf } from './codes.js';

/** Tokens are for the system alone. */
const asSystem: Scenario = { ...rich, caller: { role: 'system', sessionId: 0, pid: 4321 } };

const TOKEN = 'GetTokenInformation';
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

export const PROGRAMS: readonly Job[] = [
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
    about: 'the token of a process',
    only: 'this machine',
    scenario: asSystem,
    makes: ['OpenProcess', 'OpenProcessToken', TOKEN],
    heard: [TOKEN],
    sparing: [TOKEN],
    run: ({ host }) => localOf(host).token({ process: 4400 }),
    outcome: aboutToken,
    reason: ({ name }, code) => (name === 'OpenProcess' && code === 87 ? 'not-found' : undefined),
    answers: oneIsWithheld,
  },
];
