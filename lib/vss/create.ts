import { checkBoolean, checkOptions } from '../errors/arguments.js';
import { VSS_CODES } from './codes.js';
import { backendOf, shareVss, type VssBackend } from './context.js';
import { vssError } from './hints.js';
import type { VssOptions } from './options.js';
import { openBackup, openRestore } from './requester/open.js';
import type { VssBackup, VssBackupOptions, VssRestore } from './requester/types.js';
import type { VssModule, VssSecurityOptions } from './types.js';
import { createWriter } from './writer/create-writer.js';
import type { VssHandlers, VssWriter, VssWriterDefinition } from './writer/types.js';

/** The functions over one backend, which is asked for at each call, so that nothing native is loaded before the first one. */
export function createVss(backend: () => VssBackend): VssModule {
  const shared = (given: VssOptions['backend']) => shareVss(backendOf(given, backend));
  return {
    initializeSecurity(options?: VssSecurityOptions): 'done' | 'too-late' {
      checkOptions('options', options, ['backend', 'impersonate']);
      checkBoolean('options.impersonate', options?.impersonate);
      const all = shared(options?.backend);
      const answer = all.backend.vss.initializeSecurity({ impersonate: options?.impersonate ?? false });
      if (!answer.ok && answer.code !== VSS_CODES.RPC_E_TOO_LATE) throw vssError(all.backend.localName(), answer);
      all.securityWasSet = true;
      return answer.ok ? 'done' : 'too-late';
    },
    async openBackup(options?: VssBackupOptions): Promise<VssBackup> {
      return await openBackup(shared(options?.backend), options);
    },
    async openRestore(document: string, options?: VssOptions): Promise<VssRestore> {
      return await openRestore(shared(options?.backend), document, options);
    },
    async createWriter(
      definition: VssWriterDefinition,
      handlers: VssHandlers,
      options?: VssOptions,
    ): Promise<VssWriter> {
      return await createWriter(shared(options?.backend), definition, handlers, options);
    },
  };
}
