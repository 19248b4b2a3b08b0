import {
  call,
  flag,
  i32,
  type Kind,
  list,
  nothing,
  record,
  sidOrNull,
  text,
  ticks,
  u32,
  type ValueOf,
} from '../base/call.js';

/** What another call has answered about an object that was opened: a value, or the code that it failed with. */
const answer = <T>(value: Kind<T>) => record({ ok: flag, code: u32, value });

/**
 * What is asked of a thread. What is opened is asked about and closed at once, so the answer to each open has the answers of the calls
 * that follow it: `INNER_CALLS`.
 */
export const THREAD_CALLS = {
  EnumWindowStationsW: call({ args: {}, value: list(text), on: 'machine' }),
  /** The name of the station that this process belongs to. */
  GetProcessWindowStation: call({ args: {}, value: text, on: 'machine' }),
  OpenWindowStationW: call({
    args: { station: text },
    value: record({ flags: answer(u32), sid: answer(sidOrNull), desktops: answer(list(text)) }),
    on: 'machine',
  }),
  /** Of the station that this process belongs to. */
  OpenDesktopW: call({
    args: { desktop: text },
    value: record({ receivesInput: answer(flag), heapKilobytes: answer(u32) }),
    on: 'machine',
  }),
  /** The name of the desktop that receives input. */
  OpenInputDesktop: call({ args: {}, value: text, on: 'machine' }),
} as const;

/** `UOI_FLAGS` and so on. */
export const OBJECT_CLASS = { flags: 1, name: 2, sid: 4, heapSize: 5, io: 6 } as const;

/** What is asked about an object while it is open. */
const INNER_CALLS = {
  GetUserObjectInformationW: call({ args: { object: text, infoClass: u32 }, value: nothing, on: 'machine' }),
  EnumDesktopsW: call({ args: { station: text }, value: nothing, on: 'machine' }),
} as const;

/** Asked on the thread that calls. */
export const HINT_CALLS = {
  /**
   * The id of the hint. `window` and `id` are numbers of 64 bits. The rectangle is that of the hint, in pixels of the window;
   * for the type 0, which clears, there is none.
   */
  WTSSetRenderHint: call({
    args: { id: ticks, window: ticks, type: u32, left: i32, top: i32, right: i32, bottom: i32 },
    value: ticks,
    on: 'machine',
  }),
} as const;

export const DESKTOP_CALLS = { ...THREAD_CALLS, ...INNER_CALLS, ...HINT_CALLS } as const;

export type ThreadCalls = typeof THREAD_CALLS;
export type DesktopCalls = typeof DESKTOP_CALLS;
export type RawStation = ValueOf<ThreadCalls['OpenWindowStationW']>;
export type RawDesktop = ValueOf<ThreadCalls['OpenDesktopW']>;
