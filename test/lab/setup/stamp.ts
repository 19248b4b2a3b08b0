import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lab } from './paths.js';

/** A short name for what something was made from. */
export function fingerprint(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

export const fileFingerprint = (...files: readonly string[]): string => fingerprint(...files.map(f => readFileSync(f)));

/**
 * Makes something unless it was made from the same before. The stamp is taken away first and written last, so that what
 * was left half done is done again.
 */
export async function once(
  name: string,
  from: string,
  product: string,
  make: () => void | Promise<void>,
): Promise<boolean> {
  const stamp = path.join(lab, 'stamps', name);
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return false;
  rmSync(stamp, { force: true });
  await make();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, from);
  return true;
}
