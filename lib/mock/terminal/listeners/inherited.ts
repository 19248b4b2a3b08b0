import type { ScenarioConfig } from '../../../terminal/capture/scenario.js';
import type { RawUserConfig } from '../../../terminal/config/raw-user-config.js';
import type { RawListener } from '../../../terminal/listeners/raw-listener.js';

/** What a session takes over from its listener and its user. */
export interface Inherited {
  readonly initialProgram: string;
  readonly workingDirectory: string;
  readonly config: Required<ScenarioConfig>;
}

/**
 * The user's own setting counts where the listener leaves it to the user; a program of the listener comes before the user's. That a
 * listener switches off, no user switches on.
 */
export function inheritedFrom(listener: RawListener, user: RawUserConfig): Inherited {
  const program = listener.initialProgram === '' ? user : listener;
  const { initialProgram, workDirectory } = program;
  return {
    initialProgram,
    workingDirectory: workDirectory,
    config: {
      version: 1,
      connectClientDrivesAtLogon: listener.disableDriveRedirection === 0 ? user.deviceClientDrives : 0,
      connectPrinterAtLogon: listener.disablePrinterRedirection === 0 ? user.deviceClientPrinters : 0,
      disablePrinterRedirection: listener.disablePrinterRedirection,
      disableDefaultMainClientPrinter:
        listener.disableDefaultMainClientPrinter !== 0 || user.clientDefaultPrinter === 0 ? 1 : 0,
      shadowSettings: listener.inheritShadowSettings === 0 ? listener.shadowSettings : user.shadowingSettings,
      logonUserName: listener.logonUserName,
      logonDomain: listener.logonDomain,
      workDirectory,
      initialProgram,
      applicationName: '',
    },
  };
}
