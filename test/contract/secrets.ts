/** Made when it is needed, so that it stands in no source: a file that has it got it from a test that was given a secret. */
export const secretMark = (): string => `${String(Math.round(Math.E * 1e9)).slice(0, 7)}!`;

/** A secret of 12 to 16 bytes. */
export const secretOf = (what: string): string => `${what}${secretMark()}`;
