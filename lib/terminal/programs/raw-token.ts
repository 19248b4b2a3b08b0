import { flag, i32, type Kind, list, record, sid, type TypeOf, u32 } from '../../base/call.js';

const luidKind = record({ low: u32, high: i32 });

/** What `GetTokenInformation` answers for each class that is asked for, by its name in Windows. */
const KINDS = {
  /** The SID of the user. */
  TokenUser: sid,
  TokenGroups: list(record({ sid, attributes: u32 })),
  TokenPrivileges: list(record({ low: u32, high: i32, attributes: u32 })),
  /** Of TOKEN_STATISTICS the AuthenticationId. */
  TokenStatistics: luidKind,
  TokenSessionId: u32,
  TokenOrigin: luidKind,
  TokenElevationType: u32,
  /** A token of its own. */
  TokenLinkedToken: u32,
  TokenElevation: flag,
  /** The SID of the mandatory label. */
  TokenIntegrityLevel: sid,
} as const satisfies Readonly<Record<string, Kind>>;

/** A class of [`TOKEN_INFORMATION_CLASS`](https://learn.microsoft.com/windows/win32/api/winnt/ne-winnt-token_information_class), by its name there. */
export type TokenClassName = keyof typeof KINDS;
export type RawTokenMap = { readonly [C in TokenClassName]: TypeOf<(typeof KINDS)[C]> };
export type RawToken = RawTokenMap[TokenClassName];

/** `TOKEN_INFORMATION_CLASS`. */
export const TOKEN_CLASS: Readonly<Record<TokenClassName, number>> = {
  TokenUser: 1,
  TokenGroups: 2,
  TokenPrivileges: 3,
  TokenStatistics: 10,
  TokenSessionId: 12,
  TokenOrigin: 17,
  TokenElevationType: 18,
  TokenLinkedToken: 19,
  TokenElevation: 20,
  TokenIntegrityLevel: 25,
};

/** Of a class that is never asked for. */
export const OTHER_TOKEN_CLASS: Kind = { form: 'nothing' };

const kindOf = (infoClass: number): Kind => {
  const name = Object.entries(TOKEN_CLASS).find(([, number]) => number === infoClass)?.[0];
  return name === undefined ? OTHER_TOKEN_CLASS : KINDS[name as TokenClassName];
};

/** The kind of the value of each class, by its number. */
export const TOKEN_KINDS: readonly Kind[] = Array.from({ length: TOKEN_CLASS.TokenIntegrityLevel + 1 }, (_, i) =>
  kindOf(i),
);
