import type { Desktop, DesktopModule, InputDesktop, WindowStation } from '../../../desktop/types.js';
import type { Answered } from '../answered.js';
import { type Asker, mapAnswer } from '../asker.js';
import { kindOfSid } from '../sids.js';

/** Those of which every Windows has some. Programs may give theirs any name. */
const USUAL_STATION = /^(?:WinSta0|Service-0x[0-9a-f]+-[0-9a-f]+\$|msswindowstation)$/i;
const USUAL_DESKTOP = /^(?:Default|Winlogon|Disconnect|Screen-saver)$/i;

/** The window stations of the session that the program runs in. */
export interface DesktopsReport {
  readonly stations: Answered<readonly StationReport[]>;
  readonly input: Answered<InputDesktop>;
}

export interface StationReport extends Pick<WindowStation, 'interactive' | 'luid' | 'withheld'> {
  /** `undefined` for a name that programs have given. So it is with desktops. */
  readonly name: string | undefined;
  /** Only what kind of SID it is. */
  readonly sid: string | undefined;
  readonly desktops: readonly DesktopReport[] | undefined;
}

export interface DesktopReport extends Pick<Desktop, 'role' | 'receivesInput' | 'heapBytes'> {
  readonly name: string | undefined;
}

export async function askDesktops(asker: Asker, desktop: () => Promise<DesktopModule>): Promise<DesktopsReport> {
  const stations = await asker.ask(async cancel => (await desktop()).windowStations(cancel));
  const input = await asker.ask(async cancel => (await desktop()).inputDesktop(cancel));
  return {
    stations: mapAnswer(stations, all => all.map(stationReport)),
    input: mapAnswer(input, ({ name, reason }) => ({ name: usual(USUAL_DESKTOP, name), reason })),
  };
}

function stationReport({ name, interactive, luid, sid, desktops, withheld }: WindowStation): StationReport {
  const rows = desktops?.map(({ role, receivesInput, heapBytes, ...it }) => {
    return { name: usual(USUAL_DESKTOP, it.name), role, receivesInput, heapBytes };
  });
  return { name: usual(USUAL_STATION, name), interactive, luid, sid: kindOfSid(sid), desktops: rows, withheld };
}

function usual(names: RegExp, name: string | undefined): string | undefined {
  return name !== undefined && names.test(name) ? name : undefined;
}
