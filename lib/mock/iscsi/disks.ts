import type { Session } from './state.js';

/** The numbers of disks. Where sessions share their disks, all paths to one have one number. */
export class Disks {
  readonly #numbers = new Map<string, number>();

  numberOf(session: Session, lun: number): number | undefined {
    return this.#numbers.get(keyOf(session, lun));
  }

  /** The lowest free one; 0 is the disk that Windows started from. */
  give(session: Session, lun: number, wanted?: number): number {
    const key = keyOf(session, lun);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const taken = new Set(this.#numbers.values());
    let number = wanted ?? 1;
    while (wanted === undefined && taken.has(number)) number += 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** A session has gone: disks that nobody else has go with it. */
  drop(gone: Session, others: readonly Session[]): void {
    for (const lun of gone.luns) {
      const key = keyOf(gone, lun);
      if (!others.some(it => it.luns.includes(lun) && keyOf(it, lun) === key)) this.#numbers.delete(key);
    }
  }

  clear(): void {
    this.#numbers.clear();
  }
}

const keyOf = ({ id, multipath, target }: Session, lun: number): string =>
  `${multipath ? target.name.toLowerCase() : id} ${lun}`;
