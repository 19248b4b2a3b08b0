import type { Branded, IdKind } from './kind.js';
import { type UniqueIdParts, uniqueIdKind } from './unique-id.js';

/** The id of a connection of an iSCSI session. It has the form of a session's id: only the types differ. */
export type IscsiConnectionId = Branded<'IscsiConnectionId'>;

/**
 * Ids of connections of iSCSI sessions. All is as with the ids of sessions.
 * @example iscsiConnectionId.parse('0xFFFFAC0CACBFF010-0x15'); // 'ffffac0cacbff010-15'
 */
export const iscsiConnectionId: IdKind<IscsiConnectionId, UniqueIdParts> = uniqueIdKind<IscsiConnectionId>(
  'a connection of an iSCSI session',
);
