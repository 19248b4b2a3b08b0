export const WRITERS = ['winstation', 'plain', 'c'] as const;
export type Writer = (typeof WRITERS)[number];
export type Phase = 'freeze' | 'postSnapshot';

/** One call of a writer. Microseconds. */
export interface WriterCall {
  /** When it was just about to be called. */
  readonly before: number;
  /** When its handler in C++ noted it. */
  readonly heard?: number;
  /** When it had just returned. */
  readonly after: number;
}

/** The part of the bench's own addon that has to do with VSS writers: `../native/plain-vss.cc`. */
export interface VssAddon {
  /**
   * Calls three writers in turn, so many times and with so many milliseconds before each call: that of the class `id`, that of a
   * plain addon with this handler, and one in C++.
   */
  callWriters(
    id: string,
    times: number,
    everyMs: number,
    handler: (event: { readonly phase: Phase }) => void,
  ): Promise<Readonly<Record<Writer, Readonly<Record<Phase, readonly WriterCall[]>>>>>;
  /** Microseconds. */
  now(): number;
}

export function vssAddon(): VssAddon {
  const module = { exports: {} as VssAddon };
  process.dlopen(module as unknown as NodeJS.Module, String(process.env.BENCH_ADDON));
  return module.exports;
}
