import type { Call } from '../call.js';
import { HOST } from '../host-table.js';
import type { Colour } from '../paint.js';
import type { Column, Row } from '../table.js';
import type { Deed, Done, Outcome, Party, Result } from './deed.js';

const RESULT: Column = { title: 'RESULT' };
const COLOURS: Readonly<Record<Outcome, Colour>> = {
  done: 'green',
  gone: 'dim',
  spared: 'dim',
  skipped: 'yellow',
  failed: 'red',
  unknown: 'red',
};

/** What would be done. For a question it is shown on standard error, so that results stay alone. */
export function planTable<T>(
  call: Call,
  deed: Deed<T>,
  parties: readonly Party<T>[],
  purpose: 'dry-run' | 'question',
): 0 | 1 {
  const code = parties.some(it => it.problem) ? 1 : 0;
  if (purpose === 'dry-run' && call.wantsJson) {
    call.printJson(
      parties.flatMap(party => [
        ...party.items.map(item => row(deed, party, item, { outcome: 'planned', text: undefined, error: undefined })),
        ...failed(deed, party),
      ]),
    );
    return code;
  }
  const rows = parties.flatMap(party => [
    ...party.items.map(item => ({ cells: [...hostCell(call, party), ...deed.plan.cells(item)] })),
    ...failedRow(call, party),
  ]);
  const columns = [...hostColumn(call), ...deed.plan.columns];
  if (rows.length > 0) call.printTable(columns, rows, purpose === 'question' ? 'stderr' : 'stdout');
  if (parties.every(it => it.items.length === 0 && !it.problem)) call.note(deed.nothing);
  return code;
}

/** What was done. */
export function printResults<T>(
  call: Call,
  deed: Deed<T>,
  all: readonly Done<T>[],
  to: 'stdout' | 'stderr' = 'stdout',
): void {
  if (call.wantsJson) {
    call.printJson(
      all.flatMap(({ party, results }) => [
        ...results.map(({ item, outcome, text, problem }) =>
          row(deed, party, item, { outcome, text, error: problem?.json }),
        ),
        ...failed(deed, party),
      ]),
    );
    return;
  }
  const rows = all.flatMap(({ party, results }): readonly Row[] => [
    ...results.map((result: Result<T>) => ({
      cells: [
        ...hostCell(call, party),
        ...deed.brief.cells(result.item),
        { text: result.text, colour: COLOURS[result.outcome] },
      ],
    })),
    ...failedRow(call, party),
  ]);
  if (rows.length > 0) call.printTable([...hostColumn(call), ...deed.brief.columns, RESULT], rows, to);
  if (all.every(({ party }) => party.items.length === 0 && !party.problem)) call.note(deed.nothing);
}

function row<T>(
  deed: Deed<T>,
  party: Party<T>,
  item: T,
  { outcome, text, error }: { readonly outcome: string; readonly text: string | undefined; readonly error: unknown },
): unknown {
  return { act: deed.name, host: nameOf(party), ...(deed.json(item) as object), outcome, detail: text, error };
}

function failed<T>(deed: Deed<T>, party: Party<T>): readonly unknown[] {
  if (!party.problem) return [];
  return [
    { act: deed.name, host: nameOf(party), outcome: 'failed', detail: party.problem.brief, error: party.problem.json },
  ];
}

function nameOf<T>({ given, host }: Party<T>): string | undefined {
  return given ?? host?.name;
}

function hostColumn(call: Call): readonly Column[] {
  return call.values.hosts.length > 0 ? [HOST] : [];
}

function hostCell<T>(call: Call, { given }: Party<T>): readonly string[] {
  return call.values.hosts.length > 0 ? [given ?? ''] : [];
}

/** A failure of this machine is reported on standard error only. */
function failedRow<T>(call: Call, { given, problem }: Party<T>): readonly Row[] {
  if (!problem || call.values.hosts.length === 0) return [];
  return [{ cells: [given ?? ''], note: { text: problem.brief, colour: 'red' } }];
}
