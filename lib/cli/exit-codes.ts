/** After Ctrl-C, as in shells. */
export const INTERRUPTED = 130;
