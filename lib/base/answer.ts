/** A raw call failed: the code of Windows, and the export that returned it. A missing export has code 127, a missing DLL 126. */
export interface Failure {
  readonly ok: false;
  readonly syscall: string;
  readonly code: number;
}

/** The answer of one raw call. */
export type Answer<T> = { readonly ok: true; readonly value: T } | Failure;
