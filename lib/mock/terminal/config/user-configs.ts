import { fold } from '../../../base/fold.js';
import type { ScenarioUserConfig } from '../../../terminal/capture/scenario.js';
import type { RawUserConfig } from '../../../terminal/config/raw-user-config.js';
import { SETTINGS } from '../../../terminal/config/settings.js';
import type { UserConfigChanges } from '../../../terminal/config/types.js';
import { sidFor } from '../rules/accounts.js';
import type { HostState } from '../state.js';

const USER = 1;
/** What fits into a field, its NUL left out. */
const PATH = 260;
const DRIVE = 3;

/** What Windows keeps for an account that nobody has configured, as far as it is known. */
export const FRESH: RawUserConfig = {
  source: 0,
  inheritInitialProgram: 1,
  allowLogonTerminalServer: 1,
  timeoutSettingsConnections: 0,
  timeoutSettingsDisconnections: 0,
  timeoutSettingsIdle: 0,
  deviceClientDrives: 1,
  deviceClientPrinters: 1,
  clientDefaultPrinter: 1,
  brokenTimeoutSettings: 0,
  reconnectSettings: 0,
  shadowingSettings: 1,
  terminalServerRemoteHomeDir: 0,
  initialProgram: '',
  workDirectory: '',
  terminalServerProfilePath: '',
  terminalServerHomeDir: '',
  terminalServerHomeDirDrive: '',
};

/** The SID of an account that this host keeps itself: of its own domain, or one that was configured here. */
export function keptAccount(host: HostState, user: string): string | undefined {
  const own = host.accounts.sidOf(`${host.name}\\${user}`);
  if (own !== undefined && host.accounts.get(own)?.use === USER) return own;
  const wanted = fold(user);
  for (const sid of host.userConfigs.keys()) {
    const account = host.accounts.get(sid);
    if (account?.use === USER && fold(account.name) === wanted) return sid;
  }
  return undefined;
}

/** The settings of an account that the host keeps. */
export function userConfigOf(host: HostState, user: string): RawUserConfig | undefined {
  const sid = keptAccount(host, user);
  return sid === undefined ? undefined : (host.userConfigs.get(sid) ?? FRESH);
}

export function keepUserConfig(host: HostState, user: string, config: RawUserConfig): void {
  const sid = keptAccount(host, user) ?? sidFor(host.name, user);
  if (!host.accounts.has(sid)) host.accounts.set(sid, { name: user, domain: host.name, use: USER });
  host.userConfigs.set(sid, config);
}

/** The settings that are given in words, beside those that there are. */
export function configured(config: RawUserConfig, changes: UserConfigChanges): RawUserConfig {
  const entries = SETTINGS.flatMap(({ key, field, words }) => {
    const value = changes[key];
    if (value === undefined) return [];
    words.check(`config.${key}`, value);
    return [[field, words.rawOf(value)] as const];
  });
  const unknown = Object.keys(changes).find(key => !SETTINGS.some(it => it.key === key));
  if (unknown !== undefined) throw new TypeError(`config.${unknown} is no setting of an account`);
  return withRemoteHome({ ...config, ...Object.fromEntries(entries) });
}

/** What a scenario says, cut to what the fields of Windows hold. */
export function userConfigFrom(given: ScenarioUserConfig): RawUserConfig {
  const cut = (value: unknown, most: number) => String(value).slice(0, most);
  const config = { ...FRESH, ...given };
  return withRemoteHome({
    ...config,
    initialProgram: cut(config.initialProgram, PATH),
    workDirectory: cut(config.workDirectory, PATH),
    terminalServerProfilePath: cut(config.terminalServerProfilePath, PATH),
    terminalServerHomeDir: cut(config.terminalServerHomeDir, PATH),
    terminalServerHomeDirDrive: cut(config.terminalServerHomeDirDrive, DRIVE),
  });
}

/** Windows derives it from the folder. */
export function withRemoteHome(config: RawUserConfig): RawUserConfig {
  return { ...config, terminalServerRemoteHomeDir: isOnAnotherMachine(config.terminalServerHomeDir) ? 1 : 0 };
}

export const isOnAnotherMachine = (path: string): boolean => path.startsWith('\\\\');
