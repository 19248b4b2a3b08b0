import type { Command } from '../call.js';
import { findSessions } from '../find-sessions.js';
import { askHosts, exitCode, failed, jsonRows } from '../hosts.js';
import { escapeControls } from '../text.js';

export const shadow: Command = {
  name: 'shadow',
  summary: 'the command that views or controls a session (mstsc); starts it with --start',
  operand: 'SESSION',
  about: [
    'SESSION is given as for show. It views, and its user is asked first, unless told otherwise. Without --start nothing is started:',
    'the command is printed.',
  ],
  options: ['control', 'no-consent', 'prompt', 'multimon', 'start', 'host', 'timeout', 'mock', 'json', 'quiet', 'help'],
  examples: [
    ['shadow anna --host rds01', 'what to start'],
    ['shadow 3 --control --start', 'starts mstsc, with mouse and keyboard'],
  ],
  async run(call) {
    const { values } = call;
    const [word, second] = call.operands;
    if (word === undefined) throw values.wrong('shadow needs a SESSION');
    if (second !== undefined) throw values.wrong(`shadow takes one session, not also '${second}'`);
    if (values.hosts.length > 1) throw values.wrong('a session is on one machine; give --host once');
    const start = values.flag('start');
    if (start && values.flag('mock'))
      throw values.wrong('a world has no session that mstsc could show; leave --start out');
    const wanted = values.session(word);
    const options = {
      control: values.flag('control'),
      consent: !values.flag('no-consent'),
      prompt: values.flag('prompt'),
      multimon: values.flag('multimon'),
    };
    const asked = await askHosts(call, async (host, cancel) => {
      const sessions = await findSessions(host, wanted, cancel);
      const [session] = sessions.length > 1 ? sessions.filter(it => it.state === 'active') : sessions;
      const { signal, timeout } = cancel;
      const command = await host.shadowCommand(session ?? (sessions[0] as (typeof sessions)[0]), {
        ...options,
        signal,
        timeout,
      });
      return [{ host: host.name, ...command }];
    });
    const commands = asked.flatMap(it => (failed(it) ? [] : it.value));
    if (start) for (const { file, args } of commands) await call.deps.start(file, args);
    if (call.wantsJson) call.printJson(jsonRows(asked));
    else for (const { file, args } of commands) call.print(`${escapeControls([file, ...args].join(' '))}\n`);
    return exitCode(asked);
  },
};
