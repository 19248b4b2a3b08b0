import { ERROR_CODES as E } from '../../../terminal/codes.js';
import type { RawUserConfig } from '../../../terminal/config/raw-user-config.js';
import { DONE, type TerminalRules } from '../rules/made.js';
import { isOnAnotherMachine, keepUserConfig, userConfigOf, withRemoteHome } from './user-configs.js';

const WHOLE = 19;
/** The two that Windows documents as not used. What it answers is a guess. */
const NOT_USED: readonly number[] = [12, 13];
const REMOTE_HOME = 18;

/** By class, the fields of `WTSUSERCONFIGW`; written down here a second time, so that a mistake in one of the lists is found. */
const FIELDS: Readonly<Record<number, keyof RawUserConfig>> = {
  0: 'initialProgram',
  1: 'workDirectory',
  2: 'inheritInitialProgram',
  3: 'allowLogonTerminalServer',
  4: 'timeoutSettingsConnections',
  5: 'timeoutSettingsDisconnections',
  6: 'timeoutSettingsIdle',
  7: 'deviceClientDrives',
  8: 'deviceClientPrinters',
  9: 'clientDefaultPrinter',
  10: 'brokenTimeoutSettings',
  11: 'reconnectSettings',
  14: 'shadowingSettings',
  15: 'terminalServerProfilePath',
  16: 'terminalServerHomeDir',
  17: 'terminalServerHomeDirDrive',
  18: 'terminalServerRemoteHomeDir',
};
const TIMES: readonly number[] = [4, 5, 6];
const MINUTE_MS = 60_000;

/** What Windows keeps for each account. The codes for what it refuses are guesses, but for rights and accounts. */
export const USER_CONFIG_RULES = {
  WTSQueryUserConfigW: ({ user, configClass }, { host }) => {
    const config = userConfigOf(host.state, user);
    if (!config) return E.NERR_UserNotFound;
    if (configClass === WHOLE) return { value: config };
    const field = FIELDS[configClass];
    if (field !== undefined) return { value: config[field] };
    return NOT_USED.includes(configClass) ? E.ERROR_NOT_SUPPORTED : E.ERROR_INVALID_PARAMETER;
  },

  WTSSetUserConfigW: ({ user, configClass, value, byteLength }, { host, world }) => {
    const config = userConfigOf(host.state, user);
    if (!config) return E.NERR_UserNotFound;
    if (world.caller.role === 'user') return E.ERROR_ACCESS_DENIED;
    const field = FIELDS[configClass];
    if (field === undefined || configClass === REMOTE_HOME || byteLength !== lengthOf(value)) {
      return E.ERROR_INVALID_PARAMETER;
    }
    // The drive is to be known before the folder.
    if (
      field === 'terminalServerHomeDir' &&
      isOnAnotherMachine(String(value)) &&
      config.terminalServerHomeDirDrive === ''
    )
      return E.ERROR_INVALID_PARAMETER;
    keepUserConfig(host.state, user, withRemoteHome({ ...config, [field]: kept(configClass, value) }));
    return DONE;
  },
} satisfies Partial<TerminalRules>;

/** In bytes, with the NUL of a text. */
function lengthOf(value: string | number): number {
  return typeof value === 'number' ? 4 : (value.length + 1) * 2;
}

/** Windows keeps minutes, and texts in a code page. Here it is Latin-1. */
function kept(configClass: number, value: string | number): string | number {
  if (typeof value === 'string') return value.replace(/[^\0-\xff]/g, '?');
  return TIMES.includes(configClass) ? value - (value % MINUTE_MS) : value;
}
