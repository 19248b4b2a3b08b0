import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../lib/cli/commands/index.js';
import { cli, office, scenarioFile } from './harness.js';

async function refused(...argv: string[]) {
  const { code, out, err } = await cli(argv, { winstation: office() });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  return err;
}

it.each([
  ...COMMANDS.filter(it => it.options.includes('timeout')).map(it => [`${it.name} --timeout x`, '--timeout needs']),
  ['logon-mode foo', "not 'foo'"],
  ['logon-mode open closed', "not also 'closed'"],
  ['logon-mode --yes', '--yes belongs to a MODE'],
])('says what is wrong with %s, and not that a world answers', async (line, wrong) => {
  const files = { 'office.json': scenarioFile('office') };
  const { code, err } = await cli([...line.split(' '), '--mock', 'office.json'], { files });
  expect(code).toBe(2);
  expect(err).toContain(wrong);
  expect(err).not.toContain('in place of Windows');
});

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
    [['list', 'foo'], "list takes no argument 'foo'; one session is shown by winstation show foo", 'list '],
    [['doctor', 'foo'], "doctor takes no argument 'foo'\n", 'doctor '],
    [['message', '', 'anna', '-y'], 'message needs a TEXT', 'message '],
    [['kill', '0', '-y'], '0 is no process that can be ended', 'kill '],
    [['processes', '--session', '1', '--session', '2'], 'give the session once', 'processes '],
    [['config', 'CORP\\anna'], 'USER is a name without its domain; --server is the machine that has it', 'config '],
    [['list', '--host', '@'], '--host @FILE needs the name of a file', 'list '],
    [['--mock', 'morning'], 'morning is a recording and not a scenario; play it with --play morning', ''],
    [['watch', '--play', 'office'], 'office is not a recording; it is a scenario, for --mock office', ''],
    [['quser'], "unknown command 'quser'; here it is: winstation list --details --kind user", ''],
    [['MSG', '*', 'hello'], "unknown command 'MSG'; here it is: winstation message TEXT SESSION", ''],
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
    [
      ['run', '--user', 'anna', 'C:\\x.exe', '-y'],
      "what follows PROGRAM is the program's own: -y stands before",
      'run ',
    ],
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

  it('guesses no word that is quite another one', async () => {
    expect(await refused('--nope')).not.toContain('did you mean');
    expect(await refused('message', 'hi', 'anna', '-y', '--buttons', 'foo')).toContain('; it knows ok, okCancel');
    expect(await refused('list', '--sort', 'idl')).toContain('did you mean idle?');
  });

  it('knows the commands of Windows that the docs have a table of', async () => {
    const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
    const table = page.split("## If you know Windows' own commands")[1]!.split('\n## ')[0]!;
    const theirs = table
      .split('\n')
      .filter(it => it.startsWith('| `'))
      .flatMap(row => [...row.split(' | ')[0]!.matchAll(/`([a-z]+)/g)].map(([, word]) => word!))
      .filter(word => !COMMANDS.some(it => it.name === word));
    expect(theirs.length).toBeGreaterThan(12);
    for (const word of theirs) expect(await refused(word)).toContain('; here it is: winstation ');
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

  it('has examples that every shell of Windows understands', async () => {
    for (const { name } of COMMANDS) {
      const { out } = await cli([name, '--help']);
      // cmd.exe knows no single quotes, and PowerShell takes @ for its own.
      for (const line of out.split('\n').filter(it => it.startsWith('  winstation '))) {
        expect(line.slice(0, line.lastIndexOf('  '))).not.toMatch(/'| @/);
      }
    }
  });

  it('speaks of no option that the command does not have', async () => {
    for (const { name, options } of COMMANDS) {
      const { out } = await cli([name, '--help']);
      if (!options.includes('details')) expect(out).not.toContain('--details');
    }
  });

  it('prints the version', async () => {
    for (const word of ['--version', '-V'])
      expect(await cli([word])).toMatchObject({ code: 0, out: '1.2.3\n', err: '' });
  });
});
