import { ERROR_CODES as E } from '../../../terminal/codes.js';
import { DONE, type TerminalRules } from '../rules/made.js';
import { type TokenState, tokenOf } from './token-state.js';

const UNICODE_ENVIRONMENT = 0x400;
const USE_STD_HANDLES = 0x100;

/** The environment that Windows makes for a user who has changed nothing. */
function environmentOf(user: string, domain: string, host: string): readonly string[] {
  const home = `C:\\Users\\${user}`;
  return [
    'ALLUSERSPROFILE=C:\\ProgramData',
    `APPDATA=${home}\\AppData\\Roaming`,
    `COMPUTERNAME=${host}`,
    'ComSpec=C:\\Windows\\system32\\cmd.exe',
    `LOCALAPPDATA=${home}\\AppData\\Local`,
    'OS=Windows_NT',
    'Path=C:\\Windows\\system32;C:\\Windows',
    'SystemDrive=C:',
    'SystemRoot=C:\\Windows',
    `TEMP=${home}\\AppData\\Local\\Temp`,
    `USERDOMAIN=${domain}`,
    `USERNAME=${user}`,
    `USERPROFILE=${home}`,
    'windir=C:\\Windows',
  ];
}

/** Starting programs, and ending them. */
export const PROGRAM_RULES = {
  CreateEnvironmentBlock: (_, { world, host, on }) => {
    const token = world.objects.token(on);
    if (!token) return E.ERROR_INVALID_HANDLE;
    const account = host.state.accounts.get(token.sid);
    return { value: environmentOf(account?.name ?? 'SYSTEM', account?.domain ?? host.state.name, host.state.name) };
  },

  CreateNamedPipeW: () => DONE,
  CreateJobObjectW: () => DONE,
  SetInformationJobObject: () => DONE,

  CreateProcessAsUserW: (args, { world, host, on }) => {
    const token: TokenState | undefined = world.objects.token(on);
    if (!token) return E.ERROR_INVALID_HANDLE;
    if ((args.creationFlags & UNICODE_ENVIRONMENT) === 0) return E.ERROR_INVALID_PARAMETER;
    // The user may have logged off since the token was taken. That it is refused too when another user has the id by then is a guess.
    const session = host.state.sessions.get(token.sessionId);
    if (!session || tokenOf(session).logon !== token.logon) return E.ERROR_NO_SUCH_LOGON_SESSION;
    const pid = host.programs.create({
      file: args.applicationName,
      commandLine: args.commandLine,
      environment: args.environment.split('\0').filter(it => it !== ''),
      directory: args.currentDirectory,
      pipes: (args.startupFlags & USE_STD_HANDLES) !== 0,
      token,
    });
    return pid === undefined ? E.ERROR_FILE_NOT_FOUND : { value: pid };
  },

  AssignProcessToJobObject: () => DONE,
  ResumeThread: (_, { host, on }) => {
    host.programs.running(on)?.begin();
    return DONE;
  },
  TerminateJobObject: ({ exitCode }, { host, on }) =>
    host.programs.terminate(on, exitCode, true) ? DONE : E.ERROR_INVALID_HANDLE,
  TerminateProcess: ({ exitCode }, { host, on }) =>
    host.programs.terminate(on, exitCode, false) ? DONE : E.ERROR_INVALID_HANDLE,
} satisfies Partial<TerminalRules>;
