import { createWorld } from 'winstation/mock';

const world = createWorld();
const anna = world.logon({ user: 'anna' });
globalThis.outcome = world.module
  .localHost()
  .session(anna)
  .then(session => (session.user === 'anna' ? 'proved' : JSON.stringify(session)));
