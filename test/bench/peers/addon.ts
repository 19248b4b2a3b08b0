/** The bench's own addon, `../native/peers.cc`. */
export interface PeersAddon {
  noop(): number;
  bare(): number;
  copyLoop(): number;
  plain(host: string, takenAt: Date): readonly object[];
  plainAsync(host: string, takenAt: Date): Promise<readonly object[]>;
  /** How many iSCSI sessions it has copied out. */
  iscsiLoop(): number;
  privateBytes(): number;
  /** Milliseconds for so many messages of so many bytes, there and back; negative when it failed. */
  channelEchoes(count: number, size: number): number;
}

export function peersAddon(): PeersAddon {
  const module = { exports: {} as PeersAddon };
  process.dlopen(module as unknown as NodeJS.Module, String(process.env.BENCH_ADDON));
  return module.exports;
}
