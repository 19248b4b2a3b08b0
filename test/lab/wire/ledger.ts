import type { ByteReader } from './bytes.js';

/** The notes of the stand-ins, with the numbers of `../standin/notes.h`, `../standin/terminal/window_notes.h` and `channel_notes.h` beside it. */
export const NOTES = {
  given: 2,
  freed: 3,
  opened: 4,
  closed: 5,
  misuse: 6,
  registered: 7,
  unregistered: 8,
  windowMade: 9,
  windowGone: 10,
  burstDone: 11,
  unfit: 12,
  broken: 30,
  channelOpened: 16,
  channelClosed: 17,
} as const;

/** The owners that are no class of `WTSFreeMemoryExW`, and count nothing. */
const PLAIN: Readonly<Record<number, string>> = {
  251: 'the release by its owner',
  252: 'LsaFreeReturnBuffer',
  // `../standin/vss/halves.h` has the same.
  240: 'the end of a call of a writer',
  241: 'Release of IVssBackupComponents',
  242: 'Release of IVssAsync',
  243: 'Release of IVssExamineWriterMetadata',
  244: 'Release of IVssWMComponent',
  245: 'Release of IVssWMFiledesc',
  246: 'Release of IVssWriterImpl',
  247: 'Release of IVssComponent',
  248: 'SysFreeString',
  249: 'IVssWMComponent.FreeComponentInfo',
  250: 'VssFreeSnapshotProperties',
  253: 'DestroyEnvironmentBlock',
  254: 'NetApiBufferFree',
  255: 'WTSFreeMemory',
};

const freeOf = (owner: number, count: number): string =>
  PLAIN[owner] ?? `WTSFreeMemoryExW(class ${owner}, count ${count})`;

/** Judges what a process does with the buffers, handles and registrations that its stand-ins gave it. */
export class Ledger {
  readonly #buffers = new Map<number, { readonly owner: number; readonly count: number }>();
  readonly #handles = new Set<number>();
  readonly #channels = new Set<number>();
  readonly #windows = new Set<number>();
  readonly #registrations = new Map<number, number>();
  /** Windows that the service has forgotten, or failed to: they may be unregistered once more than they were registered. */
  readonly #forgotten = new Set<number>();
  readonly misuses: string[] = [];

  get buffers(): number {
    return this.#buffers.size;
  }

  get handles(): number {
    return this.#handles.size + this.#channels.size;
  }

  get windows(): number {
    return this.#windows.size;
  }

  get registrations(): number {
    return [...this.#registrations.values()].reduce((all, it) => all + it, 0);
  }

  take(kind: number, reader: ByteReader): void {
    if (kind === NOTES.given) this.#buffers.set(reader.u32(), { owner: reader.u8(), count: reader.u32() });
    else if (kind === NOTES.freed) this.#freed(reader.u32(), reader.u8(), reader.u32());
    else if (kind === NOTES.opened) this.#handles.add(reader.u32());
    else if (kind === NOTES.closed) this.#closed(reader.u32());
    else if (kind === NOTES.channelOpened) this.#channels.add(reader.u32());
    else if (kind === NOTES.channelClosed) this.#channelClosed(reader.u32());
    else if (kind === NOTES.registered) this.#registered(reader.u32(), 1);
    else if (kind === NOTES.unregistered) this.#registered(reader.u32(), -1);
    else if (kind === NOTES.windowMade) this.#windows.add(reader.u32());
    else if (kind === NOTES.windowGone) this.#windowGone(reader.u32());
    else if (kind === NOTES.misuse) this.misuses.push(`${reader.ascii()} was called with arguments Windows refuses`);
    else if (kind === NOTES.broken) this.misuses.push(reader.ascii());
    else this.misuses.push(`a note of the unknown kind ${kind}`);
  }

  #freed(serial: number, owner: number, count: number): void {
    const given = this.#buffers.get(serial);
    this.#buffers.delete(serial);
    const how = freeOf(owner, count);
    if (!given) {
      this.misuses.push(serial === 0 ? `${how} of a pointer that was never given` : `${how} of a buffer freed before`);
    } else if (given.owner !== owner || (PLAIN[owner] === undefined && given.count !== count)) {
      this.misuses.push(`${how} of a buffer that asks for ${freeOf(given.owner, given.count)}`);
    }
  }

  /** The Local Session Manager has stopped, and with it all registrations. */
  forgetRegistrations(): void {
    for (const window of this.#registrations.keys()) this.#forgotten.add(window);
    this.#registrations.clear();
  }

  /** It was tried, and answered a failure: whether the window is still registered, nobody knows, so it may be tried again. */
  forgiveUnregistering(window: number): void {
    this.#forgotten.add(window);
  }

  #registered(window: number, change: number): void {
    const count = (this.#registrations.get(window) ?? 0) + change;
    if (count < 0 && this.#forgotten.has(window)) return;
    if (count < 0) this.misuses.push('WTSUnRegisterSessionNotification of a window that was not registered');
    else if (count === 0) this.#registrations.delete(window);
    else this.#registrations.set(window, count);
  }

  #windowGone(window: number): void {
    if (!this.#windows.delete(window)) this.misuses.push('DestroyWindow of a window that was not there');
    this.#forgotten.delete(window);
    if (this.#registrations.delete(window)) this.misuses.push('DestroyWindow of a window that was still registered');
  }

  #channelClosed(number: number): void {
    if (!this.#channels.delete(number)) this.misuses.push('WTSVirtualChannelClose of a channel that was not open');
  }

  #closed(handle: number): void {
    if (!this.#handles.delete(handle)) this.misuses.push('a handle was closed that was not open');
  }
}
