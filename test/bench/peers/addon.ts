/** The bench's own addon, `../native/peers.cc`. */
export interface PeersAddon {
  noop(): number;
  bare(): number;
  copyLoop(): number;
  plain(host: string, takenAt: Date): readonly object[];
  plainAsync(host: string, takenAt: Date): Promise<readonly object[]>;
  privateBytes(): number;
}

export function peersAddon(): PeersAddon {
  const module = { exports: {} as PeersAddon };
  process.dlopen(module as unknown as NodeJS.Module, String(process.env.BENCH_ADDON));
  return module.exports;
}
