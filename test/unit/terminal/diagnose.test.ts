import { expect, it } from 'vitest';
import { NoAddonError } from '../../../lib/errors/no-addon.js';
import { createWorld } from '../../../lib/mock/index.js';
import { createWinstation } from '../../../lib/winstation.js';

const ofServices = ({ checks }: { readonly checks: readonly { readonly name: string }[] }) =>
  checks.find(it => it.name === 'terminalServices');

it('a list that is never answered is a failed check, in limited time', async () => {
  const world = createWorld();
  using _hang = world.hang();
  const diagnosed = world.module.diagnose();
  await world.advance(10_000);
  const diagnosis = await diagnosed;
  expect(diagnosis.ok).toBe(false);
  expect(ofServices(diagnosis)).toMatchObject({
    state: 'failed',
    found: 'The sessions cannot be listed: no answer in time. The service TermService is running.',
  });
});

it('a caller that gives a timeout does not wait longer', async () => {
  const world = createWorld();
  using _hang = world.hang();
  const diagnosed = world.module.diagnose(undefined, { timeout: 100 });
  await world.advance(100);
  expect(ofServices(await diagnosed)).toMatchObject({ state: 'failed' });
});

it('where the list fails and TermService is stopped, the advice is to start it', async () => {
  const world = createWorld({ version: 1, hosts: [{ termService: 'stopped' }] });
  using _fault = world.fail('WTSEnumerateSessionsExW', { code: 'RPC_S_INVALID_BINDING' });
  expect(ofServices(await world.module.diagnose())).toMatchObject({
    state: 'failed',
    found: 'The sessions cannot be listed: RPC_S_INVALID_BINDING (unreachable). The service TermService is stopped.',
    advice: 'Start it: sc start TermService.',
  });
});

it('says what to do where there is no addon', async () => {
  const missing = createWinstation(() => {
    throw new NoAddonError('there is none');
  });
  const { ok, checks } = await missing.diagnose();
  expect(ok).toBe(false);
  expect(checks).toEqual([
    {
      name: 'addon',
      state: 'failed',
      found: 'there is none',
      advice: expect.stringContaining(
        process.platform === 'win32' ? 'Troubleshooting' : "createWorld() of 'winstation/mock'",
      ),
    },
  ]);
});
