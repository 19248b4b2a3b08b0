import { takeBytes, viewOf } from './bytes.js';
import { guid, takeGuid } from './guid.js';
import type { Guid } from './guid-text.js';
import { mustBeObject, takeUint32 } from './parts.js';

/** What Windows names a client connection by when it talks to protocol providers. `WRDS_SESSION_ID` is another name for it. */
export interface WtsSessionId {
  /** Of the client connection. It is not documented to be the activity id of the session. */
  readonly sessionUniqueGuid: Guid;
  /** From 0 to 0xFFFFFFFF. */
  readonly sessionId: number;
}

const GUID_SIZE = 16;

function take(name: string, id: WtsSessionId): WtsSessionId {
  const { sessionUniqueGuid, sessionId } = mustBeObject(name, id);
  return {
    sessionUniqueGuid: takeGuid(`${name}.sessionUniqueGuid`, sessionUniqueGuid),
    sessionId: takeUint32(`${name}.sessionId`, sessionId),
  };
}

/**
 * The 20 bytes of `WTS_SESSION_ID`, which Windows hands to protocol providers only: a GUID and a number. Windows has no text
 * for it.
 */
export const wtsSessionId: {
  /** How many bytes Windows gives it. */
  readonly size: 20;

  /**
   * The bytes in Windows' own layout, little-endian. Each call makes new ones.
   * @throws TypeError with code `'ERR_INVALID_ARG_TYPE'` or `'ERR_INVALID_ARG_VALUE'` when a member is missing or is wrong.
   * @throws RangeError with code `'ERR_OUT_OF_RANGE'` when `sessionId` is no DWORD.
   * @example wtsSessionId.toBytes({ sessionUniqueGuid: guid.nil, sessionId: 4 });
   */
  toBytes(id: WtsSessionId): Uint8Array;

  /**
   * What these bytes say.
   * @throws TypeError with code `'ERR_INVALID_ARG_TYPE'` when it is no `Uint8Array`. A `Buffer` is one.
   * @throws RangeError with code `'ERR_OUT_OF_RANGE'` unless there are exactly 20 bytes.
   * @example const { sessionUniqueGuid, sessionId } = wtsSessionId.fromBytes(bytes);
   */
  fromBytes(bytes: Uint8Array): WtsSessionId;

  /**
   * Whether both name the same connection of the same session.
   * @throws TypeError or RangeError as `toBytes` does.
   * @example wtsSessionId.equal(one, other);
   */
  equal(a: WtsSessionId, b: WtsSessionId): boolean;
} = Object.freeze({
  size: 20,
  toBytes(id: WtsSessionId): Uint8Array {
    const { sessionUniqueGuid, sessionId } = take('id', id);
    const bytes = new Uint8Array(20);
    bytes.set(guid.toBytes(sessionUniqueGuid));
    viewOf(bytes).setUint32(GUID_SIZE, sessionId, true);
    return bytes;
  },
  fromBytes(bytes: Uint8Array): WtsSessionId {
    const taken = takeBytes('bytes', bytes, 20);
    return Object.freeze({
      sessionUniqueGuid: guid.fromBytes(taken.subarray(0, GUID_SIZE)),
      sessionId: viewOf(taken).getUint32(GUID_SIZE, true),
    });
  },
  equal(a: WtsSessionId, b: WtsSessionId): boolean {
    const [one, other] = [take('a', a), take('b', b)];
    return one.sessionId === other.sessionId && one.sessionUniqueGuid === other.sessionUniqueGuid;
  },
});
