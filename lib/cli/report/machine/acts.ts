import type { LogonMode } from '../../../terminal/acts/types.js';
import type { ChildSessions } from '../../../terminal/child-sessions/types.js';
import type { ShadowSetting, UserConfig } from '../../../terminal/config/types.js';
import type { TokenFacts } from '../../../terminal/programs/types.js';
import type { LocalHost } from '../../../terminal/types.js';
import type { Answered } from '../answered.js';
import type { Asker } from '../asker.js';

/** No account, server or the like has this name. */
export const NOBODY = 'winstation-nobody';

/** What can be read of that which acts change. */
export interface ActsReport {
  readonly hasActiveSession: Answered<boolean>;
  /** How many users can see something. */
  readonly interactiveUsers: Answered<number>;
  readonly logonMode: Answered<LogonMode>;
  /** `undefined` where no policy says how sessions may be shadowed. */
  readonly shadowPolicy: Answered<ShadowSetting | undefined>;
  readonly childSessions: Answered<ChildSessions>;
  /** The process that asks. */
  readonly token: Answered<TokenReport>;
  /** Settings of accounts: of the caller, of one that does not exist, and on a machine that does not exist. */
  readonly ownConfig: Answered<ConfigReport>;
  readonly configOfNobody: Answered<ConfigReport>;
  readonly configElsewhere: Answered<ConfigReport>;
}

/** A token without whose it is. */
export type TokenReport = Pick<
  TokenFacts,
  'sessionId' | 'elevated' | 'elevationType' | 'linked' | 'integrity' | 'luid' | 'originLuid' | 'withheld'
> & {
  readonly groups: number | undefined;
  /** Their names in Windows, in its order. */
  readonly privileges: readonly string[] | undefined;
};

/** Settings without their values, which name folders and machines. */
export interface ConfigReport {
  /** Those that Windows gave. */
  readonly given: readonly string[];
  readonly withheld: UserConfig['withheld'];
}

export async function askActs(asker: Asker, host: () => LocalHost): Promise<ActsReport> {
  return {
    hasActiveSession: await asker.ask(cancel => host().hasActiveSession(cancel)),
    interactiveUsers: await asker.ask(async cancel => (await host().interactiveUsers(cancel)).length),
    logonMode: await asker.ask(cancel => host().logonMode(cancel)),
    shadowPolicy: await asker.ask(cancel => host().shadowPolicy(cancel)),
    childSessions: await asker.ask(cancel => host().childSessions(cancel)),
    token: await asker.ask(async cancel => tokenReport(await host().token({ process: process.pid }, cancel))),
    ownConfig: await asker.ask(async cancel => {
      const { account } = await host().token({ process: process.pid }, cancel);
      return configReport(await host().userConfig(account?.split('\\').at(-1) ?? NOBODY, cancel));
    }),
    configOfNobody: await asker.ask(async cancel => configReport(await host().userConfig(NOBODY, cancel))),
    configElsewhere: await asker.ask(async cancel =>
      configReport(await host().userConfig(NOBODY, { ...cancel, server: NOBODY })),
    ),
  };
}

function tokenReport({ groups, privileges, ...facts }: TokenFacts): TokenReport {
  const { sessionId, elevated, elevationType, linked, integrity, luid, originLuid, withheld } = facts;
  return {
    ...{ sessionId, elevated, elevationType, linked, integrity, luid, originLuid, withheld },
    groups: groups?.length,
    privileges: privileges?.map(it => it.name),
  };
}

function configReport({ user: _user, server: _server, withheld, ...settings }: UserConfig): ConfigReport {
  const given = Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return { given, withheld };
}
