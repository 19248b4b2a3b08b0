import { describe, expect, it } from 'vitest';
import { askHosts } from '../../../lib/fleet/ask.js';
import { createWorld } from '../../../lib/mock/index.js';

const names = ['B', undefined, 'GONE', 'A'];

function farm() {
  const world = createWorld({ version: 1, hosts: [{ name: 'PC', local: true }, { name: 'A' }, { name: 'B' }] });
  world.host('GONE').unreachable();
  return world;
}

describe('many hosts', () => {
  it('answer in the order of their names, whatever becomes of one of them', async () => {
    const { module: winstation } = farm();
    const { signal } = new AbortController();
    const answers = await askHosts({ winstation, names, signal, timeout: undefined }, async host => host.name);
    expect(answers).toEqual([
      { host: 'B', value: 'B' },
      { host: 'PC', value: 'PC' },
      { host: 'GONE', error: expect.objectContaining({ reason: 'unreachable' }) },
      { host: 'A', value: 'A' },
    ]);
  });

  it('are asked at the same time, and closed also when they fail', async () => {
    const { module: winstation } = farm();
    const { signal } = new AbortController();
    let atOnce = 0;
    const answers = await askHosts({ winstation, names: ['A', 'B'], signal, timeout: undefined }, async host => {
      atOnce += 1;
      while (atOnce < 2) await undefined;
      const closed = () => host.sessions().then(String, error => error.name);
      if (host.name === 'A') throw Object.assign(new Error('odd'), { closed });
      return closed;
    });
    const afterwards = answers.map(it =>
      'value' in it ? it.value : (it.error as { closed(): Promise<string> }).closed,
    );
    for (const closed of afterwards) expect(await closed()).toBe('HostClosedError');
  });

  it('are given up together by the signal', async () => {
    const world = farm();
    world.host('A').hang();
    const controller = new AbortController();
    const fleet = { winstation: world.module, names: ['A', 'B'], signal: controller.signal, timeout: undefined };
    const asked = askHosts(fleet, host => host.sessions());
    await world.settled();
    controller.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });
});
