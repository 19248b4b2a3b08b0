import { fold } from '../base/fold.js';
import { type Redaction, replaced } from '../base/redaction.js';
import type { ScenarioComClass } from '../scenario/com-classes.js';

/** Nothing: to list the classes of a machine is to read all of its registration. */
export async function capture(): Promise<object> {
  return {};
}

/** The same with made-up names of those whom classes run as. Which classes and services there are says which products. */
export function redact(
  { comClasses }: { readonly comClasses?: readonly ScenarioComClass[] | undefined },
  r: Redaction,
): { readonly comClasses?: readonly ScenarioComClass[] } {
  if (!comClasses) return {};
  return { comClasses: comClasses.map(it => replaced(it, { runAs: redactAccount(it.runAs, r) })) };
}

/** The words that every Windows knows stay, as well as `.`, which is the machine. */
function redactAccount(account: string | undefined, r: Redaction): string | undefined {
  if (account === undefined || fold(account) === 'interactive user') return account;
  const [domain, user] = account.split('\\', 2) as [string, string?];
  if (user === undefined) return r.user(account);
  if (fold(domain) === 'nt authority') return account;
  return `${domain === '.' ? domain : r.domain(domain)}\\${r.user(user)}`;
}

/** Nothing: COM is there on every Windows, and has no service that could be stopped. */
export async function diagnose(): Promise<readonly []> {
  return [];
}
