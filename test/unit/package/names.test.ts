import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENTRIES } from '../../../scripts/entries.mjs';

// The files that ship are made short. What a program or a person sees of them by name must stay what it is in the sources.
const require = createRequire(join(process.cwd(), 'package.json'));
const winstation = require('winstation') as typeof import('winstation');
const { createWorld } = require('winstation/mock') as typeof import('winstation/mock');

async function refusedLogoff(): Promise<Error> {
  const host = createWorld().module.localHost();
  const refused = host.logoff(99).then(() => new Error('there is such a session'));
  return await refused.catch((reason: Error) => reason);
}

describe('in the files that ship', () => {
  it.each(ENTRIES)('every function and class of $name is called what it is exported as', ({ name: entry }) => {
    const functions = Object.entries(require(entry) as object).filter(([, value]) => typeof value === 'function');
    expect(functions.map(([, { name }]) => name)).toEqual(functions.map(([key]) => key));
  });

  it('an error names its class', async () => {
    const error = await refusedLogoff();
    expect(error).toBeInstanceOf(winstation.WindowsError);
    expect([error.name, error.constructor.name]).toEqual(['WindowsError', 'WindowsError']);
  });

  it('a stack names functions, methods and their classes, also those inside of others', async () => {
    const { stack = '' } = await refusedLogoff();
    const names = [...stack.matchAll(/^ +at (?:async |new )*([\w$.]+) \(.*[\\/]dist[\\/]/gm)].map(
      ([, name = '']) => name,
    );
    expect(names).toContain('TerminalHost.logoff');
    expect(names.flatMap(name => name.split('.')).filter(name => name.length < 3)).toEqual([]);
  });

  it('no line is so long that a position in it says nothing', () => {
    const dist = join(process.cwd(), 'dist');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.js'));
    expect(files).toContain('core.js');
    const long = files.filter(name => /.{400}/.test(readFileSync(join(dist, name), 'utf8')));
    expect(long).toEqual([]);
  });
});
