import { INFO_KINDS, type RawInfo } from '../../terminal/info/raw-info.js';
import { readerOf } from '../bridge/codec.js';
import type { PackReader } from '../bridge/pack.js';

// Field after field as native/terminal/info.cc writes them.

/** By the number of the class. */
const READERS: readonly ((pack: PackReader) => RawInfo)[] = Object.values(INFO_KINDS).map(kind => readerOf(kind));

/** What the class answered. */
export function readInfo(pack: PackReader, infoClass: number): RawInfo {
  return READERS[infoClass]!(pack);
}
