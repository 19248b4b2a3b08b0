import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../lib/cli/commands/index.js';
import { cli, lines } from './harness.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'winstation-completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'world file.json'), '{}');

async function scriptOf(shell: string): Promise<string> {
  const { code, out, err } = await cli(['completion', shell]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const file = join(folder, `completion.${shell}`);
  writeFileSync(file, out);
  return file;
}

/** What a shell offers for the last of the words. */
type Offer = (...words: readonly string[]) => readonly string[];

function run(program: string, args: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: folder });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter(Boolean);
}

const SHELLS: Readonly<Record<string, (file: string) => Offer>> = {
  bash: file => {
    return (...words) => run('bash', ['--norc', here('./offer.bash'), file, ...words]);
  },
  zsh: file => {
    return (...words) => {
      const last = words.at(-1)?.replace(/^--\w+=/, '') ?? '';
      // zsh itself leaves out what does not begin with the word.
      return run('zsh', ['-f', here('./offer.zsh'), file, ...words]).filter(it => it.startsWith(last));
    };
  },
  fish: file => {
    const quoted = (words: readonly string[]) =>
      words
        .map(it => `'${it}'`)
        .join(' ')
        .replace(/ ''$/, ' ');
    return (...words) =>
      run('fish', ['--no-config', '-c', `source ${file}; complete -C "${quoted(words).replaceAll("'", '')}"`]).map(
        it => it.split('\t')[0] ?? '',
      );
  },
};
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

// Each runs where its shell is installed.
for (const shell of Object.keys(SHELLS)) {
  if (!has(shell)) console.log(`${shell} is not installed here, so its completion is not tried; .ci/run installs it`);
}

describe.each(Object.keys(SHELLS))('the completion of %s', shell => {
  const offered = async () => (SHELLS[shell] as (file: string) => Offer)(await scriptOf(shell));

  it.skipIf(!has(shell))('offers commands, options and their words', async () => {
    const offer = await offered();
    expect(offer('winstation', 'logof')).toEqual(['logoff']);
    expect(offer('winstation', '--user', 'anna', 'rec')).toEqual(['record']);
    expect(offer('winstation', 'logoff', '--wa')).toEqual(['--warn']);
    expect(offer('winstation', 'list', '--warn')).toEqual([]);
    expect(offer('winstation', '--det')).toEqual(['--details']);
    expect(offer('winstation', 'list', '--state', 'dis')).toEqual(['disconnected']);
    expect(offer('winstation', 'message', '--icon', 'w')).toEqual(['warning']);
    expect(offer('winstation', 'run', '--elevated', 'i')).toEqual(['ifPossible']);
    expect(offer('winstation', 'run', '--verb')).toEqual(['--verbatim']);
    expect(offer('winstation', 'iscsi', 'log')).toEqual(['login', 'logout']);
    expect(offer('winstation', 'iscsi', '--chap-')).toEqual(['--chap-user']);
    expect(offer('winstation', 'listeners', '--cr')).toEqual(['--create']);
    expect(offer('winstation', 'completion', 'z')).toEqual(['zsh']);
    expect(offer('winstation', 'help', 'proc')).toEqual(['processes']);
  });

  it.skipIf(!has(shell))('offers files where there is a file', async () => {
    const offer = await offered();
    expect(offer('winstation', 'capture', '-o', 'world').map(it => it.replaceAll('\\', ''))).toEqual([
      'world file.json',
    ]);
    expect(offer('winstation', '--mock', 'off')).toEqual(['office']);
    expect(offer('winstation', 'list', '--host', 'w')).toEqual([]);
  });

  it.skipIf(!has(shell))('knows every command and every option', async () => {
    const offer = await offered();
    const names = COMMANDS.map(it => it.name);
    expect(offer('winstation', '').filter(it => !it.startsWith('-'))).toEqual(expect.arrayContaining(names));
    for (const command of COMMANDS) {
      const options = offer('winstation', command.name, '--');
      expect([...options].sort()).toEqual([...command.options.map(it => `--${it}`)].sort());
    }
  });
});

describe('bash', () => {
  it.skipIf(!has('bash'))('completes values behind = and behind a comma', async () => {
    const offer = (SHELLS.bash as (file: string) => Offer)(await scriptOf('bash'));
    // Bash itself makes three words of one.
    expect(offer('winstation', 'list', '--state', '=', 'dis')).toEqual(['disconnected']);
    expect(offer('winstation', 'list', '--state', '=')).toContain('active');
    expect(offer('winstation', 'watch', '--type', 'lock,un')).toEqual(['lock,unlock']);
  });
});

describe('the completion of powershell', () => {
  it('has every command, and quotes its texts', async () => {
    const { out } = await cli(['completion', 'PowerShell']);
    for (const { name } of COMMANDS) expect(out).toContain(`    '${name}' = `);
    expect(out).toContain('Register-ArgumentCompleter -Native -CommandName winstation');
    // A single quote within a text is written twice, so quotes come in pairs.
    const code = lines(out).filter(it => !/^\s*#/.test(it) && !it.includes(`"'"`));
    for (const line of code) expect(line.split("'").length % 2).toBe(1);
  });
});

it('a shell must be named, and known', async () => {
  for (const [argv, message] of [
    [[], 'completion needs a shell: bash, zsh, fish, powershell'],
    [['bsh'], "there is no completion for 'bsh'; did you mean bash?"],
    [['constructor'], "there is no completion for 'constructor'; there is for bash, zsh, fish, powershell"],
    [['bash', 'zsh'], "completion takes one shell, not also 'zsh'"],
  ] as const) {
    const { code, out, err } = await cli(['completion', ...argv]);
    expect({ code, out, line: lines(err)[0] }).toEqual({ code: 2, out: '', line: `winstation: ${message}` });
  }
});
