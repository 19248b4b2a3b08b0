import { describe, expect, it } from 'vitest';
import { luid } from 'winstation/identity';
import { logonSession, logonSessions } from 'winstation/logon';
import { counts } from './counts.js';

// Wine lists no logon, and answers for any LUID. The structure of Wine 8 ends before the flags, as that of an older Windows does; that of
// Wine 10 is whole, and empty.
const LAST_LOGON = process.env.LAB_WINE === '8' ? undefined : { succeeded: undefined, failed: undefined, failures: 0 };

describe("the logons of Wine's own secur32", () => {
  it('are none', async () => {
    expect(await logonSessions()).toEqual([]);
  });

  it('are read with the tail that they have', async () => {
    const logon = await logonSession(luid.fromParts({ high: 0, low: 0x1234 }));
    expect(logon).toMatchObject({
      luid: '0x0:0x1234',
      lastLogon: LAST_LOGON,
      passwordLastSet: undefined,
      flags: [],
      withheld: [],
    });
  });

  it('are given back', async () => {
    const id = luid.fromParts({ high: 0, low: 0x3e7 });
    await Promise.all(Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? logonSessions() : logonSession(id))));
    expect(counts()).toMatchObject({ handles: 0, buffers: 0, packs: 0 });
  });
});
