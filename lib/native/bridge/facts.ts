import type { Answer, Failure } from '../../base/answer.js';
import type { PackReader } from './pack.js';

// The layout is that of native/bridge/facts.h.

export function readFailure(pack: PackReader): Failure {
  return { ok: false, syscall: pack.text(), code: pack.word() };
}

/** An answer whose value `readValue` reads. */
export function readAnswer<T>(pack: PackReader, readValue: (pack: PackReader) => T): Answer<T> {
  return pack.flag() ? { ok: true, value: readValue(pack) } : readFailure(pack);
}

export function readFailures(pack: PackReader): Failure[] {
  const failures: Failure[] = [];
  for (let left = pack.count(2); left > 0; left -= 1) failures.push(readFailure(pack));
  return failures;
}
