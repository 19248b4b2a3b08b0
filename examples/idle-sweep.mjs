import { localHost, WindowsError } from 'winstation';

// Ask every user who has been idle for half an hour, and log off those who do not want to stay.
const host = localHost();
for (const session of await host.sessions({ details: true, where: { kind: 'user' } })) {
  if ((session.idleMs ?? 0) < 30 * 60_000) continue;
  const answer = await host.message(session, 'Still there?', { buttons: 'yesNo', expires: 60_000, wait: true });
  if (answer === 'yes') continue;
  await host.logoff(session).catch(error => {
    if (!WindowsError.is(error, 'changed')) throw error; // never the next owner of a reused id
  });
}
