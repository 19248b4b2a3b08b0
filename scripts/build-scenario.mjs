// Makes lib/mock/world/scenario/validator.generated.ts from the schema: the package validates without a JSON Schema library.
import { readFileSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

const folder = new URL('../lib/mock/world/scenario/', import.meta.url);
// The code carries the schema along; descriptions would only make it longer.
const terse = (key, value) => (key === 'description' && typeof value === 'string' ? undefined : value);
const schema = JSON.parse(readFileSync(new URL('scenario.schema.json', folder), 'utf8'), terse);

const ajv = new Ajv({
  allowUnionTypes: true,
  strictTypes: false,
  messages: false,
  code: { source: true, esm: true, lines: true },
});
const code = standaloneCode.default(ajv, ajv.compile(schema));
// A keyword that needs ajv at run time would make it a dependency of whoever installs this package.
const needs = /\brequire\(\s*["']([^"']+)/.exec(code);
if (needs) throw new Error(`the schema uses a keyword whose check needs ${needs[1]} at run time; use another`);

const target = new URL('validator.generated.ts', folder);
const text = `// @ts-nocheck: made by scripts/build-scenario.mjs from scenario.schema.json\n${code}`;
let before;
try {
  before = readFileSync(target, 'utf8');
} catch {
  before = undefined;
}
if (before !== text) writeFileSync(target, text);
