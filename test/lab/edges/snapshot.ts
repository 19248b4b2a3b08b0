import { report, winstation } from './harness.js';

// What benchmarks run on: answers from memory, no world, no hook.
async function main(): Promise<boolean> {
  const host = winstation().localHost();
  const sessions = host.sessionsSync();
  const again = await host.sessions();
  const processes = await host.processes();
  const name = await host.query(1, 'WTSWinStationName');
  return sessions.length >= 3 && again.length === sessions.length && processes.length > 3 && name === 'Console';
}

main().then(report, error => {
  process.stderr.write(`${error.stack}\n`);
  report(false);
});
