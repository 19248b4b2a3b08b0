/** Virtual channels. */
export type ChannelActs = Record<never, never>;
