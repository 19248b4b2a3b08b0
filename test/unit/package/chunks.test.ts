import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { type Built, buildPretended, opened, remove } from './pretend.js';

const built: Built[] = [];
const build = async (changes?: Readonly<Record<string, string>>) => {
  const one = await buildPretended(changes);
  built.push(one);
  return one;
};
afterEach(() => {
  for (const one of built.splice(0)) remove(one);
});

/** A file without the list of what others import from it. */
const codeOf = (text: string) => text.split(/^exports\.\w+ = /m)[0];

const LIMIT_MS = 60_000;

it(
  'opens for an entry what its domain needs, and has one copy of each class',
  async () => {
    const one = await build();
    const { require } = one;
    const open = (name: string) => opened(one, () => require(`./${name}.js`));

    expect(await open('identity/index')).toEqual(['identity/domain.js', 'identity/index.js']);
    expect(await open('index')).toEqual(['core.js', 'index.js']);
    expect(await open('feigned/index')).toEqual(['common.js', 'feigned/domain.js', 'feigned/index.js']);
    expect(await open('pretend/index')).toEqual(['pretend/domain.js', 'pretend/index.js']);
    expect(await open('mock/index')).toEqual([
      'desktop/domain.js',
      'iscsi/domain.js',
      'logon/domain.js',
      'mock/index.js',
      'moniker/domain.js',
      'vss/domain.js',
    ]);

    const { pretend, PretendError } = require('./pretend/index.js');
    const mock = require('./mock/index.js');
    const ofWorld = mock.createPretend(() => undefined);
    expect(ofWorld.fails()).toBeInstanceOf(PretendError);
    expect(ofWorld.fails().message).toBe('E_PRETEND');
    expect(ofWorld.counter).toBe(mock.createFeigned().counter);
    expect(ofWorld.counter).toBe(require('./feigned/index.js').createFeigned().counter);
    expect(ofWorld.luid).toBe(require('./identity/index.js').luid);
    expect(pretend.WindowsError).toBe(require('./core.js').WindowsError);
    expect(ofWorld.WindowsError).toBe(pretend.WindowsError);
  },
  LIMIT_MS,
);

it(
  'makes the main entry no bigger by another domain',
  async () => {
    const { files } = await build();
    for (const name of ['core.js', 'index.js', 'identity/domain.js', 'identity/index.js']) {
      expect(codeOf(String(files.get(name))), name).toBe(codeOf(readFileSync(`dist/${name}`, 'utf8')));
    }
  },
  LIMIT_MS,
);

it(
  'opens a domain that the core imports late when it is needed',
  async () => {
    const one = await build({
      'winstation.ts': `export const capturePretend = async () => (await import('./pretend/capture.js')).capture();`,
      'index.ts': `export { capturePretend } from './winstation.js';`,
    });
    const { require } = one;
    expect(await opened(one, () => require('./index.js'))).toEqual(['core.js', 'index.js']);
    let captured: unknown;
    const late = await opened(one, async () => {
      captured = await require('./index.js').capturePretend();
    });
    expect(late).toContain('pretend/domain.js');
    expect(late).not.toContain('pretend/index.js');
    expect(captured).toBeInstanceOf(require('./pretend/index.js').PretendError);
  },
  LIMIT_MS,
);

it.each([
  [
    'a door to the addon in what the mock opens',
    'pretend/create.ts',
    `export { defaultBackend } from '../backend.js';`,
  ],
  ['a domain in the core', 'winstation.ts', `export { createPretend } from './pretend/create.js';`],
  ['a part of the mock in the core', 'winstation.ts', `export { createWorld } from './mock/index.js';`],
  ['values that need something', 'identity/luid.ts', `import { sep } from 'node:path';\nconsole.log(sep);`],
  [
    'a copy of a class in the values',
    'identity/luid.ts',
    `import { TimeoutError } from '../errors/stop.js';\nconsole.log(TimeoutError);`,
  ],
  [
    'a copy of what the values remember in the core',
    'identity/guid-text.ts',
    'const known = new Map();\nconsole.log(known);',
  ],
])(
  'refuses %s',
  async (_, file, line) => {
    const used: Readonly<Record<string, string>> =
      file === 'winstation.ts' ? { 'index.ts': `export * from './winstation.js';` } : {};
    const said = await build({ [file]: line, ...used }).then(() => 'nothing', String);
    expect(said).toMatch(/would (hold|need)/);
  },
  LIMIT_MS,
);
