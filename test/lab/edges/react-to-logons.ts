import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { edge, sleep, winstation } from './harness.js';

interface Shown {
  readonly sessionId: number;
  readonly text: string;
}

// The example as it stands, as the service that it is meant to be.
edge({
  async main({ client, check, act, asked, nothingLeft }) {
    await client.request('reset', undefined, { as: 'system' });
    check(winstation().currentSessionId() === 0, 'a service runs in session 0');
    const before = await act('logon', { user: 'zoe', client: { name: 'OLD' } });
    const said: string[] = [];
    console.log = (text: string) => {
      said.push(text);
    };
    const ended = import(pathToFileURL(path.join(__dirname, '../examples/react-to-logons.mjs')).href);
    await asked('WTSEnumerateSessionsExW');
    await sleep(200);
    const anna = await act('logon', { user: 'anna', client: { name: 'LAPTOP7' } });
    // Berta comes while the service is not told anything.
    await sleep(200);
    await act('stopTerminalServices');
    const berta = await act('logon', { user: 'berta', client: { name: 'LAPTOP8' } });
    await act('startTerminalServices');
    const shown = async () => (await client.request('get', null, 'messages')) as Shown[];
    const deadline = performance.now() + 8_000;
    while ((await shown()).length < 2 && performance.now() < deadline) await sleep(20);
    const greeted = (await shown()).map(({ sessionId, text }) => `${sessionId} ${text}`);
    const due = [`${anna} Good day, anna.`, `${berta} Good day, berta.`];
    check(greeted.join() === due.join(), `greeted were ${greeted.join()}, and session ${before} should not be`);
    check(
      said.length === 2 && /\\anna has logged on .* from LAPTOP7$/.test(said[0] ?? ''),
      `said was ${said.join('; ')}`,
    );
    process.emit('SIGINT');
    await ended;
    await nothingLeft(1);
  },
});
