import { type Luid, luid } from './luid.js';
import { match, mustBeText } from './text.js';

/** Only the first half has its 0x. */
const TEXT = { max: 28, pattern: /^service-0x([0-9a-f]{1,8})-([0-9a-f]{1,8})\$$/i };

/** The window stations that Windows makes for services: their name says which logon they belong to. */
export const serviceWindowStation: {
  /**
   * The logon that a window station belongs to; `undefined` for any other window station, such as `'WinSta0'`.
   * @throws TypeError with code `'ERR_INVALID_ARG_TYPE'` when it is no string.
   * @example serviceWindowStation.parse('Service-0x0-3e7$'); // '0x0:0x3e7'
   */
  parse(name: string): Luid | undefined;

  /**
   * The name of the window station of a logon.
   * @throws TypeError as `luid.parse` does.
   * @example serviceWindowStation.format(luid.parse('0x0:0x3e7')); // 'Service-0x0-3e7$'
   */
  format(id: Luid): string;
} = Object.freeze({
  parse(name: string): Luid | undefined {
    const groups = match(mustBeText('name', name), TEXT);
    return groups && luid.parse(`0x${groups[1]}:0x${groups[2]}`);
  },
  format: (id: Luid): string => `Service-${luid.parse(id).replace(':0x', '-')}$`,
});
