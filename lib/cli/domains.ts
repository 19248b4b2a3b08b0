import type { DesktopModule } from '../desktop/types.js';
import type { Iscsi } from '../iscsi/types.js';
import type { LogonModule } from '../logon/types.js';
import type { MonikerModule } from '../moniker/types.js';
import type { VssModule } from '../vss/types.js';

/** The domains beside the terminal one. Each is loaded for those who ask for it. */
export interface Domains {
  iscsi(): Promise<Iscsi>;
  vss(): Promise<VssModule>;
  logon(): Promise<LogonModule>;
  desktop(): Promise<DesktopModule>;
  moniker(): Promise<MonikerModule>;
}

/** The domains of what `source` returns, which is asked for with the first of them. */
export function domainsOf(source: () => Domains): Domains {
  return {
    iscsi: () => source().iscsi(),
    vss: () => source().vss(),
    logon: () => source().logon(),
    desktop: () => source().desktop(),
    moniker: () => source().moniker(),
  };
}
