/** A raw call failed: Windows' own code, and the export that answered it. A missing export answers 127, a missing DLL 126. */
export interface Failure {
  readonly ok: false;
  readonly syscall: string;
  readonly code: number;
}

/** What one raw call answered. */
export type Answer<T> = { readonly ok: true; readonly value: T } | Failure;
