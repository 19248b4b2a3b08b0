import { spawnSync } from 'node:child_process';
import { root } from './setup/paths.js';

const git = (...args: readonly string[]): string => {
  const { status, stdout } = spawnSync('git', ['-c', `safe.directory=${root}`, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : '';
};

/** Whose turn it is: another one with each commit, and the same each time for one commit. */
export function turnOfCommit(): { readonly turn: number; readonly from: string } {
  // A clone without its history knows no number of its commit, but its name.
  if (git('rev-parse', '--is-shallow-repository') === 'false') {
    const count = git('rev-list', '--count', 'HEAD');
    if (/^\d+$/.test(count)) return { turn: Number(count), from: 'the number of commits' };
  }
  const hash = /^[0-9a-f]{40}/.exec(git('rev-parse', 'HEAD'))?.[0];
  if (hash) return { turn: Number.parseInt(hash.slice(0, 8), 16), from: "the commit's hash" };
  return { turn: 0, from: 'no git here' };
}
