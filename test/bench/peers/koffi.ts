import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import type { Session, SessionKind, SessionState } from 'winstation';

type Foreign = ((...args: unknown[]) => unknown) & { async(...args: unknown[]): void };

interface Koffi {
  load(file: string): { func(declaration: string): Foreign };
  struct(name: string, members: Record<string, string>): unknown;
  decode(pointer: unknown, type: string, count: number): Row[];
}

interface Row {
  readonly State: number;
  readonly SessionId: number;
  readonly pSessionName: string | null;
  readonly pUserName: string | null;
  readonly pDomainName: string | null;
}

const STATES: readonly SessionState[] = [
  'active',
  'connected',
  'connectQuery',
  'shadow',
  'disconnected',
  'idle',
  'listen',
  'reset',
  'down',
  'init',
];
const LISTEN = 6;
const SESSION_INFO_LEVEL_1 = 2;

export interface KoffiPeer {
  sessionsSync(): readonly Session[];
  sessions(): Promise<readonly Session[]>;
  /** How many processes, every one decoded in one go; as `host.processes()` they come with pid, session and name. */
  processes(): Promise<readonly object[]>;
}

/** The same calls and the same finished objects as winstation's, written over koffi as its documentation tells. */
export function koffiPeer(): KoffiPeer {
  const koffi = createRequire(String(process.env.BENCH_KOFFI))('koffi') as Koffi;
  const wtsapi32 = koffi.load('wtsapi32.dll');
  const kernel32 = koffi.load('kernel32.dll');
  koffi.struct('WTS_SESSION_INFO_1W', {
    ExecEnvId: 'uint32_t',
    State: 'int',
    SessionId: 'uint32_t',
    pSessionName: 'char16_t *',
    pHostName: 'char16_t *',
    pUserName: 'char16_t *',
    pDomainName: 'char16_t *',
    pFarmName: 'char16_t *',
  });
  koffi.struct('WTS_PROCESS_INFOW', {
    SessionId: 'uint32_t',
    ProcessId: 'uint32_t',
    pProcessName: 'char16_t *',
    pUserSid: 'void *',
  });
  const enumerate = wtsapi32.func(
    'bool __stdcall WTSEnumerateSessionsExW(void *server, _Inout_ uint32_t *level, uint32_t filter, _Out_ void **rows, _Out_ uint32_t *count)',
  );
  const enumerateProcesses = wtsapi32.func(
    'bool __stdcall WTSEnumerateProcessesExW(void *server, _Inout_ uint32_t *level, uint32_t session, _Out_ void **rows, _Out_ uint32_t *count)',
  );
  const free = wtsapi32.func('bool __stdcall WTSFreeMemoryExW(int type, void *memory, uint32_t count)');
  const consoleSession = kernel32.func('uint32_t __stdcall WTSGetActiveConsoleSessionId()');
  const sessionOf = kernel32.func('bool __stdcall ProcessIdToSessionId(uint32_t pid, _Out_ uint32_t *session)');
  const host = hostname();

  const ownSession = (): number => {
    const session = [0];
    sessionOf(process.pid, session);
    return session[0]!;
  };
  const kindOf = (id: number, state: number, user: string | undefined): SessionKind => {
    if (user !== undefined) return 'user';
    if (id === 0) return 'services';
    return state === LISTEN ? 'listener' : 'free';
  };
  const finish = (rows: unknown, count: number): readonly Session[] => {
    const takenAt = new Date();
    const consoleId = consoleSession() as number;
    const currentId = ownSession();
    const decoded = koffi.decode(rows, 'WTS_SESSION_INFO_1W', count);
    free(SESSION_INFO_LEVEL_1, rows, count);
    return decoded.map(({ SessionId: id, State: state, pSessionName, pUserName, pDomainName }) => {
      const user = pUserName || undefined;
      const domain = pDomainName || undefined;
      return Object.freeze({
        host,
        id,
        name: pSessionName ?? '',
        state: STATES[state] ?? 'unknown',
        kind: kindOf(id, state, user),
        user,
        domain,
        account: user === undefined ? undefined : domain === undefined ? user : `${domain}\\${user}`,
        isConsole: id === consoleId,
        isCurrent: id === currentId,
        takenAt,
      });
    });
  };

  return {
    sessionsSync() {
      const rows = [null];
      const count = [0];
      if (!enumerate(null, [1], 0, rows, count)) throw new Error('WTSEnumerateSessionsExW failed');
      return finish(rows[0], count[0]!);
    },
    sessions() {
      return new Promise((resolve, reject) => {
        const rows = [null];
        const count = [0];
        enumerate.async(null, [1], 0, rows, count, (error: Error | null, ok: boolean) => {
          if (error || !ok) reject(error ?? new Error('WTSEnumerateSessionsExW failed'));
          else resolve(finish(rows[0], count[0]!));
        });
      });
    },
    processes() {
      return new Promise((resolve, reject) => {
        const rows = [null];
        const count = [0];
        enumerateProcesses.async(null, [0], 0xfffffffe, rows, count, (error: Error | null, ok: boolean) => {
          if (error || !ok) return reject(error ?? new Error('WTSEnumerateProcessesExW failed'));
          const decoded = koffi.decode(rows[0], 'WTS_PROCESS_INFOW', count[0]!);
          free(0, rows[0], count[0]);
          resolve(decoded);
        });
      });
    },
  };
}
