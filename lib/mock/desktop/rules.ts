import type { Answer } from '../../base/answer.js';
import { type DesktopCalls, OBJECT_CLASS } from '../../desktop/calls.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import type { Outcome, Rules } from '../world/raw-call.js';
import { DEFAULT, type DesktopState, type Here, type Station, stationsOf, WINLOGON } from './desktop-state.js';

/** What the rules need of the world. */
export interface Made {
  readonly here: Here;
  readonly state: DesktopState;
  readonly isSystem: boolean;
  /** A call that follows while an object is open: recorded, and met by faults, as any other. */
  follow(name: 'GetUserObjectInformationW' | 'EnumDesktopsW', args: object): Promise<Answer<unknown>>;
}

const INVALID_WINDOW = 0x80070578;
const INVALID_ARGUMENT = 0x80070057;
const VISIBLE = 1;
/** All different. In KiB. */
const HEAPS = [20_480, 192, 64];
const TYPES = [undefined, 'video', 'mappedWindow'] as const;

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const stationNamed = ({ here }: Made, name: string): Station | undefined =>
  stationsOf(here).find(it => same(it.name, name));

/** A service belongs to the station of its account, any other process to the interactive one. */
function ownStation({ here, isSystem }: Made): Station | undefined {
  const [interactive, ofSystem] = stationsOf(here);
  return (isSystem && ofSystem) || interactive;
}

/** The desktop that is shown: `undefined` where the process's station has none that could be. */
function shown(made: Made): string | undefined {
  if (!ownStation(made)?.isVisible) return undefined;
  return made.here.isLocked || made.state.asksForConsent ? WINLOGON : DEFAULT;
}

async function answered<T>(asked: Promise<Answer<unknown>>, value: T, nothing: T) {
  const answer = await asked;
  return answer.ok ? { ok: true, code: 0, value } : { ok: false, code: answer.code, value: nothing };
}

/** Windows' rules for every raw call of this domain. */
export const DESKTOP_RULES: Rules<DesktopCalls, Made> = {
  EnumWindowStationsW: (_, { here }) => ({ value: stationsOf(here).map(it => it.name) }),

  GetProcessWindowStation: (_, made) => {
    const own = ownStation(made);
    return own ? { value: own.name } : E.ERROR_INVALID_HANDLE;
  },

  OpenWindowStationW: async ({ station }, made): Promise<Outcome<never>> => {
    const found = stationNamed(made, station);
    if (!found) return E.ERROR_FILE_NOT_FOUND;
    if (found.name !== ownStation(made)?.name && !made.isSystem) return E.ERROR_ACCESS_DENIED;
    const info = (infoClass: number) => made.follow('GetUserObjectInformationW', { object: station, infoClass });
    const flags = await answered(info(OBJECT_CLASS.flags), found.isVisible ? VISIBLE : 0, 0);
    const sid = await answered<string | undefined>(info(OBJECT_CLASS.sid), found.sid, undefined);
    const desktops = await answered<readonly string[]>(made.follow('EnumDesktopsW', { station }), found.desktops, []);
    return { value: { flags, sid, desktops } as never };
  },

  OpenDesktopW: async ({ desktop }, made): Promise<Outcome<never>> => {
    const { desktops = [] } = ownStation(made) ?? {};
    const at = desktops.findIndex(it => same(it, desktop));
    if (at < 0) return E.ERROR_FILE_NOT_FOUND;
    if (at > 0 && !made.isSystem) return E.ERROR_ACCESS_DENIED;
    const info = (infoClass: number) => made.follow('GetUserObjectInformationW', { object: desktop, infoClass });
    const receivesInput = await answered(info(OBJECT_CLASS.io), shown(made) === desktops[at], false);
    const heapKilobytes = await answered(info(OBJECT_CLASS.heapSize), HEAPS[at]!, 0);
    return { value: { receivesInput, heapKilobytes } as never };
  },

  OpenInputDesktop: (_, made) => {
    const name = shown(made);
    // That is what a service has been seen to get.
    if (name === undefined) return E.ERROR_INVALID_FUNCTION;
    return name === WINLOGON && !made.isSystem ? E.ERROR_ACCESS_DENIED : { value: name };
  },

  // Their values are in what was opened; whether they are answered is what these say.
  GetUserObjectInformationW: () => ({ value: undefined }),
  EnumDesktopsW: () => ({ value: undefined }),

  WTSSetRenderHint: ({ id, window, type, left, top, right, bottom }, { state }) => {
    if (!state.isWindow(window)) return INVALID_WINDOW;
    const word = TYPES[type];
    // 0 makes a hint, and cannot be taken back. What Windows answers to an id that is not the window's was not seen.
    const isKnown = id === 0n ? word !== undefined : state.hasHint(id, window);
    if (!isKnown || type >= TYPES.length) return INVALID_ARGUMENT;
    if (word !== undefined) return { value: state.setHint(id, { window, type: word, left, top, right, bottom }) };
    state.clearHint(id);
    return { value: 0n };
  },
};
