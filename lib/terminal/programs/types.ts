/** Programs in sessions, and tokens. */
export type ProgramActs = Record<never, never>;
