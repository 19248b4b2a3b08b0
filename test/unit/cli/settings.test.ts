import { describe, expect, it } from 'vitest';
import { SETTING_KEYS } from '../../../lib/cli/settings.js';
import { createWorld } from '../../../lib/mock/index.js';
import { cli, lines, office, scenarioFile } from './harness.js';

const OFFICE = JSON.parse(scenarioFile('office'));
const over = (argv: readonly string[], types?: readonly string[]) => {
  const world = createWorld(OFFICE);
  return { world, ended: cli(argv, { winstation: world.module, types }) };
};

describe('config', () => {
  it('shows what Windows keeps for an account', async () => {
    const { code, out } = await over(['config', 'reception']).ended;
    expect(code).toBe(0);
    expect(lines(out)[0]).toBe('reception on OFFICE');
    for (const key of SETTING_KEYS) expect(out).toMatch(new RegExp(`^  ${key} +\\S`, 'm'));
    const json = JSON.parse((await over(['config', 'reception', '--json']).ended).out);
    expect(json).toMatchObject([{ host: 'OFFICE', user: 'reception', allowLogon: true }]);
  });

  it('changes what differs, and shows it first', async () => {
    const argv = ['config', 'reception', '--set', 'maxidle=30m', '--set', 'onBroken=END', '--set', 'homeDrive='];
    const { world, ended } = over(argv, ['y']);
    const { code, err, out } = await ended;
    expect(code).toBe(0);
    expect(err).toMatch(/^USER +CHANGES\nreception +maxIdle: none -> 30m; onBroken: disconnect -> end\n/);
    expect(err).toContain('Change the settings of reception? [y/N]');
    expect(lines(out)[1]).toMatch(/^reception +changed$/);
    expect(await world.module.localHost().userConfig('reception')).toMatchObject({
      maxIdle: 1_800_000,
      onBroken: 'end',
    });
  });

  it('does nothing with --dry-run, or where nothing differs', async () => {
    const dry = over(['config', 'reception', '--set', 'allowLogon=no', '-n', '--json']);
    expect(JSON.parse((await dry.ended).out)).toMatchObject([
      { act: 'config', user: 'reception', changes: { allowLogon: false }, outcome: 'planned' },
    ]);
    expect(dry.world.calls.some(it => it.name === 'WTSSetUserConfigW')).toBe(false);
    const same = over(['config', 'reception', '--set', 'allowLogon=yes'], []);
    expect(await same.ended).toMatchObject({ code: 0, out: '', err: 'winstation: that is how it is already\n' });
  });

  it('fails for an account that is not there: that is not gone', async () => {
    const { code, out, err } = await over(['config', 'nobody', '--set', 'allowLogon=no', '-y']).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('NERR_UserNotFound');
  });

  it.each([
    [[], 'config needs a USER'],
    [['a', 'b'], "config takes one USER, not also 'b'"],
    [['a', '--yes'], '--yes belongs to --set'],
    [['a', '--set', 'maxIdle'], "--set needs KEY=VALUE, not 'maxIdle'"],
    [['a', '--set', 'maxIdl=1m'], "--set does not know 'maxIdl'; did you mean maxIdle?"],
    [['a', '--set', 'maxIdle=30s'], "maxIdle is none or a time in whole minutes, such as 30m or 2h, not '30s'"],
    [['a', '--set', 'allowLogon=true'], "allowLogon is yes or no, not 'true'"],
    [
      ['a', '--set', 'shadow=veiw'],
      "shadow is off, controlWithConsent, control, viewWithConsent, view, not 'veiw'; did",
    ],
    [['a', '--set', 'maxIdle=1m', '--set', 'MAXIDLE=2m'], '--set has maxIdle twice'],
    [['a', '--set', 'maxIdle=1m'], 'nobody can be asked here'],
    [['a', '--server', 'a\0b'], '--server must'],
  ])('%j is refused', async (argv, message) => {
    const { code, err } = await over(['config', ...argv]).ended;
    expect(code).toBe(2);
    expect(lines(err)[0]).toContain(`winstation: ${message}`);
  });
});

describe('listeners', () => {
  it('lists them, and shows one with who may do what', async () => {
    const all = await cli(['listeners'], { winstation: office() });
    expect(lines(all.out)).toEqual([
      'NAME     PORT  ENABLED  CONNECTIONS  SECURITY  NLA  COMMENT',
      expect.stringMatching(/^RDP-Tcp {2}3389 {2}yes /),
    ]);
    const { code, out } = await cli(['listeners', 'RDP-Tcp'], { winstation: office() });
    expect(code).toBe(0);
    expect(lines(out)[0]).toBe('Listener RDP-Tcp');
    expect(out).toMatch(/^ {2}left to each user +bitsPerPixel, onBroken, shadow$/m);
    expect(out).toMatch(/^ {2}S-1-5-32-555 +query, logon, connect$/m);
    const json = JSON.parse((await cli(['listeners', 'RDP-Tcp', '--json'], { winstation: office() })).out);
    expect(json).toMatchObject([{ name: 'RDP-Tcp', port: 3389, permissions: expect.any(Array) }]);
    expect(JSON.parse((await cli(['listeners', '--json'], { winstation: office() })).out)).toHaveLength(1);
  });

  it('fails for one that is not there', async () => {
    const { code, out, err } = await cli(['listeners', 'nope'], { winstation: office() });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('No listener has that name there.');
    expect((await cli(['listeners', 'a', 'b'], { winstation: office() })).code).toBe(2);
  });
});
