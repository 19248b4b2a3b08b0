import { NOTICES, SYSTEM_EVENTS } from './watch/notice-codes.js';

/*
 * The constants of wtsapi32 and kernel32 under their exact Win32 names, for those who come from there. The library's own calls
 * speak in words; nothing of it needs these.
 */

/** The [states](https://learn.microsoft.com/windows/win32/api/wtsapi32/ne-wtsapi32-wts_connectstate_class) of a session. */
export const WTS_CONNECTSTATE_CLASS = Object.freeze({
  WTSActive: 0,
  WTSConnected: 1,
  WTSConnectQuery: 2,
  WTSShadow: 3,
  WTSDisconnected: 4,
  WTSIdle: 5,
  WTSListen: 6,
  WTSReset: 7,
  WTSDown: 8,
  WTSInit: 9,
} as const);

/**
 * The [classes](https://learn.microsoft.com/windows/win32/api/wtsapi32/ne-wtsapi32-wts_info_class) of
 * `WTSQuerySessionInformation`.
 */
export const WTS_INFO_CLASS = Object.freeze({
  WTSInitialProgram: 0,
  WTSApplicationName: 1,
  WTSWorkingDirectory: 2,
  WTSOEMId: 3,
  WTSSessionId: 4,
  WTSUserName: 5,
  WTSWinStationName: 6,
  WTSDomainName: 7,
  WTSConnectState: 8,
  WTSClientBuildNumber: 9,
  WTSClientName: 10,
  WTSClientDirectory: 11,
  WTSClientProductId: 12,
  WTSClientHardwareId: 13,
  WTSClientAddress: 14,
  WTSClientDisplay: 15,
  WTSClientProtocolType: 16,
  WTSIdleTime: 17,
  WTSLogonTime: 18,
  WTSIncomingBytes: 19,
  WTSOutgoingBytes: 20,
  WTSIncomingFrames: 21,
  WTSOutgoingFrames: 22,
  WTSClientInfo: 23,
  WTSSessionInfo: 24,
  WTSSessionInfoEx: 25,
  WTSConfigInfo: 26,
  WTSValidationInfo: 27,
  WTSSessionAddressV4: 28,
  WTSIsRemoteSession: 29,
  WTSSessionActivityId: 30,
  WTSCapabilityCheck: 31,
} as const);

/** What `WTSFreeMemoryEx` frees. */
export const WTS_TYPE_CLASS = Object.freeze({
  WTSTypeProcessInfoLevel0: 0,
  WTSTypeProcessInfoLevel1: 1,
  WTSTypeSessionInfoLevel1: 2,
  WTSTypeCloudAuthServerNonce: 3,
  WTSTypeSerializedUserCredential: 4,
} as const);

/** What `WTSQueryUserConfig` and `WTSSetUserConfig` are asked for. */
export const WTS_CONFIG_CLASS = Object.freeze({
  WTSUserConfigInitialProgram: 0,
  WTSUserConfigWorkingDirectory: 1,
  WTSUserConfigfInheritInitialProgram: 2,
  WTSUserConfigfAllowLogonTerminalServer: 3,
  WTSUserConfigTimeoutSettingsConnections: 4,
  WTSUserConfigTimeoutSettingsDisconnections: 5,
  WTSUserConfigTimeoutSettingsIdle: 6,
  WTSUserConfigfDeviceClientDrives: 7,
  WTSUserConfigfDeviceClientPrinters: 8,
  WTSUserConfigfDeviceClientDefaultPrinter: 9,
  WTSUserConfigBrokenTimeoutSettings: 10,
  WTSUserConfigReconnectSettings: 11,
  WTSUserConfigModemCallbackSettings: 12,
  WTSUserConfigModemCallbackPhoneNumber: 13,
  WTSUserConfigShadowingSettings: 14,
  WTSUserConfigTerminalServerProfilePath: 15,
  WTSUserConfigTerminalServerHomeDir: 16,
  WTSUserConfigTerminalServerHomeDirDrive: 17,
  WTSUserConfigfTerminalServerRemoteHomeDir: 18,
  WTSUserConfigUser: 19,
} as const);

/** What `WTSVirtualChannelQuery` is asked for. */
export const WTS_VIRTUAL_CLASS = Object.freeze({
  WTSVirtualClientData: 0,
  WTSVirtualFileHandle: 1,
} as const);

/** `(DWORD)-1`. */
export const WTS_CURRENT_SESSION = 0xffffffff;
/** `(DWORD)-2`. */
export const WTS_ANY_SESSION = 0xfffffffe;

export const WTS_SESSIONSTATE_UNKNOWN = 0xffffffff;
export const WTS_SESSIONSTATE_LOCK = 0;
export const WTS_SESSIONSTATE_UNLOCK = 1;

export const WTS_PROTOCOL_TYPE_CONSOLE = 0;
export const WTS_PROTOCOL_TYPE_ICA = 1;
export const WTS_PROTOCOL_TYPE_RDP = 2;

export const MB_OK = 0;
export const MB_OKCANCEL = 1;
export const MB_ABORTRETRYIGNORE = 2;
export const MB_YESNOCANCEL = 3;
export const MB_YESNO = 4;
export const MB_RETRYCANCEL = 5;
export const MB_CANCELTRYCONTINUE = 6;
export const MB_ICONERROR = 0x10;
export const MB_ICONQUESTION = 0x20;
export const MB_ICONWARNING = 0x30;
export const MB_ICONINFORMATION = 0x40;

export const IDOK = 1;
export const IDCANCEL = 2;
export const IDABORT = 3;
export const IDRETRY = 4;
export const IDIGNORE = 5;
export const IDYES = 6;
export const IDNO = 7;
export const IDTRYAGAIN = 10;
export const IDCONTINUE = 11;
export const IDTIMEOUT = 32000;
export const IDASYNC = 32001;

/**
 * Every constant of these functions under its exact name in Windows, in one place:
 * `constants.WTS_SESSION_LOCK`, `constants.WTS_INFO_CLASS.WTSUserName`.
 */
export const constants = Object.freeze({
  WTS_CONNECTSTATE_CLASS,
  WTS_INFO_CLASS,
  WTS_TYPE_CLASS,
  WTS_CONFIG_CLASS,
  WTS_VIRTUAL_CLASS,

  WTS_CURRENT_SESSION,
  WTS_ANY_SESSION,

  WTS_SESSIONSTATE_UNKNOWN,
  WTS_SESSIONSTATE_LOCK,
  WTS_SESSIONSTATE_UNLOCK,

  WTS_PROTOCOL_TYPE_CONSOLE,
  WTS_PROTOCOL_TYPE_ICA,
  WTS_PROTOCOL_TYPE_RDP,

  WM_WTSSESSION_CHANGE: 0x2b1,
  ...NOTICES,
  NOTIFY_FOR_THIS_SESSION: 0,
  NOTIFY_FOR_ALL_SESSIONS: 1,
  ...SYSTEM_EVENTS,

  WTS_PROCESS_INFO_LEVEL_0: 0,
  WTS_PROCESS_INFO_LEVEL_1: 1,

  WTS_WSD_LOGOFF: 0x1,
  WTS_WSD_SHUTDOWN: 0x2,
  WTS_WSD_REBOOT: 0x4,
  WTS_WSD_POWEROFF: 0x8,
  WTS_WSD_FASTREBOOT: 0x10,

  WTS_SECURITY_QUERY_INFORMATION: 0x1,
  WTS_SECURITY_SET_INFORMATION: 0x2,
  WTS_SECURITY_RESET: 0x4,
  WTS_SECURITY_VIRTUAL_CHANNELS: 0x8,
  WTS_SECURITY_REMOTE_CONTROL: 0x10,
  WTS_SECURITY_LOGON: 0x20,
  WTS_SECURITY_LOGOFF: 0x40,
  WTS_SECURITY_MESSAGE: 0x80,
  WTS_SECURITY_CONNECT: 0x100,
  WTS_SECURITY_DISCONNECT: 0x200,
  WTS_SECURITY_GUEST_ACCESS: 0x20,
  WTS_SECURITY_CURRENT_GUEST_ACCESS: 0x48,
  WTS_SECURITY_USER_ACCESS: 0x149,
  /** As its documentation means it: the header's own text does not compile. */
  WTS_SECURITY_CURRENT_USER_ACCESS: 0x24e,
  /** As in the header, which leaves out WTS_SECURITY_LOGOFF. */
  WTS_SECURITY_ALL_ACCESS: 0xf03bf,

  WTS_LISTENER_CREATE: 0x1,
  WTS_LISTENER_UPDATE: 0x10,

  WTS_CHANNEL_OPTION_DYNAMIC: 0x1,
  WTS_CHANNEL_OPTION_DYNAMIC_PRI_LOW: 0x0,
  WTS_CHANNEL_OPTION_DYNAMIC_PRI_MED: 0x2,
  WTS_CHANNEL_OPTION_DYNAMIC_PRI_HIGH: 0x4,
  WTS_CHANNEL_OPTION_DYNAMIC_PRI_REAL: 0x6,
  WTS_CHANNEL_OPTION_DYNAMIC_NO_COMPRESS: 0x8,

  REMOTECONTROL_KBDSHIFT_HOTKEY: 0x1,
  REMOTECONTROL_KBDCTRL_HOTKEY: 0x2,
  REMOTECONTROL_KBDALT_HOTKEY: 0x4,

  USERNAME_LENGTH: 20,
  CLIENTNAME_LENGTH: 20,
  CLIENTADDRESS_LENGTH: 30,
  WINSTATIONNAME_LENGTH: 32,
  DOMAIN_LENGTH: 17,
  WTS_DRIVE_LENGTH: 3,
  WTS_LISTENER_NAME_LENGTH: 32,
  WTS_COMMENT_LENGTH: 60,

  MB_OK,
  MB_OKCANCEL,
  MB_ABORTRETRYIGNORE,
  MB_YESNOCANCEL,
  MB_YESNO,
  MB_RETRYCANCEL,
  MB_CANCELTRYCONTINUE,
  MB_ICONERROR,
  MB_ICONQUESTION,
  MB_ICONWARNING,
  MB_ICONINFORMATION,

  IDOK,
  IDCANCEL,
  IDABORT,
  IDRETRY,
  IDIGNORE,
  IDYES,
  IDNO,
  IDTRYAGAIN,
  IDCONTINUE,
  IDTIMEOUT,
  IDASYNC,
} as const);
