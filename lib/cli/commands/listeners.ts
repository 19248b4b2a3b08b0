import type { ListenerConfig, ListenerPermission } from '../../terminal/listeners/types.js';
import type { LocalHost } from '../../terminal/types.js';
import type { Call, Command } from '../call.js';
import { fieldBlock } from '../fields.js';
import { settingText } from '../settings.js';
import type { Column } from '../table.js';

const COLUMNS: readonly Column[] = [
  { title: 'NAME', flexible: true },
  { title: 'PORT', align: 'right' },
  { title: 'ENABLED' },
  { title: 'CONNECTIONS', align: 'right' },
  { title: 'SECURITY' },
  { title: 'NLA' },
  { title: 'COMMENT', flexible: true, drop: 1 },
];

export const listeners: Command = {
  name: 'listeners',
  summary: 'the listeners of this machine, or one with all its settings and who may do what',
  operand: '[NAME]',
  about: ['Only this machine can be asked. It changes nothing; a program can: localHost().setListener().'],
  options: ['timeout', 'mock', 'json', 'quiet', 'help'],
  examples: [
    ['listeners', 'all, with their ports'],
    ['listeners RDP-Tcp', 'one, with everything that Windows keeps for it'],
  ],
  async run(call) {
    const [name, second] = call.operands;
    if (second !== undefined) throw call.values.wrong(`listeners takes one NAME, not also '${second}'`);
    const host = call.winstation.localHost();
    if (name === undefined) return await all(call, host);
    return await one(call, host, name);
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
          ...Object.entries(rest).map(([key, value]) => [key, settingText(key, value)] as const),
          ['left to each user', left.join(', ')],
          ...permissions.map(permissionField),
        ],
        call.paint,
      ),
    );
  }
  return 0;
}

function permissionField({ sid, allow, deny }: ListenerPermission): readonly [string, string] {
  return [sid, [...allow, ...deny.map(it => `not ${it}`)].join(', ')];
}
