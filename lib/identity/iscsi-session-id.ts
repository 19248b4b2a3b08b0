import type { Branded, IdKind } from './kind.js';
import { type UniqueIdParts, uniqueIdKind } from './unique-id.js';

/**
 * The id of an iSCSI session: `'fffffa800d008430-4000013700000001'`, two 64-bit halves in lower-case hex without padding.
 * Valid until the driver or the machine restarts: what a database keeps is the target and its portal.
 */
export type IscsiSessionId = Branded<'IscsiSessionId'>;

/**
 * Ids of iSCSI sessions. `parse` also takes upper case, padding to 16 digits, and `0x` before either half, as tools print them.
 * The order is that of the numbers, the adapter first.
 * @example iscsiSessionId.parse('0xFFFFFA8003BB3018-0x0000000000000022'); // 'fffffa8003bb3018-22'
 */
export const iscsiSessionId: IdKind<IscsiSessionId, UniqueIdParts> = uniqueIdKind<IscsiSessionId>('an iSCSI session');
