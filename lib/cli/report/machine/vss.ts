import type { VssModule } from '../../../vss/types.js';
import type { Answered } from '../answered.js';
import type { Asker } from '../asker.js';

/** A backup session that is opened and closed again. No writer hears of it. */
export interface VssReport {
  /** Whether it has an id as soon as it is opened. */
  readonly hasIdWhenOpened: Answered<boolean>;
}

export async function askVss(asker: Asker, vss: () => Promise<VssModule>): Promise<VssReport> {
  return {
    hasIdWhenOpened: await asker.ask(async cancel => {
      const module = await vss();
      module.initializeSecurity();
      const session = await module.openBackup(cancel);
      try {
        return session.id !== undefined;
      } finally {
        await session.close();
      }
    }),
  };
}
