import type { UserConfig, UserConfigChanges, UserSettings } from '../../terminal/config/types.js';
import type { Values } from '../values.js';
import { type Change, limit, oneOf, type Settings, settingsGiven, text, yesNo } from './settings.js';

type Key = keyof UserSettings;

/** How each setting of an account is written on the command line. */
const SETTINGS: Settings<Key> = {
  initialProgram: text,
  workingDirectory: text,
  clientChoosesProgram: yesNo,
  allowLogon: yesNo,
  maxConnection: limit(60_000),
  maxDisconnected: limit(60_000),
  maxIdle: limit(60_000),
  onBroken: oneOf(['disconnect', 'end']),
  reconnectFrom: oneOf(['anyClient', 'sameClient']),
  shadow: oneOf(['off', 'controlWithConsent', 'control', 'viewWithConsent', 'view']),
  clientDrives: yesNo,
  clientPrinters: yesNo,
  defaultClientPrinter: yesNo,
  profilePath: text,
  homeDirectory: text,
  homeDrive: text,
};
export const USER_SETTINGS = Object.keys(SETTINGS) as readonly Key[];

/** A setting for people. */
export function userSettingText(key: Key, value: unknown): string | undefined {
  return SETTINGS[key].write(value);
}

/** The changes of `--set KEY=VALUE`; `undefined` where none is given. */
export function userChanges(values: Values): UserConfigChanges | undefined {
  const given = settingsGiven(values, SETTINGS);
  return given && Object.fromEntries(given);
}

/** What of it is not so already. */
export function changesOfUser(changes: UserConfigChanges, now: UserConfig): readonly Change[] {
  return USER_SETTINGS.flatMap(key => {
    const to = changes[key];
    if (to === undefined || to === now[key]) return [];
    return [{ key, before: userSettingText(key, now[key]) ?? '-', after: userSettingText(key, to) || "''" }];
  });
}
