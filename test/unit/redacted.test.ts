import { describe, expect, it } from 'vitest';
import { redacted } from '../../lib/capture.js';
import schema from '../../lib/mock/world/scenario/scenario.schema.json';
import type { Scenario } from '../../lib/terminal/capture/scenario.js';

/** A place in the schema of scenarios. */
interface Place {
  readonly $ref?: string;
  readonly else?: Place;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Place>>;
  readonly required?: readonly string[];
  readonly items?: Place;
}

/** Texts that name nobody. All others must be replaced: a new one stands here, or in the `redact` of its domain. */
const STAYS: readonly string[] = [
  '$schema',
  'now',
  'hosts.windows',
  // Windows gives sessions their names.
  'hosts.sessions.name',
  'hosts.sessions.logonTime',
  'hosts.sessions.connectTime',
  'hosts.sessions.disconnectTime',
  'hosts.sessions.lastInputTime',
  // Programs, services and products.
  'hosts.processes.name',
  'hosts.listeners.name',
  'comClasses.clsid',
  'comClasses.appId',
  'comClasses.service',
  'iscsi.instances',
  'iscsi.portals.initiatorInstance',
  'iscsi.savedLogins.initiatorInstance',
  'logons.package',
  'vss.writers.id',
  'vss.writers.name',
  // A letter of a drive.
  'hosts.accounts.config.terminalServerHomeDirDrive',
  // Valid until the next restart.
  'logons.luid',
  'logons.logonTime',
  'logons.passwordLastSet',
  'logons.lastSucceeded',
  'logons.lastFailed',
];

/** Every text of the schema with a mark of its own, by its path. */
class Marks {
  readonly byPath = new Map<string, string>();

  text(path: string): string {
    const mark = `7${1_000_000 + this.byPath.size}`;
    this.byPath.set(path, mark);
    const sid = `S-1-5-21-1-2-${mark}-1001`;
    if (path.endsWith('.sid')) return sid;
    return path.endsWith('.security') ? `D:(A;;0x1;;;${sid})` : `Geheim${mark}-1`;
  }
}

/** What a place may have: everything, or only what it must. Of each list one. */
function filled(given: Place, path: string, marks: Marks, isNeeded: (is: boolean) => boolean): unknown {
  const place = given.else ?? given;
  if (place.$ref !== undefined) {
    const definitions: Readonly<Record<string, Place>> = schema.definitions as never;
    return filled(definitions[place.$ref.replace('#/definitions/', '')]!, path, marks, isNeeded);
  }
  const { properties, required = [], items } = place;
  if (items) return [filled(items, path, marks, isNeeded)];
  if (properties) {
    const entries = Object.entries(properties).map(([key, value]) => {
      const isGroup = ['properties', 'items', '$ref', 'else'].some(it => Object.hasOwn(value, it));
      if (!isGroup && !isNeeded(required.includes(key))) return [];
      return [[key, filled(value, path === '' ? key : `${path}.${key}`, marks, isNeeded)]];
    });
    return Object.fromEntries(entries.flat());
  }
  if (place.const !== undefined) return place.const;
  if (place.enum) return place.enum[0];
  const types = [place.type].flat();
  if (types.includes('string')) return marks.text(path);
  if (types.includes('boolean')) return true;
  if (types.includes('integer') || types.includes('number')) return 1;
  throw new Error(`${path} is of a form that this test does not know`);
}

const shapeOf = (it: unknown): unknown =>
  it instanceof Object ? Object.entries(it).map(([key, value]) => [key, shapeOf(value)]) : typeof it;

describe('a scenario with made-up names', () => {
  it('keeps only texts that name nobody', async () => {
    const marks = new Marks();
    const whole = filled(schema as Place, '', marks, () => true) as Scenario;
    expect(marks.byPath.size).toBeGreaterThan(80);
    const text = JSON.stringify(await redacted(whole));
    const stay = [...marks.byPath].filter(([, mark]) => text.includes(mark)).map(([path]) => path);
    expect(stay.sort()).toEqual([...STAYS].sort());
  });

  it('is the same with made-up names a second time', async () => {
    const once = await redacted(filled(schema as Place, '', new Marks(), () => true) as Scenario);
    expect(await redacted(once)).toEqual(once);
  });

  it('gets no key that it did not have', async () => {
    const least = filled(schema as Place, '', new Marks(), is => is) as Scenario;
    expect(shapeOf(await redacted(least))).toEqual(shapeOf(least));
  });

  it('has the same name for the same person, whatever says it', async () => {
    const sid = 'S-1-5-21-4-5-6-1107';
    const { hosts, logons, comClasses } = await redacted({
      version: 1,
      hosts: [{ sessions: [{ id: 2, user: 'Anna', domain: 'Corp', sid }] }],
      logons: [{ type: 'batch', user: 'anna', domain: 'CORP', sid }],
      comClasses: [
        { clsid: '11111111-1111-4111-8111-111111111111', runAs: 'CORP\\anna' },
        { clsid: '22222222-2222-4222-8222-222222222222', runAs: '.\\anna' },
        { clsid: '33333333-3333-4333-8333-333333333333', runAs: 'anna' },
      ],
    });
    const [session] = hosts?.[0]?.sessions ?? [];
    expect(logons?.[0]).toMatchObject({ user: session?.user, domain: session?.domain, sid: session?.sid });
    expect(comClasses?.map(it => it.runAs)).toEqual([
      `${session?.domain}\\${session?.user}`,
      `.\\${session?.user}`,
      session?.user,
    ]);
  });

  it.each(['Interactive User', 'interactive user', 'NT AUTHORITY\\LocalService', 'nt authority\\system'])(
    'still says that a class runs as %s',
    async runAs => {
      const comClasses = [{ clsid: '11111111-1111-4111-8111-111111111111', runAs }];
      expect((await redacted({ version: 1, comClasses })).comClasses).toEqual(comClasses);
    },
  );

  it('still says which files are meant by a pattern alone', async () => {
    const files = ['*', '*.mdf', 'anna.mdf', '*-anna.mdf'].map(spec => ({ path: 'C:\\', spec }));
    const component = { type: 'fileGroup', name: 'A', files } as const;
    const { vss } = await redacted({ version: 1, vss: { writers: [{ name: 'W', components: [component] }] } });
    const specs = vss?.writers?.[0]?.components?.[0]?.files?.map(it => it.spec);
    expect(specs).toEqual(['*', '*.mdf', expect.not.stringContaining('anna'), expect.not.stringContaining('anna')]);
  });
});
