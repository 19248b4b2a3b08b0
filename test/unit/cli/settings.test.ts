import { describe, expect, it } from 'vitest';
import { USER_SETTINGS } from '../../../lib/cli/settings/of-users.js';
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
    for (const key of USER_SETTINGS) expect(out).toMatch(new RegExp(`^  ${key} +\\S`, 'm'));
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

  it('changes what differs, and shows it first', async () => {
    const argv = ['listeners', 'RDP-Tcp', '--set', 'disabled=DRIVES, clipboard', '--set', 'maxIdle=90m'];
    const more = [
      '--set',
      'shadow=view',
      '--set',
      'comment=a=b',
      '--set',
      'enabled=yes',
      '--set',
      'bitsPerPixel=perUser',
    ];
    const { world, ended } = over([...argv, ...more, '--set', 'automaticLogon=CORP\\kiosk'], ['y']);
    const { code, err, out } = await ended;
    expect(err).toMatch(
      /^LISTENER +CHANGES\nRDP-Tcp +comment: '' -> a=b; maxIdle: none -> 1h30m; shadow: perUser -> view; automaticLogon: none -> CORP\\kiosk; disabled: none -> drives, clipboard\n/,
    );
    expect(err).toContain('Change the listener RDP-Tcp? [y/N]');
    expect(code).toBe(0);
    expect(lines(out)[1]).toMatch(/^RDP-Tcp +changed$/);
    expect(await world.module.localHost().listener('RDP-Tcp')).toMatchObject({
      disabled: ['drives', 'clipboard'],
      maxIdle: 5_400_000,
      shadow: 'view',
      comment: 'a=b',
      inherits: { shadow: false, bitsPerPixel: true, onBroken: true },
      automaticLogon: { user: 'kiosk', domain: 'CORP' },
    });
  });

  it('changes nothing with --dry-run, without a yes, or where nothing differs', async () => {
    const argv = ['listeners', 'RDP-Tcp', '--set', 'maxConnections=7'];
    const dry = over([...argv, '-n', '--json']);
    expect(JSON.parse((await dry.ended).out)).toMatchObject([
      { act: 'listeners', listener: 'RDP-Tcp', changes: { maxConnections: 7 }, outcome: 'planned' },
    ]);
    const no = over(argv, ['n']);
    expect((await no.ended).code).toBe(1);
    for (const { world } of [dry, no]) expect(world.calls.some(it => it.name === 'WTSCreateListenerW')).toBe(false);
    const same = over(['listeners', 'RDP-Tcp', '--set', 'maxConnections=unlimited'], []);
    expect(await same.ended).toMatchObject({ code: 0, out: '', err: 'winstation: that is how it is already\n' });
  });

  it('makes one, unless there is one', async () => {
    const argv = ['listeners', 'RDP-Admin', '--create', '--set', 'port=3390'];
    const { world, ended } = over([...argv, '--set', 'onBroken=end'], ['y']);
    const { code, err, out } = await ended;
    expect(err).toMatch(/^LISTENER +CHANGES\nRDP-Admin +port: 3390; onBroken: end\n/);
    expect(err).toContain('Make the listener RDP-Admin, which no call of Windows removes? [y/N]');
    expect({ code, out: lines(out)[1] }).toMatchObject({ code: 0, out: expect.stringMatching(/^RDP-Admin +made$/) });
    expect(await world.module.localHost().listener('RDP-Admin')).toMatchObject({ port: 3390, onBroken: 'end' });
    const again = await cli(['listeners', 'rdp-tcp', '--create', '--set', 'port=1', '-n'], { winstation: office() });
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('there is a listener rdp-tcp already; leave --create out to change it');
    const none = await over(['listeners', 'nope', '--set', 'port=3390', '-y']).ended;
    expect(none).toMatchObject({ code: 1, out: '', err: expect.stringContaining('No listener has that name there.') });
  });

  it('shows who may do what, and sets it', async () => {
    const { code, out } = await over(['listeners', 'RDP-Tcp', '--security']).ended;
    expect(code).toBe(0);
    const before = out.trimEnd();
    expect(before).toMatch(/^D:\(A;/);
    const json = JSON.parse((await over(['listeners', 'RDP-Tcp', '--security', '--json']).ended).out);
    expect(json).toEqual([{ name: 'RDP-Tcp', security: before }]);
    const after = 'D:(A;;GA;;;SY)(A;;GA;;;BA)';
    const set = over(['listeners', 'RDP-Tcp', '--set', `security=${after}`], ['y']);
    const ended = await set.ended;
    expect(ended.err).toContain(`security: ${before} -> ${after}\n`);
    expect(ended.err).toContain('Change who may do what to sessions of RDP-Tcp? [y/N]');
    expect(ended.code).toBe(0);
    expect(await set.world.module.localHost().listenerSecurity('RDP-Tcp')).toBe(after);
  });

  it.each([
    [['--set', 'port=1', '-y'], '--set needs the NAME of a listener'],
    [['--create', '-y'], '--create needs the NAME of a listener'],
    [['--security'], '--security needs the NAME of a listener'],
    [['a', '--create', '--set', 'maxIdle=1h', '-y'], '--create needs a port: --set port=3390'],
    [['a', '--create', '-y'], '--create needs a port'],
    [['a', '-y'], '--yes belongs to --set'],
    [['a', '--set', 'port=70000', '-y'], 'port must be a whole number from 1 to 65535'],
    [['a', '--set', 'port=x', '-y'], "port is a number, not 'x'"],
    [['a', '--set', 'maxConnections=many', '-y'], "maxConnections is a number or unlimited, not 'many'"],
    [['a', '--set', 'disabled=drives,clipbord', '-y'], 'disabled is none, or with commas drives, clipboard'],
    [['a', '--set', 'bitsPerPixel=12', '-y'], "bitsPerPixel is 8, 15, 16, 24, 32, perUser, not '12'"],
    [['a', '--set', 'securityLayer=perUser', '-y'], 'securityLayer is rdp, negotiate, tls'],
    [['a', '--set', 'automaticLogon=kiosk', '-y'], "automaticLogon is none or 'DOMAIN\\USER', not 'kiosk'"],
    [['a', '--set', 'maxIdle=0s', '-y'], "maxIdle is none or a time, such as 30m or 2h, not '0s'"],
    [['a', '--set', 'prot=1', '-y'], "--set does not know 'prot'; did you mean port?"],
    [['a', '--set', `comment=${'x'.repeat(61)}`, '-y'], 'comment.length must be at most 60'],
    [['a', '--set', 'security=D:(A;;GA;;;SY', '-y'], 'security is SDDL: '],
    [['a', '--set', 'security=D:', '--set', 'port=1', '-y'], 'security is set alone'],
    [['a', '--security', '--set', 'port=1', '-y'], '--security shows it; --set security=SDDL sets it'],
    [['a', '--set', 'port=1'], 'nobody can be asked here'],
    [['a', '--host', 'x'], 'listeners has no option --host'],
  ])('%j is refused, and nothing is asked', async (argv, message) => {
    const { world, ended } = over(['listeners', ...argv]);
    const { code, err } = await ended;
    expect({ code, calls: world.calls }).toEqual({ code: 2, calls: [] });
    expect(lines(err)[0]).toContain(`winstation: ${message}`);
  });
});
