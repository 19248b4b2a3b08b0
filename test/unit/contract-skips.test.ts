import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NEED_TERM_SERVICE, withoutTermService } from '../contract/remote-desktop-off.js';

it('every contract test that is left out with remote desktop off is there', () => {
  const folder = new URL('../contract/terminal/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const sources = files.map(name => readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8')).join('\n');
  for (const name of Object.keys(NEED_TERM_SERVICE)) expect(sources).toContain(`'${name}'`);
});

it('TermService is stopped on the local host of any scenario, and on no other', () => {
  const stopped = { termService: 'stopped' };
  expect(withoutTermService()).toEqual({ version: 1, hosts: [stopped] });
  expect(withoutTermService({ version: 1, hosts: [{ name: 'A', local: false }] })).toEqual({
    version: 1,
    hosts: [stopped, { name: 'A', local: false }],
  });
  expect(withoutTermService({ version: 1, hosts: [{ name: 'A' }, { name: 'B', local: true }] })).toEqual({
    version: 1,
    hosts: [{ name: 'A' }, { name: 'B', local: true, ...stopped }],
  });
  expect(withoutTermService({ version: 1, hosts: [{ termService: 'running' }] })).toEqual({
    version: 1,
    hosts: [{ termService: 'running' }],
  });
});
