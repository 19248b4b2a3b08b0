import { fold, sameText } from '../base/fold.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import { type Withheld, withheldIn } from '../errors/withheld.js';
import { serviceWindowStation } from '../identity/service-window-station.js';
import type { RawDesktop, RawStation } from './calls.js';
import type { AskDesktop, DesktopContext } from './context.js';
import { desktopError, VOCABULARY } from './hints.js';
import type { Desktop, WindowStation, WindowStationPart } from './types.js';

const VISIBLE = 1;
const INTERACTIVE = 'winsta0';
const ROLES: Readonly<Record<string, Desktop['role']>> = {
  default: 'default',
  winlogon: 'winlogon',
  'screen-saver': 'screenSaver',
  screensaver: 'screenSaver',
};

/** All stations of this session. One that ends in between is left out. */
export async function gatherStations({ backend }: DesktopContext, ask: AskDesktop): Promise<readonly WindowStation[]> {
  const names = await ask(thread => thread.call('EnumWindowStationsW', {}));
  if (!names.ok) throw desktopError(backend.localName(), names);
  const own = await ask(thread => thread.call('GetProcessWindowStation', {}));
  const found: WindowStation[] = [];
  for (const name of names.value) {
    const answer = await ask(thread => thread.call('OpenWindowStationW', { station: name }));
    if (!answer.ok && answer.code === E.ERROR_FILE_NOT_FOUND) continue;
    // Only desktops of the station that this process belongs to can be opened.
    const isOwn = own.ok && sameText(own.value, name);
    const desktops = answer.ok && answer.value.desktops.ok ? answer.value.desktops.value : undefined;
    const rows: Desktop[] = [];
    for (const desktop of desktops ?? [])
      rows.push(desktopFrom(name, desktop, isOwn ? await openDesktop(ask, desktop) : undefined));
    found.push(stationFrom(name, answer.ok ? answer.value : answer.code, desktops && Object.freeze(rows)));
  }
  return Object.freeze(found);
}

async function openDesktop(ask: AskDesktop, desktop: string): Promise<RawDesktop | undefined> {
  const answer = await ask(thread => thread.call('OpenDesktopW', { desktop }));
  return answer.ok ? answer.value : undefined;
}

function desktopFrom(station: string, name: string, raw: RawDesktop | undefined): Desktop {
  const role = fold(station) === INTERACTIVE && Object.hasOwn(ROLES, fold(name)) ? ROLES[fold(name)] : undefined;
  return Object.freeze({
    name,
    role,
    receivesInput: raw?.receivesInput.ok ? raw.receivesInput.value : undefined,
    heapBytes: raw?.heapKilobytes.ok ? raw.heapKilobytes.value * 1024 : undefined,
  });
}

/** `raw`: what was answered, or the code with which it could not be opened. */
function stationFrom(name: string, raw: RawStation | number, desktops: readonly Desktop[] | undefined): WindowStation {
  const withheld: Withheld<WindowStationPart>[] = [];
  const withhold = (what: WindowStationPart, syscall: string, code: number) =>
    withheld.push(withheldIn(VOCABULARY, what, { syscall, code }));
  const opened = typeof raw === 'number' ? undefined : raw;
  if (typeof raw === 'number')
    for (const what of ['flags', 'sid', 'desktops'] as const) withhold(what, 'OpenWindowStationW', raw);
  if (opened && !opened.flags.ok) withhold('flags', 'GetUserObjectInformationW', opened.flags.code);
  if (opened && !opened.sid.ok) withhold('sid', 'GetUserObjectInformationW', opened.sid.code);
  if (opened && !opened.desktops.ok) withhold('desktops', 'EnumDesktopsW', opened.desktops.code);
  const isVisible = opened?.flags.ok ? (opened.flags.value & VISIBLE) !== 0 : fold(name) === INTERACTIVE;
  return Object.freeze({
    name,
    interactive: isVisible,
    sid: opened?.sid.ok ? opened.sid.value : undefined,
    luid: serviceWindowStation.parse(name),
    desktops,
    withheld: Object.freeze(withheld),
  });
}
