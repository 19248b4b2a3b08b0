import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UserConfig, UserConfigChanges, UserSettings } from 'winstation';
import { WindowsError } from 'winstation';
import { createWorld } from 'winstation/mock';

const limit = fc.oneof(
  fc.constant('none' as const),
  fc.integer({ min: 1, max: 71_582 }).map(it => it * 60_000),
);
/** Some have letters that the world's code page lacks, so that they read back as other ones. */
const text = fc
  .oneof(fc.string({ maxLength: 6 }), fc.constantFrom('', '\\\\files\\a', 'C:\\漢'))
  .map(it => it.replaceAll('\0', ''));
const settings: { readonly [K in keyof UserSettings]: fc.Arbitrary<UserSettings[K]> } = {
  initialProgram: text,
  workingDirectory: text,
  clientChoosesProgram: fc.boolean(),
  allowLogon: fc.boolean(),
  maxConnection: limit,
  maxDisconnected: limit,
  maxIdle: limit,
  onBroken: fc.constantFrom('disconnect', 'end'),
  reconnectFrom: fc.constantFrom('anyClient', 'sameClient'),
  shadow: fc.constantFrom('off', 'controlWithConsent', 'control', 'viewWithConsent', 'view'),
  clientDrives: fc.boolean(),
  clientPrinters: fc.boolean(),
  defaultClientPrinter: fc.boolean(),
  profilePath: text,
  homeDirectory: text,
  homeDrive: fc.constantFrom('', 'H:', 'Z:'),
};
const changes = fc.record(settings, { requiredKeys: [] }) as fc.Arbitrary<UserConfigChanges>;
const fault = fc.record({
  syscall: fc.constantFrom('WTSSetUserConfigW', 'WTSQueryUserConfigW'),
  code: fc.constantFrom(5, 50, 87, 1722, 1726, 31_337),
  after: fc.nat(20),
  times: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 }), fc.constant(Number.POSITIVE_INFINITY)),
});
const step = fc.record({ wanted: changes, faults: fc.array(fault, { maxLength: 3 }) });

type Known = Partial<Record<keyof UserConfig, unknown>>;

function settingsOf(config: UserConfig): Known {
  return Object.fromEntries(Object.keys(settings).map(key => [key, config[key as keyof UserConfig]]));
}

describe('settings of an account, whatever fails', () => {
  it('are as they were wanted, or as before but for what `left` names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async steps => {
        const world = createWorld();
        world.account('anna', {});
        const host = world.module.localHost();
        for (const { wanted, faults } of steps) {
          const before = settingsOf(await host.userConfig('anna'));
          const made = faults.map(({ syscall, code, after, times }) => world.fail(syscall, { code, after, times }));
          let failed: unknown;
          try {
            await host.setUserConfig('anna', wanted);
          } catch (error) {
            failed = error;
          }
          for (const it of made) it.end();
          const now = settingsOf(await host.userConfig('anna'));
          if (failed === undefined) {
            expect(now).toEqual({ ...before, ...wanted });
            continue;
          }
          if (!WindowsError.is(failed)) throw failed;
          for (const key of failed.left ?? []) {
            expect(Object.keys(wanted)).toContain(key);
            delete before[key as keyof UserConfig];
            delete now[key as keyof UserConfig];
          }
          expect(now).toEqual(before);
        }
      }),
      { numRuns: 300 },
    );
  });
});
