import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { Command } from '../call.js';
import { formatDuration, formatTime } from '../duration.js';
import { findSessions } from '../find-sessions.js';
import { askHosts, exitCode, failed, jsonRows } from '../hosts.js';
import { ASKING } from '../options.js';
import type { Paint } from '../paint.js';
import { escapeControls } from '../text.js';
import { UsageError } from '../usage.js';

export const show: Command = {
  name: 'show',
  summary: 'a session with everything that Windows reports about it',
  operand: 'SESSION',
  about: [
    'SESSION is an id, the name of a session, a user, current (the session of this process) or console (the session at the',
    'physical console). Of a user all sessions are shown.',
  ],
  options: [...ASKING],
  examples: [
    ['show console', 'the session at the physical console'],
    ['show anna --host rds01', 'the sessions of anna on another machine'],
    ['show current --json', 'for another program'],
  ],
  async run(call) {
    const [operand, ...rest] = call.operands;
    if (operand === undefined) {
      throw new UsageError('show needs a session: an id, a name, a user, current or console', 'show');
    }
    if (rest.length > 0) throw new UsageError(`show takes one session, not also '${rest[0]}'`, 'show');
    const wanted = call.values.session(operand);
    const asked = await askHosts(call, (host, cancel) => findSessions(host, wanted, cancel));
    if (call.wantsJson) call.printJson(jsonRows(asked));
    else {
      const blocks = asked.flatMap(it => (failed(it) ? [] : it.value.map(session => block(session, call.paint))));
      const dead = asked.flatMap(it => {
        if (!failed(it) || it.noAddon || call.values.hosts.length === 0) return [];
        return [`${escapeControls(it.host ?? '')}: ${call.paint('red', escapeControls(it.problem.brief))}\n`];
      });
      call.print([...blocks, ...dead].join('\n'));
    }
    return exitCode(asked);
  },
};

function block(session: SessionDetails, paint: Paint): string {
  const marks = [session.isCurrent && 'current', session.isConsole && 'console'].filter(Boolean).join(', ');
  const title = `Session ${session.id} on ${escapeControls(session.host)}${marks && ` (${marks})`}`;
  const rows = fields(session);
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => {
    const text = value === undefined || value === '' ? paint('dim', '-') : escapeControls(value);
    return `  ${label.padEnd(width)}  ${text}`;
  });
  return `${[paint('bold', title), ...lines].join('\n')}\n`;
}

type Field = readonly [label: string, value: string | undefined];

function fields(it: SessionDetails): readonly Field[] {
  const time = (date: Date | undefined) => date && formatTime(date, { seconds: true });
  return [
    ['Name', it.name],
    ['State', it.state],
    ['Kind', it.kind],
    ['User', it.account],
    ['SID', it.sid],
    ['Lock', it.lock],
    ['Idle', it.idleMs === undefined ? undefined : formatDuration(it.idleMs)],
    ['Logon', time(it.logonTime)],
    ['Connected', time(it.connectTime)],
    ['Disconnected', time(it.disconnectTime)],
    ['Last input', time(it.lastInputTime)],
    ["Host's clock", time(it.currentTime)],
    ['Remote', it.isRemote ? 'yes' : 'no'],
    ...clientFields(it),
    ...counterFields(it),
    ['Activity id', it.activityId],
    ['Key', it.key],
    ...withheldFields(it),
  ];
}

function clientFields({ client }: SessionDetails): readonly Field[] {
  if (client === undefined) return [['Client', undefined]];
  const { name, address, protocol, build, display, directory } = client;
  const depth = display?.bitsPerPixel === undefined ? '' : `, ${display.bitsPerPixel} bits per pixel`;
  return [
    ['Client', name],
    ['Address', address],
    ['Protocol', protocol],
    ['Client build', build?.toString()],
    ['Client path', directory],
    ['Display', display && `${display.width} x ${display.height}${depth}`],
  ];
}

function counterFields({ counters }: SessionDetails): readonly Field[] {
  if (counters === undefined) return [];
  const { incomingBytes, incomingFrames, outgoingBytes, outgoingFrames } = counters;
  return [
    ['Incoming', `${incomingBytes} bytes, ${incomingFrames} frames`],
    ['Outgoing', `${outgoingBytes} bytes, ${outgoingFrames} frames`],
  ];
}

function withheldFields({ withheld }: SessionDetails): readonly Field[] {
  return withheld.map(({ what, code }, i) => [i === 0 ? 'Withheld' : '', `${what}: ${code}`]);
}
