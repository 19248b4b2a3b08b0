import { localHost, WindowsError } from 'winstation';

// A service, in session 0: it starts a tray program for the users who are there and for those who come, and takes an inventory.
const TRAY = 'C:\\Tools\\tray.exe';
const WHOAMI = 'C:\\Windows\\System32\\whoami.exe';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGBREAK']) process.once(signal, () => stop.abort());

const host = localHost();
const served = new Set();

async function serve(session) {
  if (session.kind !== 'user' || served.has(session.key)) return;
  served.add(session.key);
  try {
    // It ends with this service, and with its session.
    await host.spawn(session, TRAY, ['--greet', session.user], {
      window: 'hidden',
      lifetime: 'caller',
      signal: stop.signal,
    });
    const { exitCode, stdout } = await host.run(session, WHOAMI, ['/all'], { timeout: 30_000, signal: stop.signal });
    console.log(`${session.account}: ${exitCode}, ${stdout.text.trim()}`);
  } catch (error) {
    // The next owner of the id gets nothing; a user who is gone already needs nothing; one for whom Windows hangs holds up nobody.
    if (!WindowsError.is(error) && !['AbortError', 'TimeoutError'].includes(error.name)) throw error;
    console.error(`${session.account}: ${error.message}`);
  }
}

try {
  const types = ['snapshot', 'desktopReady'];
  for await (const event of host.watch({ types, details: true, signal: stop.signal })) {
    if (event.type === 'snapshot') for (const session of event.sessions) await serve(session);
    else if (event.session) await serve(event.session);
  }
} catch (error) {
  if (error.name !== 'AbortError') throw error;
}
