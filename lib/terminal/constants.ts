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
