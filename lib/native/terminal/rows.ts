import type { ProcessRow, SessionRow } from '../../terminal/contract.js';
import type { PackReader } from '../bridge/pack.js';

// The layout is that of native/terminal/rows.cc. These loops run once for each of 50,000 processes: they read words and texts
// by index and call the factory by position.

const SESSION_WORDS = 7;
export const LONG_PROCESS_WORDS = 14;
const SHORT_PROCESS_WORDS = 4;

export function readSessions<T>(pack: PackReader, row: SessionRow<T>, rows: T[]): void {
  const { words, texts } = pack;
  const count = pack.count(SESSION_WORDS);
  let { at } = pack;
  const end = at + count * SESSION_WORDS;
  for (; at < end; at += SESSION_WORDS) {
    rows.push(
      row(
        words[at]!,
        words[at + 1]! | 0,
        texts[words[at + 2]!],
        texts[words[at + 3]!],
        texts[words[at + 4]!],
        texts[words[at + 5]!],
        texts[words[at + 6]!],
      ),
    );
  }
  pack.at = end;
}

export function readProcesses<T>(pack: PackReader, width: number, row: ProcessRow<T>, rows: T[]): void {
  if (width === LONG_PROCESS_WORDS) readLongProcesses(pack, row, rows);
  else readShortProcesses(pack, row, rows);
}

function readLongProcesses<T>(pack: PackReader, row: ProcessRow<T>, rows: T[]): void {
  const { words, texts } = pack;
  const count = pack.count(LONG_PROCESS_WORDS);
  let { at } = pack;
  const end = at + count * LONG_PROCESS_WORDS;
  for (; at < end; at += LONG_PROCESS_WORDS) {
    rows.push(
      row(
        words[at]!,
        words[at + 1]!,
        texts[words[at + 2]!],
        texts[words[at + 3]!],
        words[at + 4]!,
        words[at + 5]!,
        words[at + 6]!,
        words[at + 7]!,
        words[at + 8]!,
        words[at + 9]!,
        (words[at + 11]! | 0) * 0x1_0000_0000 + words[at + 10]!,
        (words[at + 13]! | 0) * 0x1_0000_0000 + words[at + 12]!,
      ),
    );
  }
  pack.at = end;
}

function readShortProcesses<T>(pack: PackReader, row: ProcessRow<T>, rows: T[]): void {
  const { words, texts } = pack;
  const count = pack.count(SHORT_PROCESS_WORDS);
  let { at } = pack;
  const end = at + count * SHORT_PROCESS_WORDS;
  const none = undefined;
  for (; at < end; at += SHORT_PROCESS_WORDS) {
    const name = texts[words[at + 2]!];
    const sid = texts[words[at + 3]!];
    rows.push(row(words[at]!, words[at + 1]!, name, sid, none, none, none, none, none, none, none, none));
  }
  pack.at = end;
}
