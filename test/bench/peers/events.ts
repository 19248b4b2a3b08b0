/** The part of the bench's own addon that has to do with events: `../native/plain-events.cc` and `../native/poster.cc`. */
export interface EventsAddon {
  plainWatch(handler: (event: { readonly type: string; readonly sessionId: number }) => void): boolean;
  plainClose(): void;
  /** Posts to the windows of these classes in turn; the number of a notice is its session id. */
  postOneByOne(classes: readonly string[], count: number, everyMs: number): boolean;
  /** To the window of this class, as fast as they are taken; each is to be answered by `took`. */
  postBurst(windowClass: string, count: number): boolean;
  took(): void;
  /** When the notice with this number was posted; of a burst, the first. In the time of `now`. */
  postedAt(number: number): number;
  isPosting(): boolean;
  /** Microseconds. */
  now(): number;
}

export function eventsAddon(): EventsAddon {
  const module = { exports: {} as EventsAddon };
  process.dlopen(module as unknown as NodeJS.Module, String(process.env.BENCH_ADDON));
  return module.exports;
}
