import type { Withheld } from '../../errors/withheld.js';
import { VOCABULARY } from '../hints.js';
import { controlOf, type HostContext, runOnSideThread } from '../host-context.js';
import { accountOf } from './account.js';
import type { RawUserConfig } from './raw-user-config.js';
import { type ReadConfig, readUserConfig } from './read-user-config.js';
import { HOME_IS_REMOTE, SETTINGS } from './settings.js';
import type { UserConfig, UserConfigOptions, UserConfigPart, UserSettings } from './types.js';

export async function userConfig(
  host: HostContext,
  user: string,
  options: UserConfigOptions = {},
): Promise<UserConfig> {
  const account = accountOf(host, user, options);
  // A domain controller that is away takes long to fail, and the calls about sessions must not wait for that.
  const read = await runOnSideThread(host, controlOf(host, options), ask =>
    readUserConfig(ask, account, [...SETTINGS, HOME_IS_REMOTE]),
  );
  const homeIsRemote = read.values[HOME_IS_REMOTE.field];
  return Object.freeze({
    user,
    server: account.server,
    ...inWords(read.values),
    homeIsRemote: homeIsRemote === undefined ? undefined : homeIsRemote !== 0,
    withheld: Object.freeze(withheldOf(read)),
  });
}

function inWords(values: Partial<RawUserConfig>): { readonly [K in keyof UserSettings]: UserSettings[K] | undefined } {
  const entries = SETTINGS.map(({ key, field, words }) => {
    const raw = values[field];
    return [key, raw === undefined ? undefined : words.wordOf(raw)] as const;
  });
  return Object.fromEntries(entries) as ReturnType<typeof inWords>;
}

function withheldOf({ failures }: ReadConfig): Withheld<UserConfigPart>[] {
  return [...SETTINGS, { ...HOME_IS_REMOTE, key: 'homeIsRemote' as const }].flatMap(({ key, field }) => {
    const failure = failures.get(field);
    if (!failure) return [];
    return [{ what: key, code: VOCABULARY.codes.nameOf(failure.code), reason: VOCABULARY.reasonOf(failure.code) }];
  });
}
