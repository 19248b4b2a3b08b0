import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import { cli } from './harness.js';

function start(...argv: readonly string[]) {
  const world = createWorld({
    version: 1,
    hosts: [{ name: 'WS01' }],
    vss: { writers: [{ name: 'Beispiel DB', components: [{ type: 'database', name: 'main' }] }, { name: 'Leer' }] },
  });
  const vss = world.modules['winstation/vss'];
  const end = new AbortController();
  return { world, vss, end, ended: cli(['vss', ...argv], { winstation: world.module, vss, signal: end.signal }) };
}

describe('vss writers', () => {
  it('shows who each is, how, and how much it has', async () => {
    const { code, out } = await start().ended;
    expect(code).toBe(0);
    expect(out).toMatch(/^WRITER +INSTANCE +STATE +LAST FAILURE +COMPONENTS/);
    expect(out).toMatch(/Beispiel DB +- +stable +- +1\n/);
    expect(out).toMatch(/Leer +- +stable +- +0\n/);
  });

  it('gives all of it to programs', async () => {
    const { out } = await start('writers', '--json').ended;
    const [first] = JSON.parse(out);
    expect(first).toMatchObject({ host: 'WS01', name: 'Beispiel DB', state: 'stable', components: [{ name: 'main' }] });
  });

  it('gives programs an element also when it fails', async () => {
    const { world, ended } = start('writers', '--json');
    using _stopped = world.stopService('VSS');
    const { code, out, err } = await ended;
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      { host: 'WS01', error: expect.objectContaining({ name: 'WindowsError', code: 'ERROR_SERVICE_DISABLED' }) },
    ]);
    expect(err).toContain('The service VSS is disabled');
  });

  it('says so when the service is disabled', async () => {
    const { world, ended } = start();
    using _stopped = world.stopService('VSS');
    const { code, err } = await ended;
    expect(code).toBe(1);
    expect(err).toContain('VSS');
  });

  it('takes no other word', async () => {
    expect((await start('list').ended).code).toBe(2);
    expect((await start('watch', 'C:').ended).code).toBe(2);
  });
});

describe('vss watch', () => {
  it('says so when Windows goes on without it', async () => {
    const { world, end, ended } = start('watch');
    while (!world.calls.some(it => it.name === 'IVssWriterImpl.Subscribe')) await world.advance(1);
    world.fail('CVssWriterEx.OnIdentify', { code: 'VSS_E_UNEXPECTED', times: 1 });
    await world.vss.backup().finish();
    end.abort();
    const { code, out, err } = await ended;
    expect([code, out]).toEqual([0, '']);
    expect(err).toMatch(/^winstation: A backup or restore is not shown: .*VSS_E_UNEXPECTED/);
  });

  it.each([[[]], [['--json']]])('prints what Windows calls for, with the session %j', async more => {
    const { world, end, ended } = start('watch', ...more);
    while (!world.calls.some(it => it.name === 'IVssWriterImpl.Subscribe')) await world.advance(1);
    const session = world.vss.backup({ volumes: ['C:\\'] });
    await session.finish();
    end.abort();
    const { code, out } = await ended;
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    expect(lines.every(line => line.includes(session.id))).toBe(true);
    const phases = [
      'prepareBackup',
      'prepareSnapshot',
      'freeze',
      'thaw',
      'postSnapshot',
      'backupComplete',
      'backupShutdown',
    ];
    expect(lines.map(line => phases.find(it => line.includes(it)))).toEqual(phases);
    if (more.length === 0) {
      expect(lines[0]).toMatch(/^[-\d]{10} [:\d]{8} {2}prepareBackup {4}\S{36} {2}full {2}C:\\$/);
      return;
    }
    for (const line of lines) {
      const keys = ['phase', 'host', 'time', 'sessionId', 'snapshotSetId', 'volumes', 'backupType'];
      expect(Object.keys(JSON.parse(line))).toEqual(keys);
    }
  });
});

it.each([[[]], [['watch']]])('ends at Ctrl-C while VSS does not answer: %j', async words => {
  const { world, end, ended } = start(...words);
  using _hung = world.hang();
  end.abort();
  const { code, out } = await ended;
  expect([code, out]).toEqual([130, '']);
});
