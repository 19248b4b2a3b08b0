import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processWith } from '../../lab/living.js';

const WORD = 'the-word-of-one-process';

describe('whether a process lives', () => {
  let proc = '';
  const runs = (pid: number, ...words: readonly string[]) => {
    mkdirSync(path.join(proc, String(pid)), { recursive: true });
    writeFileSync(path.join(proc, String(pid), 'cmdline'), words.map(it => `${it}\0`).join(''));
  };

  beforeEach(() => {
    proc = mkdtempSync(path.join(tmpdir(), 'living-'));
    mkdirSync(path.join(proc, 'sys'));
    runs(7, 'shell', `player ${WORD}`);
    runs(8, 'player', WORD, 'last');
  });
  afterEach(() => rmSync(proc, { recursive: true }));

  it('is that of the one that has the word, and not of one that has it within another', () => {
    const lives = processWith(WORD, proc);
    rmSync(path.join(proc, '7'), { recursive: true });
    expect(lives()).toBe(true);
  });

  it('is false where none has the word, also when one comes later', () => {
    const lives = processWith('another-word', proc);
    runs(9, 'player', 'another-word');
    expect(lives()).toBe(false);
  });

  it('is false when it has gone', () => {
    const lives = processWith(WORD, proc);
    rmSync(path.join(proc, '8'), { recursive: true });
    expect(lives()).toBe(false);
  });

  it('is false when another one has its number', () => {
    const lives = processWith(WORD, proc);
    runs(8, 'player', 'word-of-the-next');
    expect(lives()).toBe(false);
  });

  // Only Linux has /proc, and the lab runs nowhere else.
  it.runIf(process.platform === 'linux')('is false of one that has ended, and that nobody has waited for', async () => {
    const word = `${WORD}-${process.pid}`;
    const child = `"${process.execPath}" -e "setTimeout(() => {}, 60_000); console.log(process.pid)" ${word}`;
    // What the shell becomes waits for no child.
    const parent = spawn('sh', ['-c', `${child} & exec sleep 60`], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
      const lives = processWith(word);
      expect(lives()).toBe(true);
      process.kill(Number(pid), 'SIGKILL');
      await expect.poll(() => readFileSync(`/proc/${Number(pid)}/stat`, 'latin1')).toMatch(/\) Z /);
      expect(lives()).toBe(false);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
