import { list, record, type TypeOf, text, u32 } from '../../base/call.js';

/** `WTSLISTENERCONFIGW`, field by field. */
export const LISTENER_KIND = record({
  /** Always 1. */
  version: u32,
  enableListener: u32,
  maxConnectionCount: u32,
  promptForPassword: u32,
  inheritColorDepth: u32,
  colorDepth: u32,
  inheritBrokenTimeoutSettings: u32,
  brokenTimeoutSettings: u32,
  disablePrinterRedirection: u32,
  disableDriveRedirection: u32,
  disableComPortRedirection: u32,
  disableLptPortRedirection: u32,
  disableClipboardRedirection: u32,
  disableAudioRedirection: u32,
  disablePnpRedirection: u32,
  disableDefaultMainClientPrinter: u32,
  lanAdapter: u32,
  portNumber: u32,
  inheritShadowSettings: u32,
  shadowSettings: u32,
  timeoutSettingsConnection: u32,
  timeoutSettingsDisconnection: u32,
  timeoutSettingsIdle: u32,
  securityLayer: u32,
  minEncryptionLevel: u32,
  userAuthentication: u32,
  comment: text,
  logonUserName: text,
  logonDomain: text,
  workDirectory: text,
  initialProgram: text,
});

export type RawListener = TypeOf<typeof LISTENER_KIND>;

/** As many names as the caller has room for, and how many there are. Without enough room there are no names. */
export const NAMES_KIND = record({ count: u32, names: list(text) });
