import { fold } from '../../base/fold.js';
import type { Call } from '../call.js';

export interface Plan {
  /** `log off 3 sessions`. */
  readonly question: string;
  /** The hosts of which everything is meant. */
  readonly whole: readonly string[];
  /** Shows what it is about. */
  show(): void;
}

/** Will somebody be asked? Refuses the command line where nobody can be, before any host is. */
export function mustAsk(call: Call): boolean {
  const { values } = call;
  if (values.flag('yes') || values.flag('dry-run')) return false;
  if (!values.flag('no-input') && call.input.isTerminal) return true;
  throw values.wrong('nobody can be asked here: give --yes, or --dry-run to see what would be done');
}

/** With `--yes`, a whole host needs its name as well. */
export function checkConfirmed(call: Call, whole: readonly string[]): void {
  if (call.values.flag('dry-run')) return;
  const missing = unconfirmed(call, whole);
  if (missing.length === 0) return;
  const names = missing.map(it => `--confirm=${it}`).join(' ');
  throw call.values.wrong(`this is all of ${missing.join(', ')}: confirm it with ${names}`);
}

/** Asks. Only a clear yes is one. */
export async function isAgreed(call: Call, plan: Plan): Promise<boolean> {
  plan.show();
  for (const host of unconfirmed(call, plan.whole)) {
    const answer = await call.input.ask(`This is all of ${host}. Type its name to ${plan.question}: `);
    if (answer === undefined || fold(answer.trim()) !== fold(host)) return false;
  }
  if (plan.whole.length > 0) return true;
  const answer = await call.input.ask(`${plan.question.charAt(0).toUpperCase()}${plan.question.slice(1)}? [y/N] `);
  return answer !== undefined && /^\s*y(es)?\s*$/i.test(answer);
}

function unconfirmed(call: Call, whole: readonly string[]): readonly string[] {
  const confirmed = new Set((call.values.texts('confirm') ?? []).map(fold));
  return whole.filter(it => !confirmed.has(fold(it)));
}
