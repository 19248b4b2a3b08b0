import { localHost, WindowsError } from 'winstation';

// A service, in session 0: it greets users who log on. Users who are logged on when it starts get no greeting.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGBREAK']) process.once(signal, () => stop.abort());

const host = localHost();
const known = new Set();

async function greet(session) {
  if (known.has(session.key)) return;
  known.add(session.key);
  console.log(
    `${session.account} has logged on to session ${session.id}, from ${session.client?.name ?? 'the console'}`,
  );
  try {
    await host.message(session, `Good day, ${session.user}.`);
  } catch (error) {
    if (!WindowsError.is(error)) throw error;
    console.error(`${session.account}: ${error.message}`); // gone already, perhaps
  }
}

try {
  let isFirst = true;
  for await (const event of host.watch({ types: ['snapshot', 'logon'], details: true, signal: stop.signal })) {
    if (event.type === 'logon' && event.session) await greet(event.session);
    if (event.type !== 'snapshot') continue;
    // The first one says how it was; one after a gap, who came meanwhile.
    for (const session of event.sessions) {
      if (session.kind !== 'user') continue;
      if (isFirst) known.add(session.key);
      else await greet(session);
    }
    isFirst = false;
  }
} catch (error) {
  if (error.name !== 'AbortError') throw error;
}
