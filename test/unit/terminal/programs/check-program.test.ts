import { describe, expect, it } from 'vitest';
import { checkProgram, checkRunOptions, checkSpawnOptions } from '../../../../lib/terminal/programs/check-program.js';

const code = (call: () => unknown): unknown => {
  try {
    call();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return undefined;
};

describe('what may be started', () => {
  it.each(['C:\\Tools\\tray.exe', 'c:/tools/tray.exe', '\\\\server\\share\\tray.exe', 'C:\\Ünï\\漢.exe'])(
    '%s',
    file => {
      expect(checkProgram(file, [], {}).file).toBe(file);
    },
  );

  it.each([
    'tray.exe',
    '.\\tray.exe',
    'C:tray.exe',
    '\\tray.exe',
    '\\\\',
    '',
    'C:\\a"b.exe',
    'C:\\a\0b.exe',
    'C:\\setup.cmd',
    'C:\\setup.BAT',
    'C:\\setup.bat.',
    'C:\\setup.cmd . .',
  ])('not %j', file => {
    expect(code(() => checkProgram(file, [], {}))).toBe('ERR_INVALID_ARG_VALUE');
  });

  it('a batch file only with arguments that the caller answers for', () => {
    expect(checkProgram('C:\\setup.cmd', ['a b'], { verbatimArguments: true }).commandLine).toBe('"C:\\setup.cmd" a b');
  });

  it('as many arguments as Windows takes', () => {
    const file = 'C:\\a.exe';
    const most = 32_766 - `"${file}" `.length;
    expect(checkProgram(file, ['x'.repeat(most)], {}).commandLine).toHaveLength(32_766);
    expect(code(() => checkProgram(file, ['x'.repeat(most + 1)], {}))).toBe('ERR_OUT_OF_RANGE');
  });

  it('nothing of a wrong type', () => {
    expect(code(() => checkProgram(7 as never, [], {}))).toBe('ERR_INVALID_ARG_TYPE');
    expect(code(() => checkProgram('C:\\a.exe', 'x' as never, {}))).toBe('ERR_INVALID_ARG_TYPE');
    expect(code(() => checkProgram('C:\\a.exe', ['x', 1] as never, {}))).toBe('ERR_INVALID_ARG_TYPE');
    expect(code(() => checkProgram('C:\\a.exe', ['x\0'], {}))).toBe('ERR_INVALID_ARG_VALUE');
  });
});

describe('options of a program', () => {
  it.each([
    [{ cwd: 'relative' }, 'ERR_INVALID_ARG_VALUE'],
    [{ cwd: 7 }, 'ERR_INVALID_ARG_TYPE'],
    [{ env: 'x' }, 'ERR_INVALID_ARG_TYPE'],
    [{ env: { '': 'x' } }, 'ERR_INVALID_ARG_VALUE'],
    [{ env: { 'a=b': 'x' } }, 'ERR_INVALID_ARG_VALUE'],
    [{ env: { a: 'x\0y' } }, 'ERR_INVALID_ARG_VALUE'],
    [{ env: { a: 1 } }, 'ERR_INVALID_ARG_TYPE'],
    [{ env: { a: 'x'.repeat(32_767) } }, 'ERR_OUT_OF_RANGE'],
    [{ elevated: true }, 'ERR_INVALID_ARG_TYPE'],
    [{ elevated: 'yes' }, 'ERR_INVALID_ARG_VALUE'],
    [{ window: 'large' }, 'ERR_INVALID_ARG_VALUE'],
    [{ verbatimArguments: 1 }, 'ERR_INVALID_ARG_TYPE'],
    [{ timeout: -1 }, 'ERR_OUT_OF_RANGE'],
    [{ signal: {} }, 'ERR_INVALID_ARG_TYPE'],
    [{ input: 'x' }, 'ERR_INVALID_ARG_VALUE'],
    [{ lifetime: 'long' }, 'ERR_INVALID_ARG_VALUE'],
    [{ output: 'pipe' }, 'ERR_INVALID_ARG_VALUE'],
  ])('spawn refuses %j', (options, expected) => {
    expect(code(() => checkSpawnOptions(options as never))).toBe(expected);
  });

  it.each([
    [{ input: 7 }, 'ERR_INVALID_ARG_TYPE'],
    [{ maxOutput: -1 }, 'ERR_OUT_OF_RANGE'],
    [{ maxOutput: 1.5 }, 'ERR_OUT_OF_RANGE'],
    [{ maxOutput: Number.POSITIVE_INFINITY }, 'ERR_OUT_OF_RANGE'],
    [{ lifetime: 'own' }, 'ERR_INVALID_ARG_VALUE'],
  ])('run refuses %j', (options, expected) => {
    expect(code(() => checkRunOptions(options as never))).toBe(expected);
  });

  it('takes what is right', () => {
    checkSpawnOptions({ cwd: 'C:\\', env: { A: undefined }, elevated: 'required', window: 'hidden', output: 'stream' });
    checkRunOptions({ input: new Uint8Array(3), maxOutput: 0, timeout: Number.POSITIVE_INFINITY });
  });
});
