import { bytes, choice, type Kind, record, type TypeOf, text, u32 } from '../../base/call.js';

/** `WTSUSERCONFIGW`, field by field. */
const wholeKind = record({
  /** 0: the account database. */
  source: u32,
  inheritInitialProgram: u32,
  allowLogonTerminalServer: u32,
  timeoutSettingsConnections: u32,
  timeoutSettingsDisconnections: u32,
  timeoutSettingsIdle: u32,
  deviceClientDrives: u32,
  deviceClientPrinters: u32,
  clientDefaultPrinter: u32,
  brokenTimeoutSettings: u32,
  reconnectSettings: u32,
  shadowingSettings: u32,
  terminalServerRemoteHomeDir: u32,
  initialProgram: text,
  workDirectory: text,
  terminalServerProfilePath: text,
  terminalServerHomeDir: text,
  terminalServerHomeDirDrive: text,
});

export type RawUserConfig = TypeOf<typeof wholeKind>;

/** The number of `WTSUserConfigUser`: all of it at once. */
export const WHOLE_CONFIG = 19;

/** By the numbers of `WTS_CONFIG_CLASS`. */
const KINDS: readonly Kind<string | number | RawUserConfig | Uint8Array>[] = [
  text, // WTSUserConfigInitialProgram
  text, // WTSUserConfigWorkingDirectory
  u32, // WTSUserConfigfInheritInitialProgram
  u32, // WTSUserConfigfAllowLogonTerminalServer
  u32, // WTSUserConfigTimeoutSettingsConnections
  u32, // WTSUserConfigTimeoutSettingsDisconnections
  u32, // WTSUserConfigTimeoutSettingsIdle
  u32, // WTSUserConfigfDeviceClientDrives
  u32, // WTSUserConfigfDeviceClientPrinters
  u32, // WTSUserConfigfDeviceClientDefaultPrinter
  u32, // WTSUserConfigBrokenTimeoutSettings
  u32, // WTSUserConfigReconnectSettings
  u32, // WTSUserConfigModemCallbackSettings, not used
  text, // WTSUserConfigModemCallbackPhoneNumber, not used
  u32, // WTSUserConfigShadowingSettings
  text, // WTSUserConfigTerminalServerProfilePath
  text, // WTSUserConfigTerminalServerHomeDir
  text, // WTSUserConfigTerminalServerHomeDirDrive
  u32, // WTSUserConfigfTerminalServerRemoteHomeDir
  wholeKind, // WTSUserConfigUser
];

/** A text, a number, or all of it, by the class. */
export type RawUserValue = string | number | RawUserConfig | Uint8Array;

export const USER_CONFIG_KIND: Kind<RawUserValue> = choice<RawUserValue>('configClass', KINDS, bytes);
/** What one class is set to. */
export const USER_SETTING_KIND: Kind<string | number> = choice<string | number>(
  'configClass',
  KINDS.slice(0, WHOLE_CONFIG) as readonly Kind<string | number>[],
  u32,
);

export const userConfigKind = (configClass: number): Kind => KINDS[configClass] ?? bytes;

/** Whether the class is a text. */
export const isTextClass = (configClass: number): boolean => KINDS[configClass]?.form === 'text';
