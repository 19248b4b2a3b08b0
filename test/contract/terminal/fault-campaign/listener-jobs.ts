import { expect } from 'vitest';
import type { LocalHost, Scenario } from 'winstation';
import type { TerminalCallName } from '../../../../lib/terminal/calls.js';
import type { Job, Position, Stage } from './campaign.js';
import { alone } from './outcomes.js';

const LIST: TerminalCallName = 'WTSEnumerateListenersW';
const QUERY: TerminalCallName = 'WTSQueryListenerConfigW';
const CREATE: TerminalCallName = 'WTSCreateListenerW';
const GET: TerminalCallName = 'WTSGetListenerSecurityW';
const ENABLE: TerminalCallName = 'AdjustTokenPrivileges';
const SET: TerminalCallName = 'WTSSetListenerSecurityW';

const listening: Scenario = { version: 1, caller: { role: 'system' }, hosts: [{ termService: 'running' }] };

/** Which of these Windows gives for a name that no listener has was not seen. */
const NO_SUCH_LISTENER: readonly number[] = [2, 87, 7001, 7022];
/** Both parts of the security need a privilege; one does not. */
const NEEDS_PRIVILEGE: readonly number[] = [5, 1300, 1314];

const asksBoth = ({ args }: Position): boolean => args[1] === 0xc;
const here = ({ host }: Stage): LocalHost => host as LocalHost;

/** Each run makes or sets something else. */
let run = 0;
const job = (rest: Omit<Job, 'only' | 'scenario'>): Job => ({ ...rest, only: 'this machine', scenario: listening });

export const LISTENERS: readonly Job[] = [
  job({ about: 'the listeners', makes: [LIST], run: stage => here(stage).listeners(), outcome: alone }),
  job({ about: 'a listener', makes: [QUERY], run: stage => here(stage).listener('RDP-Tcp'), outcome: alone }),
  job({
    about: 'a new listener',
    makes: [QUERY, CREATE],
    run: stage => here(stage).createListener(`New${run++}`, { port: 3390 }),
    outcome: ({ name }, code) => (name === QUERY && NO_SUCH_LISTENER.includes(code) ? 'goes on' : 'fails'),
  }),
  job({
    about: 'a changed listener',
    makes: [QUERY, CREATE],
    run: stage => here(stage).setListener('RDP-Tcp', { comment: String(run++) }),
    outcome: alone,
  }),
  job({
    about: 'the permissions of a listener',
    makes: [ENABLE, GET],
    run: stage => here(stage).listenerPermissions('RDP-Tcp'),
    outcome: (position, code) =>
      position.name === ENABLE || (asksBoth(position) && NEEDS_PRIVILEGE.includes(code)) ? 'goes on' : 'fails',
    answers: result => expect(result).toHaveLength(3),
  }),
  job({
    about: 'the permissions of a listener, without those for auditing',
    lacks: { name: GET, code: 1314, args: ['RDP-Tcp', 0xc] },
    makes: [ENABLE, GET],
    sparing: [ENABLE, GET],
    run: stage => here(stage).listenerSecurity('RDP-Tcp'),
    outcome: ({ name }) => (name === ENABLE ? 'goes on' : 'fails'),
  }),
  job({
    about: 'new permissions of a listener',
    makes: [SET],
    run: stage => here(stage).setListenerSecurity('RDP-Tcp', `D:(A;;GA;;;SY)(A;;0x${run++};;;BA)`),
    outcome: alone,
  }),
  job({
    about: 'what of a listener is audited',
    makes: [ENABLE, SET],
    sparing: [ENABLE, SET],
    run: stage => here(stage).setListenerSecurity('RDP-Tcp', `S:(AU;SA;0x${run++};;;WD)`),
    outcome: alone,
  }),
];
