import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../lib/cli/commands/index.js';
import { cli, office } from './harness.js';

async function refused(...argv: string[]) {
  const { code, out, err } = await cli(argv, { winstation: office() });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  return err;
}

describe('wrong usage', () => {
  it.each([
    [['lst'], "unknown command 'lst'; did you mean list?", ''],
    [
      ['xyzzy-plugh'],
      "unknown command 'xyzzy-plugh'; there are list, show, watch, processes, message, disconnect, logoff, connect, kill, run, shadow",
      '',
    ],
    [['--detials'], 'unknown option --detials; did you mean --details?', ''],
    [['processes', '--acounts'], 'unknown option --acounts; did you mean --accounts?', 'processes '],
    [['list', '-x'], 'unknown option -x', 'list '],
    [['--idle'], '--idle needs a TIME', ''],
    [['--user', '--json'], '--user needs a NAME; one that begins with - is written --user=-...', ''],
    [['--user='], '--user needs a NAME, not an empty text', ''],
    [['--json=yes'], '--json takes no value', ''],
    [['--idle', '30m', '--idle', '1h'], '--idle was given twice', ''],
    [['--idle', '30'], "--idle needs a time such as 5s, 30m or 1h30m, not '30'; did you mean 30s or 30m?", 'list '],
    [['--timeout', '0s'], '--timeout must be at least 1ms and at most 24d', 'list '],
    [['--timeout', '25d'], '--timeout must be at least 1ms and at most 24d', 'list '],
    [['--state', 'activ'], "--state does not know 'activ'; did you mean active?", 'list '],
    [['--kind', 'xxxxxxxxx'], "--kind does not know 'xxxxxxxxx'; it knows user, free, services, listener", 'list '],
    [['watch', '--type', 'lock,logn'], "--type does not know 'logn'; did you mean logon?", 'watch '],
    [['watch', '--type', 'lock,'], "--type does not know ''", 'watch '],
    [['watch', '--until', 'gap'], "--until does not know 'gap'", 'watch '],
    [['watch', '--until', 'lock', '--type', 'lock'], '--until names the type that it waits for', 'watch '],
    [['watch', '--poll', '10s'], '--poll is for other hosts (--host)', 'watch '],
    [['watch', '--host', 'x', '--poll', '99ms'], '--poll must be at least 100ms and at most 24d', 'watch '],
    [['watch', '--host', 'x', '--type', 'logon,lock'], 'other hosts report lock only with --poll', 'watch '],
    [['watch', '--host', 'x', '--until', 'unlock'], 'other hosts report unlock only with --poll', 'watch '],
    [['watch', '--host', 'x', '--type', 'desktopReady'], 'Windows does not report desktopReady on other', 'watch '],
    [['watch', '--play', 'nope.json'], 'cannot read the recording nope.json: no such file: nope.json', ''],
    [['list', '--play', 'x.json'], 'list has no option --play; it belongs to watch, record', 'list '],
    [['record', '--for', '0s'], '--for must be at least 1ms and at most 24d', 'record '],
    [['list', '--no-redact'], 'list has no option --no-redact; it belongs to doctor, capture, record', 'list '],
    [['capture', '-q', '--redact'], 'unknown option --redact', 'capture '],
    [
      ['capture', '--json'],
      'capture has no option --json; it belongs to list, show, watch, processes, message',
      'capture ',
    ],
    [['doctor', '-o', 'x.json'], '--output belongs to --report', 'doctor '],
    [['doctor', '--no-redact'], '--no-redact belongs to --report', 'doctor '],
    [['list', '--report'], 'list has no option --report; it belongs to doctor', 'list '],
    [['list', 'foo'], "list takes no argument 'foo'", 'list '],
    [['run'], 'run needs a PROGRAM', 'run '],
    [['run', '--user', 'anna', 'whoami.exe'], 'PROGRAM must be an absolute path', 'run '],
    [
      ['run', '--user', 'anna', 'C:\\x.bat'],
      'PROGRAM must be no .cmd or .bat, whose arguments cmd.exe takes apart by its own rules (--verbatim allows it)',
      'run ',
    ],
    [['run', '--user', 'anna', '--cwd', 'x', 'C:\\x.exe'], '--cwd must be an absolute path', 'run '],
    [['run', '--user', 'anna', '--env', 'X', 'C:\\x.exe'], "--env needs NAME=VALUE, not 'X'", 'run '],
    [['run', '--user', 'anna', '--elevated', 'C:\\x.exe'], 'run needs a PROGRAM', 'run '],
    [['run', '--user', 'anna', '--elevated', 'yes', 'C:\\x.exe'], "--elevated does not know 'yes'", 'run '],
    [['run', 'C:\\x.exe', '--user', 'anna', '-y'], 'which sessions? Give --session, --user, --state', 'run '],
    [['run', '--kind', 'user', '-y', 'C:\\x.exe'], 'this is all of OFFICE: confirm it with --confirm=OFFICE', 'run '],
    [['run', '--user', 'anna', 'C:\\x.exe'], 'nobody can be asked here', 'run '],
    [['run', '--user', 'anna', '--input', '-', 'C:\\x.exe'], 'standard input is for the program', 'run '],
    [['run', '--user', 'anna', '-y', '--input', 'nope', 'C:\\x.exe'], 'cannot read nope: no such file: nope', 'run '],
    [['run', '--host', 'x', '-y', 'C:\\x.exe'], 'run has no option --host', 'run '],
    [['show'], 'show needs a session: an id, a name, a user, current or console', 'show '],
    [['show', '1', '2'], "show takes one session, not also '2'", 'show '],
    [['show', '4294967295'], '4294967295 is no id of a session: it is too large', 'show '],
    [['show', 'current', '--host', 'x'], 'the current session is one of this machine', 'show '],
    [['processes', '1', '2'], "processes takes one session, not also '2'", 'processes '],
    [['processes', '1', '--session', '2'], 'give the session once', 'processes '],
    [['processes', '1', '--user', 'anna'], 'give a session or --user, not both', 'processes '],
    [['processes', '--name', 'a\0b'], '--name must be a string without NUL characters', 'processes '],
    [['list', '--user', 'a\0b'], '--user must be a string without NUL characters', 'list '],
    [['record', '--host', 'a', '--host', 'b'], 'a recording is of one machine; give --host once', 'record '],
    [['record', '--poll', '10s'], '--poll is for other hosts (--host)', 'record '],
    [['--mock', 'ofice'], 'cannot read the scenario ofice: no such file: ofice; did you mean office?', ''],
    [['list', '--host', '@nope'], 'cannot read the hosts in nope: no such file: nope', 'list '],
    [['--mock', 'nope.json'], 'cannot read the scenario nope.json: no such file: nope.json', ''],
    [['help', 'lst'], "unknown command 'lst'; did you mean list?", ''],
  ])('%j', async (argv, message, command) => {
    const err = await refused(...argv);
    expect(err).toContain(`winstation: ${message.startsWith('did') ? '' : message}`);
    expect(err).toContain(message);
    expect(err).toContain(`winstation: for help: winstation ${command}--help\n`);
  });

  it('escapes control characters in its messages', async () => {
    expect(await refused('\x1b[2J')).not.toContain('\x1b');
  });

  it('takes an option-like value after an equals sign', async () => {
    const { code } = await cli(['--user=-anna'], { winstation: office() });
    expect(code).toBe(0);
  });
});

describe('help', () => {
  it('names every command, on standard output', async () => {
    const { code, out, err } = await cli(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const word of [
      'list',
      'show SESSION',
      'processes',
      'doctor',
      'capture',
      '--mock',
      '--json',
      '-V, --version',
      '130',
    ]) {
      expect(out).toContain(word);
    }
    expect((await cli(['help'])).out).toBe(out);
    expect((await cli(['-h'])).out).toBe(out);
  });

  it.each([
    [
      'list',
      [
        '--columns WORDS',
        '--sort WORDS',
        '--format WORD',
        '--details',
        '--user NAME',
        '--state WORD',
        '--kind WORD',
        '--idle TIME',
        '--json',
        '--host NAME',
      ],
    ],
    ['show', ['winstation show SESSION [OPTIONS]', '--timeout TIME', '--mock SCENARIO']],
    ['processes', ['--session SESSION', '--name NAME', '--details', '--accounts', '--json']],
    ['doctor', ['--host NAME', '--report', '--no-redact', '-o, --output FILE', 'for each question (10s)']],
    ['watch', ['--type TYPES', '--until TYPES', '--poll TIME', '--play RECORDING', 'desktopReady', 'Ctrl-C']],
    ['message', ['TEXT [SESSION ...]', '--title TEXT', '--buttons WORD', '--icon WORD', '--expires TIME', '--wait']],
    ['disconnect', ['[SESSION ...]', '--no-wait', '-y, --yes', '-n, --dry-run', '--confirm HOST', '--no-input']],
    ['logoff', ['--warn TEXT', '--grace TIME', '--user NAME', '--idle TIME', '--json', '--host NAME']],
    [
      'run',
      ['run [OPTIONS] PROGRAM [ARG ...]', '--session SESSION', '--input FILE', '--elevated WORD', '--env NAME=VALUE'],
    ],
    ['listeners', ['[NAME]', '--create', '--set KEY=VALUE', '--security', 'networkLevelAuthentication']],
    [
      'iscsi',
      ['[targets|login|logout ...]', 'iscsi login TARGET', '--watch', '--disk NUMBER', '--chap', '--retry TIME'],
    ],
    ['completion', ['completion SHELL', 'source <(winstation completion bash)', '$PROFILE']],
    ['capture', ['--no-redact', '-o, --output FILE']],
    ['record', ['--for TIME', '-o, --output FILE', '--no-redact', '--play RECORDING', '--host NAME', '--poll TIME']],
  ])('of %s has its options and examples', async (command, words) => {
    const { code, out } = await cli([command, '--help']);
    expect(code).toBe(0);
    for (const word of [...words, 'Examples:', `winstation ${command} `]) expect(out).toContain(word);
    expect((await cli(['help', command])).out).toBe(out);
  });

  it('fits a terminal of 132 columns', async () => {
    for (const argv of [['--help'], ...COMMANDS.map(({ name }) => [name, '--help'])]) {
      for (const line of (await cli(argv)).out.split('\n')) expect(line.length).toBeLessThanOrEqual(132);
    }
  });

  it('prints the version', async () => {
    for (const word of ['--version', '-V'])
      expect(await cli([word])).toMatchObject({ code: 0, out: '1.2.3\n', err: '' });
  });
});
