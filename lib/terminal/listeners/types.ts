/** The listeners that take connections from other machines. */
export type ListenerActs = Record<never, never>;
