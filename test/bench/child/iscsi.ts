import { deepStrictEqual } from 'node:assert';
import { type IscsiSession, iscsi } from 'winstation/iscsi';
import { peersAddon } from '../peers/addon.js';
import { koffiIscsi } from '../peers/koffi-iscsi.js';
import { interleave } from './interleave.js';
import { runJob } from './job.js';

/** All but the moment, which each takes for itself. */
const facts = (rows: readonly IscsiSession[]) => rows.map(row => ({ ...row, takenAt: undefined }));

/** The list of iSCSI sessions: the size, the rows, the finished objects. */
runJob(async job => {
  const initiator = iscsi();
  const koffi = koffiIscsi();
  const addon = peersAddon();

  const ours = await initiator.sessions();
  const theirs = await koffi();
  deepStrictEqual(facts(theirs), facts(ours), 'every peer makes the same rows');
  if (![...ours, ...theirs].every(Object.isFrozen)) throw new Error('every peer freezes its rows');
  if (addon.iscsiLoop() !== ours.length) throw new Error('the loop copies every row');

  return await interleave(job, [
    { name: 'winstation', call: () => initiator.sessions(), isAsync: true },
    { name: 'koffi', call: () => koffi(), isAsync: true },
    { name: 'c', call: () => addon.iscsiLoop() },
  ]);
});
