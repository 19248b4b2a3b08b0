import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lab } from './paths.js';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Two runs would swap each other's DLLs and end each other's processes. Answers how to let go. */
export function lockLab(): () => void {
  const file = path.join(lab, 'lock');
  mkdirSync(lab, { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = Number(readFileSync(file, 'utf8'));
    if (isAlive(owner)) throw new Error(`The lab is in use by process ${owner}.`);
    rmSync(file, { force: true });
  }
}
