import type { VssWriterInfo, VssWriterState } from '../../vss/requester/types.js';
import type { Call } from '../call.js';
import { showOwn } from '../own-rows.js';
import type { Column } from '../table.js';

const COLUMNS: readonly Column[] = [
  { title: 'WRITER', flexible: true },
  { title: 'INSTANCE', flexible: true, drop: 2 },
  { title: 'STATE' },
  { title: 'LAST FAILURE', flexible: true, drop: 1 },
  { title: 'COMPONENTS', align: 'right' },
];
const DEFAULT_MS = 30_000;

/** `vss writers`: who each is, and how. */
export async function showWriters(call: Call): Promise<0 | 1> {
  return await showOwn(
    call,
    host => writersOf(call, host),
    rows => {
      if (rows.length === 0) call.note('no writer answers');
      else {
        call.printTable(
          COLUMNS,
          rows.map(it => ({ cells: cellsOf(it) })),
        );
      }
    },
  );
}

async function writersOf(call: Call, host: string) {
  const cancel = { signal: call.signal, timeout: call.values.timeout ?? DEFAULT_MS };
  const vss = await call.vss();
  vss.initializeSecurity();
  const session = await vss.openBackup(cancel);
  try {
    const writers = await session.writers(cancel);
    const states = new Map((await session.writerStates(cancel)).map(it => [it.instanceId, it]));
    return writers.map(it => ({ host, ...it, ...lastOf(states.get(it.instanceId)) }));
  } finally {
    await session.close();
  }
}

type Last = Pick<VssWriterState, 'state' | 'failedAt' | 'code' | 'applicationCode' | 'message'>;

/** One that was not among the states has none that is known. */
function lastOf(state: VssWriterState | undefined): Last {
  return {
    state: state?.state ?? 'unknown',
    failedAt: state?.failedAt,
    code: state?.code,
    applicationCode: state?.applicationCode,
    message: state?.message,
  };
}

function cellsOf({ name, instanceName, state, failedAt, code, message, components }: VssWriterInfo & Last) {
  const failure = [failedAt && `at ${failedAt}`, code, message].filter(it => it !== undefined).join(': ');
  return [name, instanceName ?? '-', state, failure || '-', String(components.length)];
}
