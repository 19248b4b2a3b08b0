// What every kind of user must be able to do with the package, however it was loaded. Uses nothing of Node.

function same(found, wanted, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: ${a}, not ${b}`);
}

exports.prove = async function prove({ WindowsError }, { createWorld }) {
  const world = createWorld();
  const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
  const host = world.module.localHost();

  const found = await host.sessions({ details: true, where: { kind: 'user' } });
  same(
    found.map(it => [it.id, it.user, it.state, it.client?.name]),
    [[anna, 'anna', 'active', 'LAPTOP7']],
    'sessions()',
  );
  same(await host.query(anna, 'WTSConnectState'), 'active', 'query()');

  world.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED', times: 1 });
  const error = await host.logoff(anna, { wait: false }).then(
    () => undefined,
    reason => reason,
  );
  same(
    [WindowsError.is(error, 'access-denied'), error instanceof WindowsError, error?.errno, error?.syscall],
    [true, true, 5, 'WTSLogoffSession'],
    'the error of the other entry',
  );

  await host.logoff(anna, { wait: false });
  same(await host.sessions({ where: { kind: 'user' } }), [], 'sessions() after the logoff');
  return 'proved';
};
