import { type ArgsOf, call, type Fields, type Kind, list, record, type TypeOf, text, u32 } from '../base/call.js';

/** Answers everything about iSCSI on this machine. On a fresh Windows it is stopped. */
export const SERVICE = 'MSiSCSI';

/**
 * What a call of iscsidsc.dll answers. Besides success and failure there are warnings: the call was carried out, and its code
 * says something about it. Then `warning` is that code; else it is 0.
 */
const warned = <T>(value: Kind<T>): Kind<{ readonly warning: number; readonly value: T }> =>
  record({ warning: u32, value });

const ask = <A extends Fields, T>(args: A, value: Kind<T>) =>
  call({ args, value: warned(value), on: 'machine', service: SERVICE });

/** The raw calls of this domain. All are plain: asked by their names, made on nothing. */
export const ISCSI_CALLS = {
  GetIScsiInitiatorNodeNameW: ask({}, text),
  /** The names of the adapters. */
  ReportIScsiInitiatorListW: ask({}, list(text)),
  /** `ISCSI_VERSION_INFO`. */
  GetIScsiVersionInformation: ask({}, record({ major: u32, minor: u32, build: u32 })),
} as const;

export type IscsiCalls = typeof ISCSI_CALLS;
export type IscsiCallName = keyof IscsiCalls;
export type IscsiArgs<N extends IscsiCallName> = ArgsOf<IscsiCalls[N]>;
/** What a call answers, without its warning. */
export type IscsiValue<N extends IscsiCallName> = TypeOf<IscsiCalls[N]['value']>['value'];
