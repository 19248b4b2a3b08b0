import { expect, it } from 'vitest';
import { VOCABULARY as DESKTOP } from '../../../lib/desktop/hints.js';
import { VOCABULARY as MONIKER } from '../../../lib/moniker/hints.js';
import { VOCABULARY as VSS } from '../../../lib/vss/hints.js';

it.each([
  ['moniker', MONIKER],
  ['vss', VSS],
  ['desktop', DESKTOP],
])('%s has the names of all codes of COM, also of those that only others were seen to fail with', (_, { codes }) => {
  const names = [0x80004001, 0x80004005, 0x8000ffff, 0x80010119, 0x80080005].map(code => codes.nameOf(code));
  expect(names).toEqual(['E_NOTIMPL', 'E_FAIL', 'E_UNEXPECTED', 'RPC_E_TOO_LATE', 'CO_E_SERVER_EXEC_FAILURE']);
});
