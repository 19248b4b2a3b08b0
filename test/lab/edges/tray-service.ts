import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { edge, sleep, winstation } from './harness.js';
import { begun, programs } from './programs.js';

// The example as it stands, as the service that it is meant to be.
edge({
  async main({ client, check, act, nothingLeft }) {
    await client.request('reset', undefined, { as: 'system' });
    check(winstation().currentSessionId() === 0, 'a service runs in session 0');
    await client.request('program', 'C:\\Tools\\tray.exe', [{ stdout: 'lost' }, 'hang']);
    await client.request('program', 'C:\\Windows\\System32\\whoami.exe', [{ stdout: 'who I am\r\n' }]);
    const logon = (user: string) => act('logon', { user, client: { name: 'LAPTOP7' } }) as Promise<number>;
    const said: string[] = [];
    console.log = (text: string) => {
      said.push(text);
    };
    const until = async (count: number) => {
      const deadline = performance.now() + 15_000;
      while (said.length < count && performance.now() < deadline) await sleep(20);
    };
    const anna = await logon('anna');
    const ended = import(pathToFileURL(path.join(__dirname, '../examples/tray-service.mjs')).href);
    await until(1);
    const berta = await logon('berta');
    await until(2);
    // Her programs end with her session.
    const carla = await logon('carla');
    await until(3);
    await begun({ client }, 3);
    await act('logoff', carla);
    const trays = async () =>
      (await programs({ client }))
        .filter(it => it.name === 'tray.exe')
        .map(it => `${it.sessionId} ${it.running ? 'runs' : 'has ended'}`)
        .join();
    const due = `${anna} runs,${berta} runs,${carla} has ended`;
    check((await trays()) === due, `the tray programs: ${await trays()}, and not ${due}`);
    const told = said.map(it => it.replace(/^.*\\/, '')).join('; ');
    const dueTold = ['anna', 'berta', 'carla'].map(it => `${it}: 0, who I am`).join('; ');
    check(told === dueTold, `said was ${told}, and not ${dueTold}`);
    process.emit('SIGINT');
    await ended;
    const deadline = performance.now() + 10_000;
    while ((await trays()).includes('runs') && performance.now() < deadline) await sleep(20);
    check(!(await trays()).includes('runs'), `after the service: ${await trays()}`);
    await nothingLeft(1);
  },
});
