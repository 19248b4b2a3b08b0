import { fold } from '../../base/fold.js';

export type Changes = Readonly<Record<string, string | undefined>>;

/**
 * The user's environment with changes, as Windows wants it: `NAME=value`, each name once, sorted without regard to case. As in
 * Node, the first of two names that differ in case alone is taken, in the order of their characters.
 */
export function mergedEnvironment(own: readonly string[], changes: Changes = {}): readonly string[] {
  const variables = new Map<string, string>();
  for (const entry of own) variables.set(fold(nameIn(entry)), entry);
  const seen = new Set<string>();
  for (const name of Object.keys(changes).sort()) {
    const key = fold(name);
    if (seen.has(key)) continue;
    seen.add(key);
    const value = changes[name];
    if (value === undefined) variables.delete(key);
    else variables.set(key, `${name}=${value}`);
  }
  return [...variables.values()].sort(byName);
}

/** The value of a variable, or `undefined`. */
export function variable(environment: readonly string[], name: string): string | undefined {
  const entry = environment.find(it => fold(nameIn(it)) === fold(name));
  return entry?.slice(nameIn(entry).length + 1);
}

/** `=C:=C:\folder`, which Windows keeps for the current folder of a drive, begins with the sign that ends all other names. */
function nameIn(entry: string): string {
  const end = entry.indexOf('=', 1);
  return end < 0 ? entry : entry.slice(0, end);
}

/** Windows compares capital letters, code unit by code unit. */
function byName(a: string, b: string): number {
  const [one, other] = [nameIn(a).toUpperCase(), nameIn(b).toUpperCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}
