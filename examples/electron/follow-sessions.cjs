/**
 * What the main process hears of the sessions of this machine.
 *
 * @param {import('winstation').LocalHost} host
 * @param {{
 *   locked(): void,
 *   unlocked(): void,
 *   table(sessions: import('winstation').Session[]): void,
 *   failed(error: Error): void,
 * }} shown
 * @returns {() => Promise<void>} ends it
 */
function followSessions(host, shown) {
  // Only our own session: Windows reports the locks of all sessions to every window.
  const own = host.watch({ where: { id: 'current' } });
  own.on('lock', () => shown.locked());
  own.on('unlock', () => shown.unlocked());
  // What was missed may have been a lock. Until the snapshot that follows says, nobody sees what is not for them.
  own.on('gap', () => shown.locked());
  own.on('snapshot', ({ sessions }) => (sessions[0]?.lock === 'locked' ? shown.locked() : shown.unlocked()));
  own.on('error', error => shown.failed(error));

  const all = host.watch({ where: { kind: 'user' } });
  all.on('change', now => shown.table([...now.values()]));
  all.on('error', error => shown.failed(error));

  // A window keeps the program alive, not what it listens to.
  own.unref();
  all.unref();
  return async () => {
    await Promise.all([own.close(), all.close()]);
  };
}

module.exports = { followSessions };
