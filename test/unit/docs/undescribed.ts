// What the check of descriptions must find. Nothing imports it.
export interface Bare {
  readonly bare: number;
  /** Described. */
  readonly described: number;
  /** May reject. */
  ask(): Promise<number>;
  /** May reject.
   * @throws `TypeError`
   */
  asked(): Promise<number>;
  /** It never rejects. */
  close(): Promise<void>;
}

/** The words. */
export type Either = { readonly type: 'a'; readonly of: number } | { readonly type: 'b' };

export const MB_OK = 0;
