/** What is stored about users' sessions. */
export type UserConfigActs = Record<never, never>;
