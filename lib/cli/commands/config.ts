import type { UserConfig, UserConfigChanges } from '../../terminal/config/types.js';
import { carryOut } from '../acts/carry-out.js';
import type { Deed } from '../acts/deed.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import type { Call, Command } from '../call.js';
import { fieldBlock } from '../fields.js';
import { askHosts, exitCode, failed, jsonRows } from '../hosts.js';
import { changesOfUser, USER_SETTINGS, userChanges, userSettingText } from '../settings/of-users.js';
import { type Change, changesText } from '../settings/settings.js';
import type { Column } from '../table.js';

export const config: Command = {
  name: 'config',
  summary: 'what Windows keeps for an account about its sessions; changes it with --set',
  operand: 'USER',
  about: [
    'USER is a name without its domain. Accounts of a domain are asked for on a domain controller: --server.',
    '',
    `Settings: ${USER_SETTINGS.slice(0, 8).join(', ')},`,
    `${USER_SETTINGS.slice(8).join(', ')}.`,
    'Limits are none or whole minutes.',
    '',
    ...ACTING_ABOUT,
  ],
  options: ['server', 'set', ...ACTING],
  examples: [
    ['config anna', 'the settings of anna on this machine'],
    ['config anna --set maxIdle=30m --set onBroken=end', 'changes two of them'],
    ['config anna --server dc01', 'an account of a domain'],
  ],
  acts: true,
  async run(call) {
    const { values } = call;
    const [user, second] = call.operands;
    if (user === undefined) throw values.wrong('config needs a USER');
    if (second !== undefined) throw values.wrong(`config takes one USER, not also '${second}'`);
    if (/[\\@]/.test(user))
      throw values.wrong('USER is a name without its domain; --server is the machine that has it');
    const server = values.text('server');
    const changes = userChanges(values);
    if (changes) return await carryOut(call, changing(call, { user, server, changes }));
    for (const name of ['yes', 'dry-run', 'confirm', 'no-input'] as const) {
      if (values.flag(name)) throw values.wrong(`--${name} belongs to --set`);
    }
    return await show(call, user, server);
  },
};

async function show(call: Call, user: string, server: string | undefined): Promise<0 | 1> {
  const asked = await askHosts(call, async (host, cancel) => {
    const settings = await host.userConfig(user, { ...cancel, server });
    return [{ host: host.name, ...settings }];
  });
  if (call.wantsJson) call.printJson(jsonRows(asked));
  else {
    const blocks = asked.flatMap(it => (failed(it) ? [] : it.value.map(one => block(call, one))));
    call.print(blocks.join('\n'));
  }
  return exitCode(asked);
}

function block(call: Call, { host, ...settings }: UserConfig & { readonly host: string }): string {
  const fields = USER_SETTINGS.map(key => [key, userSettingText(key, settings[key])] as const);
  const withheld = settings.withheld.map(({ what, code }) => ['withheld', `${what}: ${code}`] as const);
  return fieldBlock(`${settings.user} on ${settings.server ?? host}`, [...fields, ...withheld], call.paint);
}

interface Order {
  readonly user: string;
  readonly server: string | undefined;
  readonly changes: UserConfigChanges;
}

/** An account, and what of it changes. */
interface Account {
  readonly changes: readonly Change[];
}

const COLUMNS: readonly Column[] = [{ title: 'USER', flexible: true }, { title: 'CHANGES' }];

function changing(call: Call, { user, server, changes }: Order): Deed<Account> {
  const shown = {
    columns: COLUMNS,
    cells: (account: Account) => [user, changesText(account.changes)],
  };
  return {
    name: 'config',
    question: () => `change the settings of ${user}`,
    plan: shown,
    brief: { columns: COLUMNS.slice(0, 1), cells: () => [user] },
    json: () => ({ user, server, changes }),
    isWhole: false,
    nothing: 'that is how it is already',
    async choose(host, cancel) {
      const real = changesOfUser(changes, await host.userConfig(user, { ...cancel, server }));
      return real.length > 0 ? [{ changes: real }] : [];
    },
    perform: (host, items) =>
      each(call, host, items, async (_, cancel) => {
        await host.setUserConfig(user, changes, { ...cancel, server });
        return 'changed';
      }),
  };
}
