/* global Deno */
import assert from 'node:assert/strict';
import { diagnose, localHost, NoAddonError } from 'winstation';

const { state } = await Deno.permissions.query({ name: 'sys', kind: 'hostname' });

/** What the package says in its own words: first of the right that is missing, then of this system. */
const said = state === 'granted' ? /winstation\/mock/ : /--allow-sys=hostname/;

Deno.test('real sessions are refused by the package itself', async () => {
  const error = await (async () => localHost().sessions())().then(
    () => undefined,
    reason => reason,
  );
  assert.ok(error instanceof NoAddonError, String(error));
  assert.match(error.message, said);
});

Deno.test('the diagnosis finds it, and does not fail', async () => {
  const { ok, checks } = await diagnose();
  assert.equal(ok, false);
  assert.deepEqual([checks[0]?.name, checks[0]?.state], ['addon', 'failed']);
});
