import {
  checkBoolean,
  checkDuration,
  checkOptions,
  checkUint32,
  outOfRange,
  wrongType,
} from '../../errors/arguments.js';
import { checkBounded } from '../targets/portal.js';
import type { IscsiLoginOptions, IscsiSecurity } from './types.js';

/** Bits of `ISCSI_LOGIN_OPTIONS.InformationSpecified`. */
const GIVEN = {
  headerDigest: 0x1,
  dataDigest: 0x2,
  maxConnections: 0x4,
  timeToRetain: 0x10,
  user: 0x20,
  secret: 0x40,
  auth: 0x80,
} as const;
/** A bit of `LoginFlags`, which needs no other bit. */
const MULTIPATH = 0x2;
const CHAP = 1;
const MUTUAL_CHAP = 2;
const MOST_SECRET_BYTES = 1_024;
const MOST_USER_UNITS = 256;

export const SECURITY = ['chap', 'headerDigest', 'dataDigest'] as const;

/** The login options of a call, and how its copy of the secret is overwritten. */
export interface Security {
  readonly options: {
    readonly specified: number;
    readonly loginFlags: number;
    readonly auth: number;
    readonly headerDigest: number;
    readonly dataDigest: number;
    readonly maxConnections: number;
    readonly timeToWait: number;
    readonly timeToRetain: number;
    readonly user: string | undefined;
    readonly secret: Uint8Array;
  };
  clear(): void;
}

/** A copy of our own of the bytes, which can be overwritten. */
export function secretBytes(name: string, secret: unknown): Uint8Array {
  if (typeof secret !== 'string' && !(secret instanceof Uint8Array)) {
    // What it is must not be shown.
    throw wrongType(name, 'a string or a Uint8Array', typeof secret === 'object' ? {} : undefined);
  }
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : Uint8Array.from(secret);
  if (bytes.length === 0 || bytes.length > MOST_SECRET_BYTES) {
    throw outOfRange(`${name}.length`, `from 1 to ${MOST_SECRET_BYTES} bytes`, bytes.length);
  }
  return bytes;
}

/** Checks and lays out what `ISCSI_LOGIN_OPTIONS` holds. */
export function securityOf(
  name: string,
  given: IscsiSecurity & Pick<IscsiLoginOptions, 'multipath' | 'maxConnections' | 'retainFor'>,
): Security {
  const { chap, headerDigest, dataDigest, multipath = false, maxConnections, retainFor } = given;
  checkBoolean(`${name}.headerDigest`, headerDigest);
  checkBoolean(`${name}.dataDigest`, dataDigest);
  checkBoolean(`${name}.multipath`, multipath);
  if (maxConnections !== undefined) {
    checkUint32(`${name}.maxConnections`, maxConnections, 0xffff);
    if (maxConnections === 0) throw outOfRange(`${name}.maxConnections`, 'an integer from 1 to 65535', 0);
  }
  checkDuration(`${name}.retainFor`, retainFor, 0xffffffff);
  checkOptions(`${name}.chap`, chap, ['user', 'secret', 'mutual']);
  checkBoolean(`${name}.chap.mutual`, chap?.mutual);
  if (chap?.user !== undefined) checkBounded(`${name}.chap.user`, chap.user, MOST_USER_UNITS);
  const secret = chap ? secretBytes(`${name}.chap.secret`, chap.secret) : new Uint8Array();
  const specified =
    (headerDigest === undefined ? 0 : GIVEN.headerDigest) |
    (dataDigest === undefined ? 0 : GIVEN.dataDigest) |
    (maxConnections === undefined ? 0 : GIVEN.maxConnections) |
    (retainFor === undefined ? 0 : GIVEN.timeToRetain) |
    (chap?.user === undefined ? 0 : GIVEN.user) |
    (chap === undefined ? 0 : GIVEN.secret | GIVEN.auth);
  return {
    options: {
      specified,
      loginFlags: multipath ? MULTIPATH : 0,
      auth: chap === undefined ? 0 : chap.mutual ? MUTUAL_CHAP : CHAP,
      headerDigest: headerDigest ? 1 : 0,
      dataDigest: dataDigest ? 1 : 0,
      maxConnections: maxConnections ?? 0,
      timeToWait: 0,
      timeToRetain: Math.ceil((retainFor ?? 0) / 1_000),
      user: chap?.user,
      secret,
    },
    clear: () => void secret.fill(0),
  };
}
