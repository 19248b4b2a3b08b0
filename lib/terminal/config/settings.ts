import type { RawUserConfig } from './raw-user-config.js';
import type { UserSettings } from './types.js';
import { limit, ON_BROKEN, oneOf, SHADOW, textUpTo, type Words, yesOrNo } from './words.js';

type Key = keyof UserSettings;
type Raw = string | number;

/** One setting: the class by which it is asked and set alone, and its field where all come at once. */
export interface Setting {
  readonly key: Key;
  readonly configClass: number;
  readonly field: keyof RawUserConfig;
  readonly words: Words<UserSettings[Key], Raw>;
}

const MINUTE_MS = 60_000;
/** The arrays of `WTSUSERCONFIGW` have one unit more. */
const PATH = 260;
const DRIVE = 3;

function setting<K extends Key, R extends Raw>(
  key: K,
  configClass: number,
  field: keyof RawUserConfig,
  words: Words<UserSettings[K], R>,
): Setting {
  return { key, configClass, field, words: words as unknown as Setting['words'] };
}

/**
 * In the order in which they are set. Windows wants the program before its working directory, and the drive before a home folder
 * on another machine.
 */
export const SETTINGS: readonly Setting[] = [
  setting('initialProgram', 0, 'initialProgram', textUpTo(PATH)),
  setting('workingDirectory', 1, 'workDirectory', textUpTo(PATH)),
  setting('clientChoosesProgram', 2, 'inheritInitialProgram', yesOrNo),
  setting('allowLogon', 3, 'allowLogonTerminalServer', yesOrNo),
  setting('maxConnection', 4, 'timeoutSettingsConnections', limit(MINUTE_MS)),
  setting('maxDisconnected', 5, 'timeoutSettingsDisconnections', limit(MINUTE_MS)),
  setting('maxIdle', 6, 'timeoutSettingsIdle', limit(MINUTE_MS)),
  setting('clientDrives', 7, 'deviceClientDrives', yesOrNo),
  setting('clientPrinters', 8, 'deviceClientPrinters', yesOrNo),
  setting('defaultClientPrinter', 9, 'clientDefaultPrinter', yesOrNo),
  setting('onBroken', 10, 'brokenTimeoutSettings', ON_BROKEN),
  setting('reconnectFrom', 11, 'reconnectSettings', oneOf({ 0: 'anyClient', 1: 'sameClient' })),
  setting('shadow', 14, 'shadowingSettings', SHADOW),
  setting('profilePath', 15, 'terminalServerProfilePath', textUpTo(PATH)),
  setting('homeDrive', 17, 'terminalServerHomeDirDrive', textUpTo(DRIVE)),
  setting('homeDirectory', 16, 'terminalServerHomeDir', textUpTo(PATH)),
];

/** Windows derives it from the home folder: it is read and never set. */
export const HOME_IS_REMOTE = { configClass: 18, field: 'terminalServerRemoteHomeDir' } as const;
