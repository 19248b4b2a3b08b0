import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportsOf, withoutExport } from '../../lab/setup/without-export.js';

/** Those that are there have exports, too. */
describe.each(readdirSync('prebuilds'))('a DLL without one of its exports (%s)', folder => {
  const file = readFileSync(`prebuilds/${folder}/winstation.node`);

  it('lacks that one, and has all others', () => {
    const names = exportsOf(file);
    expect(names).toContain('napi_register_module_v1');
    for (const name of names) {
      const rest = exportsOf(withoutExport(file, name));
      expect(rest).toHaveLength(names.length);
      expect(names.filter(it => !rest.includes(it))).toEqual([name]);
    }
    expect(() => withoutExport(file, 'napi_nothing')).toThrow('no export napi_nothing');
  });
});
