import { describe, expect, it } from 'vitest';
import { luid } from 'winstation/identity';
import { logonSession, logonSessions } from 'winstation/logon';
import { counts } from './counts.js';

// Wine lists no logon, and answers for any LUID: with a structure that ends before the flags, as that of an older Windows does.
describe("the logons of Wine's own secur32", () => {
  it('are none', async () => {
    expect(await logonSessions()).toEqual([]);
  });

  it('are read without a tail', async () => {
    const logon = await logonSession(luid.fromParts({ high: 0, low: 0x1234 }));
    expect(logon).toMatchObject({
      luid: '0x0:0x1234',
      lastLogon: undefined,
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
