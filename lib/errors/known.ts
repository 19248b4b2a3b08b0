/**
 * Whether a value is an error of this name, whichever copy of the package or realm has made it, or its plain data. Anything may be
 * asked about: what cannot even be looked at, such as a revoked proxy, is none.
 */
export function isNamed(
  value: unknown,
  name: string,
  fits: (it: Readonly<Record<string, unknown>>) => boolean,
): boolean {
  if (typeof value !== 'object' || value === null) return false;
  try {
    const it = value as Record<string, unknown>;
    return it.name === name && fits(it);
  } catch {
    return false;
  }
}
