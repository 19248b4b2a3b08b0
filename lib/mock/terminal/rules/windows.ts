import type { WindowsVersion } from '../../../terminal/contract.js';

export function versionOf(windows: string): WindowsVersion {
  const [major = 0, minor = 0] = windows.split('.').map(Number);
  return { major, minor };
}

/** Compares versions such as '10.0.26100', part by part. */
export function atLeast(windows: string, version: string): boolean {
  const [has, wanted] = [windows, version].map(it => it.split('.').map(Number));
  for (let i = 0; i < wanted!.length; i++) {
    const difference = (has![i] ?? 0) - wanted![i]!;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
