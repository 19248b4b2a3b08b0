import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

function hasWord(proc: string, pid: string, word: string): boolean {
  try {
    return readFileSync(path.join(proc, pid, 'cmdline'), 'latin1')
      .split('\0')
      .includes(word);
  } catch {
    // It ended meanwhile.
    return false;
  }
}

/**
 * Finds the process of this machine that has a word in its command line, and says later whether it lives. One that nobody
 * has waited for yet has no command line any more, and another with the same number has another one.
 */
export function processWith(word: string, proc = '/proc'): () => boolean {
  const found = readdirSync(proc).find(it => /^\d+$/.test(it) && hasWord(proc, it, word));
  return () => found !== undefined && hasWord(proc, found, word);
}
