import { call, flag, type Kind, nothing, record, text, u32, type ValueOf } from '../base/call.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import { COM_CODES } from '../errors/hresult.js';

/** What was answered about a value of a key: the value, or the code. */
const answer = <T>(value: Kind<T>) => record({ ok: flag, code: u32, value });

/** What is asked of a thread. */
export const THREAD_CALLS = {
  /**
   * A key under HKEY_LOCAL_MACHINE, in the view of 32 or 64 bits, with the values of it that matter here. Each is asked for while the
   * key is open: `RegQueryValueExW`.
   */
  RegOpenKeyExW: call({
    args: { key: text, view: u32 },
    value: record({ AppID: answer(text), RunAs: answer(text), LocalService: answer(text) }),
    on: 'machine',
  }),
  /** The thread joins the multithreaded apartment, and leaves it when it ends. */
  CoInitializeEx: call({ args: {}, value: nothing, on: 'machine' }),
  /** An object, which the thread holds until it gives it back or ends. Its number says nothing outside of worlds. */
  CoGetObject: call({
    args: { moniker: text },
    value: u32,
    on: 'machine',
    about: 'session',
    meanings: {
      [COM_CODES.REGDB_E_CLASSNOTREG]: { subject: 'class' },
      [COM_CODES.CO_E_LAUNCH_PERMSSION_DENIED]: { subject: 'class' },
      [COM_CODES.CO_E_APPNOTFOUND]: { subject: 'program' },
      [COM_CODES.CO_E_CREATEPROCESS_FAILURE]: { subject: 'program' },
      [COM_CODES.CO_E_RUNAS_CREATEPROCESS_FAILURE]: { subject: 'program' },
      [E.ERROR_ACCESS_DENIED]: { subject: 'class' },
    },
  }),
  /** The one reference to the thread's object is given back. */
  Release: call({ args: { object: u32 }, value: nothing, on: 'machine' }),
} as const;

/** What follows by itself. */
const INNER_CALLS = {
  RegQueryValueExW: call({ args: { key: text, value: text }, value: nothing, on: 'machine' }),
} as const;

export const MONIKER_CALLS = { ...THREAD_CALLS, ...INNER_CALLS } as const;

export type ThreadCalls = typeof THREAD_CALLS;
export type MonikerCalls = typeof MONIKER_CALLS;
export type RawKey = ValueOf<ThreadCalls['RegOpenKeyExW']>;
