import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import type { Call, Command } from '../call.js';
import { login } from '../iscsi/login.js';
import { logout } from '../iscsi/logout.js';
import { showSessions } from '../iscsi/sessions.js';
import { showTargets } from '../iscsi/targets.js';
import { followSessions } from '../iscsi/watch.js';
import type { OptionName } from '../options.js';

const VERBS = ['sessions', 'targets', 'login', 'logout'] as const;
type Verb = (typeof VERBS)[number];

const ASKING = ['yes', 'dry-run', 'no-input'] as const;
const OF_VERBS: Readonly<Record<Verb, readonly OptionName[]>> = {
  sessions: ['watch', 'poll', 'disk'],
  targets: ['refresh'],
  login: [
    ...(['portal', 'multipath', 'save', 'wait-for-disks', 'chap', 'chap-user', 'mutual'] as const),
    ...(['header-digest', 'data-digest'] as const),
    ...ASKING,
  ],
  logout: ['disk', 'retry', ...ASKING],
};
const OWN = [...new Set(Object.values(OF_VERBS).flat())].filter(it => !(ASKING as readonly OptionName[]).includes(it));
const OPTIONS = ACTING.filter(it => it !== 'host' && it !== 'confirm');

export const iscsi: Command = {
  name: 'iscsi',
  summary: 'the iSCSI sessions of this machine and its targets; logs in and out',
  operand: '[targets|login|logout ...]',
  operands: VERBS,
  about: [
    'iscsi, iscsi targets, iscsi login TARGET, iscsi logout SESSION ...',
    '',
    'Alone, it shows the sessions with their connections and disks; with --watch what happens to them, until Ctrl-C. targets are those',
    'that the portals have named. A SESSION is an id, or a target for all of its sessions.',
    '',
    'With --chap the secret is asked for, and not shown; off a terminal it is the first line of standard input. No option takes it:',
    'others would see it. The service MSiSCSI answers, and is not started by this. Most of it needs an elevated process.',
    '',
    ...ACTING_ABOUT,
  ],
  options: [...OWN, ...OPTIONS],
  meanings: {
    poll: 'with --watch: how often the sessions are looked at (5s)',
    json: 'one JSON array for other programs; with --watch a line for each event',
  },
  examples: [
    ['iscsi', 'the sessions'],
    ['iscsi --disk 3', 'the one that disk 3 is on'],
    ['iscsi --watch --poll 10s --json', 'what happens, for another program'],
    ['iscsi login iqn.2024-01.example:db --chap --save --wait-for-disks 30s', 'asks for the secret, and logs in'],
    ['iscsi logout iqn.2024-01.example:db --retry 10s', 'ends all sessions with a target'],
  ],
  acts: true,
  async run(call) {
    const [word = 'sessions', ...words] = call.operands;
    const verb = call.values.operand('what follows iscsi', word, VERBS);
    checkOptions(call, verb);
    switch (verb) {
      case 'login':
        return await login(call, words);
      case 'logout':
        return await logout(call, words);
      case 'targets':
        none(call, verb, words);
        return await showTargets(call);
      case 'sessions':
        none(call, verb, words);
        return await (call.values.flag('watch') ? followSessions : showSessions)(call);
    }
  },
};

function checkOptions({ values }: Call, verb: Verb): void {
  for (const name of [...OWN, ...ASKING]) {
    if (!values.flag(name) || OF_VERBS[verb].includes(name)) continue;
    const owners = VERBS.filter(it => OF_VERBS[it].includes(name)).map(it => `iscsi ${it}`);
    throw values.wrong(`--${name} belongs to ${owners.join(' and ')}`);
  }
  if (values.flag('poll') && !values.flag('watch')) throw values.wrong('--poll belongs to --watch');
}

function none({ values }: Call, verb: Verb, [word]: readonly string[]): void {
  if (word !== undefined) throw values.wrong(`iscsi ${verb} takes no argument '${word}'`);
}
