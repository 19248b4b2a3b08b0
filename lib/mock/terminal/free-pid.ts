/** Process ids are multiples of four, and the highest ones are no ids. */
const STEP = 4;
const LAST = 0xffff_fff8;
const FIRST = 2048;

/** The next process id that is free, from `next` on; after the last one it begins again. */
export function freePid(next: number, isTaken: (pid: number) => boolean): number {
  let pid = next > LAST ? FIRST : next;
  while (isTaken(pid)) pid = pid + STEP > LAST ? FIRST : pid + STEP;
  return pid;
}

/** Where to look next when this id is used. One at the end of all numbers says nothing about the others. */
export function nextAfter(pid: number, next: number): number {
  const after = pid - (pid % STEP) + STEP;
  return pid >= next && after <= LAST ? after : next;
}
