import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGES = ['README.md', ...readdirSync(`${ROOT}docs`, { encoding: 'utf8' }).map(name => `docs/${name}`)]
  .filter(name => name.endsWith('.md'))
  .sort();
const BLOCK = /(?<!^<!-- excerpt -->\n)^```(?:js|ts)\n([\s\S]*?)^```$/gm;
const STRICT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ['node'],
  strict: true,
  // The blocks are JavaScript: parameters have no types there, and what is caught may be anything.
  noImplicitAny: false,
  useUnknownInCatchVariables: false,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What blocks take as given: functions of the reader's own, and globals of test runners. */
const GIVEN = `
declare function report(it: unknown): Promise<void>;
declare module '@jest/globals' {
  export { expect, test, vi as jest } from 'vitest';
}
`;
const BESIDE = `${ROOT}examples/scenarios/`;
const FILES = {
  'given.d.ts': GIVEN,
  'idle-sweep.d.mts': 'export {};',
  'morning.json': readFileSync(`${ROOT}examples/recordings/morning.json`, 'utf8'),
};

interface Block {
  readonly name: string;
  readonly code: string;
}

/** Beside the pages, so that `./office.json` and the package itself are found from there. */
function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(ROOT + page, 'utf8').replaceAll('\r\n', '\n');
  // An excerpt of the library's own code is no program.
  return [...text.matchAll(BLOCK)].map(found => {
    const line = text.slice(0, found.index).split('\n').length;
    return { name: `${BESIDE}${page.replaceAll(/\W/g, '-')}-${line}.ts`, code: found[1] ?? '' };
  });
}

/** The faults that a compiler finds in these programs. */
function faultsOf(blocks: readonly Block[]): readonly string[] {
  const files = Object.entries(FILES).map(([name, code]) => [BESIDE + name, code] as const);
  const virtual = new Map([...files, ...blocks.map(({ name, code }) => [name, code] as const)]);
  const host = ts.createCompilerHost(STRICT);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = name => virtual.has(name) || fileExists(name);
  host.readFile = name => virtual.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) => {
    const code = virtual.get(name);
    return code === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, code, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...virtual.keys()], STRICT, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const at = file ? `${file.fileName.slice(ROOT.length)}:${file.getLineAndCharacterOfPosition(start).line + 1}` : '';
    return `${at} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

it('the pages have blocks to compile', () => {
  expect(PAGES.flatMap(blocksOf).length).toBeGreaterThan(30);
});

it('every block of README and docs compiles as TypeScript', () => {
  expect(faultsOf(PAGES.flatMap(blocksOf))).toEqual([]);
}, 60_000);

it('a block that does not compile is found', () => {
  const name = `${BESIDE}wrong.ts`;
  const code = `import { localHost } from 'winstation';\nfor await (const e of localHost().watch({ types: ['lock'] })) e.sesion;\n`;
  expect(faultsOf([{ name, code }])).toEqual([expect.stringContaining(`'sesion' does not exist`)]);
}, 60_000);
