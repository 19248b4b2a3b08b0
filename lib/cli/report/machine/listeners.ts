import type { LocalHost } from '../../../terminal/types.js';
import type { Answered } from '../answered.js';
import type { Asker } from '../asker.js';
import { withoutAccounts } from '../sids.js';
import { NOBODY } from './acts.js';

/** The one that every Windows with remote desktop has. */
const USUAL = 'RDP-Tcp';

/** What takes connections. */
export interface ListenersReport {
  /** How many there are. */
  readonly count: Answered<number>;
  /** The settings of `RDP-Tcp` that have a word here, and those that are left to each user. Its texts are left out. */
  readonly settings: Answered<ListenerSettingsReport>;
  /** Who may do what, as SDDL. Of the SID of an account only its kind is there. */
  readonly security: Answered<string>;
  /** A listener that does not exist: what counts is the code. */
  readonly ofNobody: Answered<ListenerSettingsReport>;
}

export interface ListenerSettingsReport {
  readonly given: readonly string[];
  readonly lacking: readonly string[];
  readonly inherits: readonly string[];
}

export async function askListeners(asker: Asker, host: () => LocalHost): Promise<ListenersReport> {
  return {
    count: await asker.ask(async cancel => (await host().listeners(cancel)).length),
    settings: await asker.ask(async cancel => settingsReport(await host().listener(USUAL, cancel))),
    security: await asker.ask(async cancel => withoutAccounts(await host().listenerSecurity(USUAL, cancel))),
    ofNobody: await asker.ask(async cancel => settingsReport(await host().listener(NOBODY, cancel))),
  };
}

function settingsReport({ inherits, ...settings }: Awaited<ReturnType<LocalHost['listener']>>): ListenerSettingsReport {
  const names = Object.keys(settings).filter(name => name !== 'name') as (keyof typeof settings)[];
  return {
    given: names.filter(name => settings[name] !== undefined),
    lacking: names.filter(name => settings[name] === undefined),
    inherits: Object.entries(inherits).flatMap(([name, is]) => (is ? [name] : [])),
  };
}
