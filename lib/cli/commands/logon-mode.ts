import type { LogonMode } from '../../terminal/acts/types.js';
import { carryOut } from '../acts/carry-out.js';
import type { Deed } from '../acts/deed.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import type { Command } from '../call.js';
import { LOGON_MODES } from '../words.js';

const MEANINGS: Readonly<Record<LogonMode, string>> = {
  open: 'everybody may log on',
  drain: 'no new users; those who are logged on may come back',
  drainUntilRestart: 'no new users until the next start; those who are logged on may come back',
  closed: 'nobody may log on from another machine',
};

interface Change {
  readonly machine: string;
  readonly before: LogonMode;
}

const MACHINE = { title: 'MACHINE', flexible: true } as const;
const OPTIONS = ACTING.filter(it => it !== 'host' && it !== 'confirm');

export const logonMode: Command = {
  name: 'logon-mode',
  summary: 'who may log on to this machine; sets it with a MODE',
  operand: '[MODE]',
  operands: LOGON_MODES,
  about: [...LOGON_MODES.map(it => `${it}: ${MEANINGS[it]}.`), 'Only this machine can be asked.', '', ...ACTING_ABOUT],
  options: OPTIONS,
  examples: [
    ['logon-mode', 'shows it'],
    ['logon-mode drain', 'before maintenance'],
  ],
  acts: true,
  async run(call) {
    const { values } = call;
    const [word, second] = call.operands;
    if (second !== undefined) throw values.wrong(`logon-mode takes one MODE, not also '${second}'`);
    if (word === undefined) {
      for (const name of ['yes', 'dry-run', 'no-input'] as const) {
        if (values.flag(name)) throw values.wrong(`--${name} belongs to a MODE`);
      }
      const host = call.winstation.localHost();
      const mode = await host.logonMode({ signal: call.signal, timeout: values.timeout });
      if (call.wantsJson) call.printJson([{ host: host.name, mode }]);
      else call.print(`${mode}: ${MEANINGS[mode]}\n`);
      return 0;
    }
    const mode = values.operand('MODE', word, LOGON_MODES);
    const deed: Deed<Change> = {
      name: 'logon-mode',
      question: () => `set it to ${mode} (${MEANINGS[mode]})`,
      plan: {
        columns: [MACHINE, { title: 'CHANGES' }],
        cells: ({ machine, before }) => [machine, `${before} -> ${mode}`],
      },
      brief: { columns: [MACHINE], cells: ({ machine }) => [machine] },
      json: () => ({ mode }),
      isWhole: false,
      nothing: 'that is how it is already',
      async choose({ name: machine }, cancel) {
        const before = await call.winstation.localHost().logonMode(cancel);
        return before === mode ? [] : [{ machine, before }];
      },
      perform: (host, changes) =>
        each(call, host, changes, async (_, cancel) => {
          await call.winstation.localHost().setLogonMode(mode, cancel);
          return mode;
        }),
    };
    return await carryOut(call, deed);
  },
};
