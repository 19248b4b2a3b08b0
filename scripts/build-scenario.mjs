// Makes the schema of a scenario from the parts of the general room and of each domain, and from that a validator, so that the
// package validates without a JSON Schema library. Both lie in lib/mock/world/scenario/.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

const mock = new URL('../lib/mock/', import.meta.url);
const folder = new URL('world/scenario/', mock);
const PART = 'scenario/part.schema.json';

const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds what a domain says. It adds keys and changes none. */
function add(whole, part, path) {
  for (const [key, value] of Object.entries(part)) {
    if (isObject(whole[key]) && isObject(value)) add(whole[key], value, `${path}/${key}`);
    else if (Object.hasOwn(whole, key)) throw new Error(`${path}/${key} is in the schema already`);
    else whole[key] = value;
  }
}

function writeIfNew(name, text) {
  const target = new URL(name, folder);
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}

const schema = JSON.parse(readFileSync(new URL('root.schema.json', folder), 'utf8'));
for (const name of readdirSync(mock).sort()) {
  const part = new URL(`${name}/${PART}`, mock);
  if (existsSync(part)) add(schema, JSON.parse(readFileSync(part, 'utf8')), `${name}/${PART}#`);
}
writeIfNew('scenario.schema.json', `${JSON.stringify(schema, null, 2)}\n`);

// The code carries the schema along; descriptions would only make it longer.
const terse = JSON.parse(JSON.stringify(schema), (key, value) =>
  key === 'description' && typeof value === 'string' ? undefined : value,
);
const ajv = new Ajv({
  allowUnionTypes: true,
  strictTypes: false,
  messages: false,
  code: { source: true, esm: true, lines: true },
});
const code = standaloneCode.default(ajv, ajv.compile(terse));
// A keyword that needs ajv at run time would make it a dependency of everybody who installs this package.
const needs = /\brequire\(\s*["']([^"']+)/.exec(code);
if (needs) throw new Error(`the schema uses a keyword whose check needs ${needs[1]} at run time; use another`);

writeIfNew(
  'validator.generated.ts',
  `// @ts-nocheck: made by scripts/build-scenario.mjs from scenario.schema.json\n${code}`,
);
