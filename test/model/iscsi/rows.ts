import type { IscsiSession, IscsiSessionDetails } from '../../../lib/iscsi/sessions/types.js';
import { FILTERS, type FilterName } from './steps.js';
import type { SessionThen, Version } from './truth.js';

export const printRow = ({ id, target, connections }: IscsiSession): string =>
  `${id} of ${target} with ${connections.map(it => it.id).join(', ') || 'no connection'}`;

/** Whether what a list shows of a session was so. */
export function isSo(row: IscsiSession, { sessions }: Version): boolean {
  const then = sessions.get(row.id);
  return (
    then !== undefined &&
    then.target === row.target &&
    row.connected === then.connections.length > 0 &&
    then.connections.join() === row.connections.map(it => it.id).join()
  );
}

/** What a filter says of a session, but for its disks. */
export function fits(where: FilterName, then: SessionThen): boolean {
  const { target, connected } = FILTERS[where];
  if (target !== undefined && target.toLowerCase() !== then.target.toLowerCase()) return false;
  return connected === undefined || connected === then.connections.length > 0;
}

const disksOf = (where: FilterName): readonly number[] | undefined => {
  const { disk } = FILTERS[where];
  return disk === undefined ? undefined : [disk].flat();
};
export const hasDisk = (where: FilterName, then: SessionThen): boolean => {
  const disks = disksOf(where);
  return disks === undefined || [...then.disks.values()].some(it => it !== undefined && disks.includes(it));
};

interface Meanwhile {
  readonly during: readonly Version[];
  /** Sessions that Windows said have gone, when it was asked about each. */
  readonly saidGone: ReadonlySet<string>;
}

/** What is wrong with a list; nothing when it was so. */
export function wrongsOfList(
  rows: readonly IscsiSession[],
  where: FilterName,
  { during, saidGone }: Meanwhile,
): readonly string[] {
  const wrongs: string[] = [];
  if (new Set(rows.map(it => it.id)).size < rows.length) wrongs.push('lists one id twice');
  // The list itself is one call, so all of it was so at one moment.
  const moments = during.filter(version => rows.every(row => isSo(row, version)));
  if (moments.length === 0) {
    wrongs.push(`lists ${rows.map(printRow).join('; ')}, which was never so`);
    return wrongs;
  }
  const ids = new Set<string>(rows.map(it => it.id));
  const isLeftOutRightly = (then: SessionThen): boolean =>
    ids.has(then.id) ||
    saidGone.has(then.id) ||
    !fits(where, then) ||
    during.some(version => isAway(version.sessions.get(then.id), where));
  if (!moments.some(({ sessions }) => [...sessions.values()].every(isLeftOutRightly))) {
    wrongs.push(`lists ${rows.map(printRow).join('; ') || 'nothing'} where '${where}', and not all that fit`);
  }
  for (const row of rows) {
    if (!moments.some(version => fits(where, version.sessions.get(row.id)!))) {
      wrongs.push(`lists ${printRow(row)}, which does not fit where '${where}'`);
    }
  }
  return wrongs;
}

const isAway = (then: SessionThen | undefined, where: FilterName): boolean =>
  then === undefined || !hasDisk(where, then);

/** What is wrong with the details of a row. */
export function wrongsOfDetails(
  row: IscsiSessionDetails,
  where: FilterName,
  during: readonly Version[],
): readonly string[] {
  const wrongs: string[] = [];
  const withheld = row.withheld.map(({ what }) => what);
  const thens = during.flatMap(({ sessions }) => sessions.get(row.id) ?? []);
  if ((row.negotiated === undefined) !== withheld.includes('negotiated')) wrongs.push('negotiated, or withheld');
  if ((row.devices === undefined) !== withheld.includes('devices')) wrongs.push('devices, or withheld');
  if ((row.persistent === undefined) !== withheld.includes('persistent')) wrongs.push('persistent, or withheld');
  const { devices, persistent, target = '' } = row;
  const printed = devices?.map(({ scsi, disk }) => `${scsi.lun}=${disk}`).join();
  const printedThen = (then: SessionThen) => [...then.disks].map(([lun, disk]) => `${lun}=${disk}`).join();
  if (devices !== undefined && !thens.some(it => printedThen(it) === printed)) {
    wrongs.push(`devices ${printed} of ${row.id}, which were ${thens.map(printedThen).join(' or ')}`);
  }
  if (devices !== undefined && !thens.some(it => printedThen(it) === printed && hasDisk(where, it))) {
    wrongs.push(`devices ${printed} do not fit where '${where}'`);
  }
  if (persistent !== undefined && !during.some(({ saved }) => saved.has(target.toLowerCase()) === persistent)) {
    wrongs.push(`persistent: ${persistent}`);
  }
  if (row.type !== undefined && !thens.some(it => (row.type === 'informational') === it.informational)) {
    wrongs.push(`type: ${row.type}`);
  }
  return wrongs;
}
