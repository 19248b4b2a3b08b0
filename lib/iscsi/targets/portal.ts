import { fold } from '../../base/fold.js';
import { checkOptions, checkText, checkUint32, outOfRange, wrongType, wrongValue } from '../../errors/arguments.js';
import type { IscsiPortal } from './types.js';

const DEFAULT_PORT = 3260;
/** What its structure has room for. */
const MOST_UNITS = 255;

/** Any adapter, or any port of it. */
export const ANY_ADAPTER = { initiatorName: undefined, initiatorPort: 0xffffffff } as const;

export interface CheckedPortal {
  readonly symbolicName: string;
  readonly address: string;
  readonly port: number;
}

export function checkPortal(name: string, portal: IscsiPortal): CheckedPortal {
  if (typeof portal !== 'object' || portal === null) throw wrongType(name, 'a portal', portal);
  checkOptions(name, portal, ['address', 'port', 'symbolicName', 'initiatorInstance', 'initiatorPort']);
  const { address, port = DEFAULT_PORT, symbolicName = '' } = portal;
  checkBounded(`${name}.address`, address, MOST_UNITS);
  if (address === '') throw wrongValue(`${name}.address`, 'a name or an IP address', address);
  checkUint32(`${name}.port`, port, 0xffff);
  checkBounded(`${name}.symbolicName`, symbolicName, MOST_UNITS);
  // 0 is no port; some tools mean the usual one by it.
  return { symbolicName, address, port: port === 0 ? DEFAULT_PORT : port };
}

/** A text that must fit an array of Windows. */
export function checkBounded(name: string, value: unknown, most: number): asserts value is string {
  checkText(name, value);
  if (value.length > most) throw outOfRange(`${name}.length`, `at most ${most}`, value.length);
}

export const samePortal = (
  one: Pick<CheckedPortal, 'address' | 'port'>,
  other: Pick<CheckedPortal, 'address' | 'port'>,
) => fold(one.address) === fold(other.address) && one.port === other.port;

/** `MAX_ISCSI_NAME_LEN`. */
const MOST_NAME_UNITS = 223;

export function checkTarget(name: string, target: unknown): asserts target is string {
  checkBounded(name, target, MOST_NAME_UNITS);
  if (target === '') throw wrongValue(name, 'the name of a target', target);
}
