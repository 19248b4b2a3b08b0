import type { LocalHost } from '../../../terminal/types.js';
import type { Domains } from '../../domains.js';
import type { Asker } from '../asker.js';
import { type ActsReport, askActs } from './acts.js';
import { askDesktops, type DesktopsReport } from './desktops.js';
import { askIscsi, type IscsiReport } from './iscsi.js';
import { askListeners, type ListenersReport } from './listeners.js';
import { askLogons, type LogonsReport } from './logons.js';
import { askMonikers, type MonikersReport } from './monikers.js';
import { askVss, type VssReport } from './vss.js';

/** What only this machine can be asked. Nothing in it names anybody but the messages of errors, which only `--no-redact` brings. */
export interface MachineReport {
  readonly acts: ActsReport;
  readonly listeners: ListenersReport;
  readonly logons: LogonsReport;
  readonly desktops: DesktopsReport;
  readonly iscsi: IscsiReport;
  readonly vss: VssReport;
  readonly monikers: MonikersReport;
}

/** All domains at once: one of them may wait for a service that does not answer. */
export async function machineReport(asker: Asker, host: () => LocalHost, domains: Domains): Promise<MachineReport> {
  const [acts, listeners, logons, desktops, iscsi, vss, monikers] = await Promise.all([
    askActs(asker, host),
    askListeners(asker, host),
    askLogons(asker, () => domains.logon(), host),
    askDesktops(asker, () => domains.desktop()),
    askIscsi(asker, () => domains.iscsi()),
    askVss(asker, () => domains.vss()),
    askMonikers(asker, () => domains.moniker()),
  ]);
  return { acts, listeners, logons, desktops, iscsi, vss, monikers };
}
