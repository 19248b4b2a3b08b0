import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

// The two are run as tests. What is shown must be what ran.
it.each(['examples/idle-sweep.mjs', 'examples/idle-sweep.test.mjs'])('the README shows %s as it is', file => {
  const shown = [...read('README.md').matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code?.trim());
  expect(shown).toContain(read(file).trim());
});
