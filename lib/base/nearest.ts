/** The known word that is most similar to `word`, if one is similar enough. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = edits(word.replace(/^-+/, '').length) + 1;
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    // Of two that are as similar, the one that was not typed to its end.
    const distance = editDistance(lower, other) - (other.startsWith(lower) ? 0.5 : 0);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Two edits make quite another word of a short one. */
function edits(length: number): number {
  return length < 6 ? 1 : Math.max(2, Math.floor(length / 3));
}

export function didYouMean(word: string, known: Iterable<string>): string {
  const found = nearest(word, known);
  return found === undefined ? '' : `; did you mean ${found}?`;
}

/** The number of edits; swapping two neighbours counts as one. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
      }
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
