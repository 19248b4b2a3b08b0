import { deepStrictEqual } from 'node:assert';
import { hostname } from 'node:os';
import { localHost, type Session } from 'winstation';
import { peersAddon } from '../peers/addon.js';
import { koffiPeer } from '../peers/koffi.js';
import { interleave } from './interleave.js';
import { type Found, runJob } from './job.js';

/** All but the moment, which each takes for itself. */
const facts = (rows: readonly object[]) => rows.map(row => ({ ...(row as Session), takenAt: undefined }));

runJob(async job => {
  const host = localHost();
  const koffi = koffiPeer();
  const addon = peersAddon();
  const name = hostname();

  const ours = facts(host.sessionsSync());
  for (const rows of [
    await host.sessions(),
    koffi.sessionsSync(),
    await koffi.sessions(),
    addon.plain(name, new Date()),
    await addon.plainAsync(name, new Date()),
  ]) {
    deepStrictEqual(facts(rows), ours, 'every peer makes the same rows');
    if (!rows.every(Object.isFrozen)) throw new Error('every peer freezes its rows');
  }
  if (addon.copyLoop() !== ours.length) throw new Error('the loop copies every row');

  const sync = await interleave(job, [
    { name: 'winstation', call: () => host.sessionsSync() },
    { name: 'koffi', call: () => koffi.sessionsSync() },
    { name: 'c', call: () => addon.copyLoop() },
    { name: 'naive', call: () => addon.plain(name, new Date()) },
    { name: 'bare', call: () => addon.bare() },
  ]);
  const async = await interleave({ ...job, subject: job.subject.replace('sessions', 'sessionsAsync') }, [
    { name: 'winstation', call: () => host.sessions(), isAsync: true },
    { name: 'koffi', call: () => koffi.sessions(), isAsync: true },
    { name: 'naive', call: () => addon.plainAsync(name, new Date()), isAsync: true },
  ]);
  const found: Found = {
    ratios: { ...sync.ratios, ...async.ratios },
    values: { ...sync.values, ...async.values },
  };
  return found;
});
