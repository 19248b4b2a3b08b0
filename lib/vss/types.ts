import type { Backend } from '../base/backend.js';
import type { VssOptions } from './options.js';
import type { VssBackup, VssBackupOptions, VssRestore } from './requester/types.js';
import type { VssHandlers, VssWriter, VssWriterDefinition } from './writer/types.js';

/** What `winstation/vss` is. The package offers it over Windows, `world.modules['winstation/vss']` over a world. */
export interface VssModule {
  /**
   * Sets the security of COM for the whole process, once, in one of the two ways that Microsoft documents for requesters. It is never done
   * unasked, since it decides for everything in the process that uses COM. Without it Windows cannot hear some writers. Call it before the first
   * writer and session: COM sets its security by itself when it is first needed.
   *
   * Windows: [CoInitializeSecurity](https://learn.microsoft.com/windows/win32/api/combaseapi/nf-combaseapi-coinitializesecurity).
   * @returns `'too-late'` where somebody was first, such as an earlier call of yours: their settings hold.
   * @throws {@link WindowsError}
   * @example
   * initializeSecurity();
   */
  initializeSecurity(options?: VssSecurityOptions): 'done' | 'too-late';
  /**
   * Opens the session of a backup. Nothing is frozen or snapped before `snapshot()`. Needs an elevated process.
   *
   * Windows: [InitializeForBackup](https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponents-initializeforbackup), [GetSessionId](https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponentsex3-getsessionid).
   * @throws {@link WindowsError} with reason `'access-denied'`, `'unreachable'`, `'not-supported'` or `'busy'`; an `Error` with code
   * `'ERR_INVALID_STATE'` when nobody has spoken about the security of COM.
   * @example
   * await using session = await openBackup();
   * console.log(session.id, (await session.writers()).map((writer) => writer.name));
   */
  openBackup(options?: VssBackupOptions): Promise<VssBackup>;
  /**
   * Opens the session of a restore.
   *
   * Windows: [InitializeForRestore](https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponents-initializeforrestore).
   * @param document What `complete()` of the backup returned.
   * @throws {@link WindowsError}, as `openBackup` does; also for a document that is none.
   * @example
   * await using session = await openRestore(document);
   */
  openRestore(document: string, options?: VssOptions): Promise<VssRestore>;
  /**
   * Makes a writer: Windows calls its handlers in every backup and restore of this machine. Needs an elevated process.
   *
   * Windows: [CVssWriterEx](https://learn.microsoft.com/windows/win32/api/vswriter/nl-vswriter-cvsswriterex).
   * @throws {@link WindowsError} with reason `'access-denied'` or `'not-supported'`.
   * @example
   * const id = guid.parse('8e8f3a1c-2d4b-4c6e-9f10-a1b2c3d4e5f6');
   * await createWriter({ id, name: 'Example', usage: 'userData', source: 'other' }, { freeze: pause, resume: goOn });
   */
  createWriter(definition: VssWriterDefinition, handlers: VssHandlers, options?: VssOptions): Promise<VssWriter>;
}

/** How the security of COM is set. */
export interface VssSecurityOptions {
  /** Another source of answers, such as `world.backend`. */
  readonly backend?: Backend | undefined;
  /** What Windows 8 and later need for snapshots of file shares on other machines. Default false. */
  readonly impersonate?: boolean | undefined;
}
