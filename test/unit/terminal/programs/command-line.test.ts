import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argumentsOf } from '../../../../lib/mock/terminal/programs/arguments-of.js';
import { commandLine, quoted } from '../../../../lib/terminal/programs/command-line.js';

const FILE = 'C:\\Program Files\\A & B\\tool.exe';

/** Much of what has a meaning, and any other character besides. */
const argument = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', '\\', ' ', '\t', 'a', '%', '^', '&', '\n', 'ß', '漢'),
    fc.string({ maxLength: 1 }),
  ),
  maxLength: 12,
});

describe('the command line', () => {
  it('is read back as the same arguments', () => {
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 6 }), args => {
        expect(argumentsOf(commandLine(FILE, args, false))).toEqual([FILE, ...args]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['', '""'],
    ['plain', 'plain'],
    ['C:\\folder\\', 'C:\\folder\\'],
    ['two words', '"two words"'],
    ['C:\\two words\\', '"C:\\two words\\\\"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['a\\"b', '"a\\\\\\"b"'],
    ['\\\\', '\\\\'],
    ['"', '"\\""'],
    ['tab\there', '"tab\there"'],
  ])('%j becomes %s', (given, written) => {
    expect(quoted(given)).toBe(written);
  });

  it('has the program in quotes whatever its path', () => {
    expect(commandLine('C:\\a.exe', [], false)).toBe('"C:\\a.exe"');
    expect(argumentsOf(commandLine('\\\\server\\share\\a b.exe', ['x'], false))[0]).toBe('\\\\server\\share\\a b.exe');
  });

  it('leaves verbatim arguments as they are', () => {
    expect(commandLine('C:\\msiexec.exe', ['/i', 'NAME="a b"'], true)).toBe('"C:\\msiexec.exe" /i NAME="a b"');
  });
});

describe('CommandLineToArgvW, as the model has it', () => {
  // The table of Microsoft's page about the C runtime's arguments, and of CommandLineToArgvW.
  it.each([
    ['x "a b c" d e', ['a b c', 'd', 'e']],
    ['x "ab\\"c" "\\\\" d', ['ab"c', '\\', 'd']],
    ['x a\\\\\\b d"e f"g h', ['a\\\\\\b', 'de fg', 'h']],
    ['x a\\\\\\"b c d', ['a\\"b', 'c', 'd']],
    ['x a\\\\\\\\"b c" d e', ['a\\\\b c', 'd', 'e']],
    ['x a"b"" c d', ['ab" c d']],
  ])('takes %s apart', (line, args) => {
    expect(argumentsOf(line).slice(1)).toEqual(args);
  });
});
