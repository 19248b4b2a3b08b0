import { WindowsError } from '../../errors/windows-error.js';
import type { Cancel } from '../../lane/cancel.js';
import type { ListenerConfig, ListenerPermission, NewListener } from '../../terminal/listeners/types.js';
import type { LocalHost } from '../../terminal/types.js';
import { carryOut } from '../acts/carry-out.js';
import type { Deed } from '../acts/deed.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import type { Call, Command } from '../call.js';
import { fieldBlock } from '../fields.js';
import {
  changesOfListener,
  LISTENER_SETTINGS,
  type ListenerOrder,
  listenerOrder,
  listenerSettingText,
} from '../settings/of-listeners.js';
import { type Change, changesText } from '../settings/settings.js';
import type { Column } from '../table.js';
import { escapeControls } from '../text.js';

const COLUMNS: readonly Column[] = [
  { title: 'NAME', flexible: true },
  { title: 'PORT', align: 'right' },
  { title: 'ENABLED' },
  { title: 'CONNECTIONS', align: 'right' },
  { title: 'SECURITY' },
  { title: 'NLA' },
  { title: 'COMMENT', flexible: true, drop: 1 },
];

const OPTIONS = ACTING.filter(it => it !== 'host' && it !== 'confirm');

export const listeners: Command = {
  name: 'listeners',
  summary: 'the listeners of this machine; one with all its settings, which --set changes; makes one',
  operand: '[NAME]',
  about: [
    'Only this machine can be asked. With --security, who may do what is shown as SDDL; --set security=SDDL sets it. What is changed',
    'counts for sessions that connect from then on. Windows checks little of it, and has no call that removes a listener.',
    '',
    `Settings: ${LISTENER_SETTINGS.slice(0, 7).join(', ')},`,
    `${LISTENER_SETTINGS.slice(7, 15).join(', ')},`,
    `${LISTENER_SETTINGS.slice(15).join(', ')}. perUser leaves bitsPerPixel, onBroken or shadow to each user.`,
    '',
    ...ACTING_ABOUT,
  ],
  options: ['set', 'create', 'security', ...OPTIONS],
  examples: [
    ['listeners', 'all, with their ports'],
    ['listeners RDP-Tcp', 'one, with everything that Windows keeps for it'],
    ['listeners RDP-Tcp --set disabled=drives,clipboard --set maxIdle=2h', 'changes two settings'],
    ['listeners RDP-Admin --create --set port=3390 --set maxConnections=2', 'makes one'],
    ['listeners RDP-Tcp --security', 'who may do what, as SDDL'],
  ],
  acts: true,
  async run(call) {
    const { values } = call;
    const [name, second] = call.operands;
    if (second !== undefined) throw values.wrong(`listeners takes one NAME, not also '${second}'`);
    const isNew = values.flag('create');
    const order = listenerOrder(values, { isNew });
    if (name === undefined) {
      const [first] = (['set', 'create', 'security'] as const).filter(it => values.flag(it));
      if (first) throw values.wrong(`--${first} needs the NAME of a listener`);
    }
    if (isNew && order?.changes?.port === undefined) throw values.wrong('--create needs a port: --set port=3390');
    if (order && values.flag('security')) throw values.wrong('--security shows it; --set security=SDDL sets it');
    if (order && name !== undefined) return await carryOut(call, changing(call, name, { ...order, isNew }));
    for (const flag of ['yes', 'dry-run', 'no-input'] as const) {
      if (values.flag(flag)) throw values.wrong(`--${flag} belongs to --set`);
    }
    const host = call.winstation.localHost();
    if (name === undefined) return await all(call, host);
    return await (values.flag('security') ? security : one)(call, host, name);
  },
};

async function all(call: Call, host: LocalHost): Promise<0> {
  const cancel = { signal: call.signal, timeout: call.values.timeout };
  const rows: ListenerConfig[] = [];
  for (const name of await host.listeners(cancel)) rows.push(await host.listener(name, cancel));
  if (call.wantsJson) call.printJson(rows);
  else if (rows.length === 0) call.note('no listener runs');
  else {
    const cells = (it: ListenerConfig) => [
      it.name,
      String(it.port),
      it.enabled ? 'yes' : 'no',
      String(it.maxConnections),
      it.securityLayer,
      it.networkLevelAuthentication ? 'yes' : 'no',
      it.comment,
    ];
    call.printTable(
      COLUMNS,
      rows.map(it => ({ cells: cells(it) })),
    );
  }
  return 0;
}

async function one(call: Call, host: LocalHost, name: string): Promise<0> {
  const cancel = { signal: call.signal, timeout: call.values.timeout };
  const settings = await host.listener(name, cancel);
  const permissions = await host.listenerPermissions(name, cancel);
  if (call.wantsJson) call.printJson([{ ...settings, permissions }]);
  else {
    const { name: title, inherits, ...rest } = settings;
    const left = Object.entries(inherits).flatMap(([key, is]) => (is ? [key] : []));
    call.print(
      fieldBlock(
        `Listener ${title}`,
        [
          ...Object.entries(rest).map(([key, value]) => [key, listenerSettingText(key, value)] as const),
          ['left to each user', left.join(', ')],
          ...permissions.map(permissionField),
        ],
        call.paint,
      ),
    );
  }
  return 0;
}

async function security(call: Call, host: LocalHost, name: string): Promise<0> {
  const sddl = await host.listenerSecurity(name, { signal: call.signal, timeout: call.values.timeout });
  if (call.wantsJson) call.printJson([{ name, security: sddl }]);
  else call.print(`${escapeControls(sddl)}\n`);
  return 0;
}

type Order = ListenerOrder & { readonly isNew: boolean };

/** A listener, and what of it changes. */
interface Target {
  readonly changes: readonly Change[];
}

const CHANGE_COLUMNS: readonly Column[] = [{ title: 'LISTENER', flexible: true }, { title: 'CHANGES' }];

function changing(call: Call, name: string, order: Order): Deed<Target> {
  const local = () => call.winstation.localHost();
  const { changes, sddl, isNew } = order;
  return {
    name: 'listeners',
    question() {
      if (isNew) return `make the listener ${name}, which no call of Windows removes`;
      return changes ? `change the listener ${name}` : `change who may do what to sessions of ${name}`;
    },
    plan: { columns: CHANGE_COLUMNS, cells: it => [name, changesText(it.changes)] },
    brief: { columns: CHANGE_COLUMNS.slice(0, 1), cells: () => [name] },
    json: () => ({ listener: name, changes: changes ?? { security: sddl } }),
    isWhole: false,
    nothing: 'that is how it is already',
    async choose(_, cancel) {
      const real = await changesNow(local(), name, order, cancel);
      return real.length > 0 ? [{ changes: real }] : [];
    },
    perform: (_, items) =>
      each(call, local(), items, async (_item, cancel) => {
        if (!changes) await local().setListenerSecurity(name, sddl, cancel);
        else if (isNew) await local().createListener(name, changes as NewListener, cancel);
        else await local().setListener(name, changes, cancel);
        return isNew ? 'made' : 'changed';
      }),
  };
}

async function changesNow(
  host: LocalHost,
  name: string,
  { changes, sddl, isNew }: Order,
  cancel: Cancel,
): Promise<readonly Change[]> {
  if (!changes) {
    const before = await host.listenerSecurity(name, cancel);
    return before === sddl ? [] : [{ key: 'security', before, after: sddl }];
  }
  const now = await host.listener(name, cancel).catch(error => {
    if (isNew && WindowsError.is(error, 'not-found')) return undefined;
    throw error;
  });
  if (isNew && now) throw new Error(`there is a listener ${name} already; leave --create out to change it`);
  return changesOfListener(changes, now);
}

function permissionField({ sid, allow, deny }: ListenerPermission): readonly [string, string] {
  return [sid, [...allow, ...deny.map(it => `not ${it}`)].join(', ')];
}
