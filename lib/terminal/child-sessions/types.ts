/** Child sessions. */
export type ChildSessionActs = Record<never, never>;
