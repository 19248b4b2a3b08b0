/**
 * The addon as it is: `native/bridge/part.cc` lists the general exports, the `part.cc` of each domain its own. Everything larger than a number crosses in the mailbox, as a pack
 * (`pack.ts`); a function marked "into the mailbox" leaves its answer there, to be read before the next such call.
 */
export interface RawAddon {
  /** 0xFFFFFFFF for none. */
  activeConsoleSessionId(): number;
  /** A session; a failure with a code is -1 - code. */
  currentSessionId(): number;
  sessionIdOf(pid: number): number;
  /** Into the mailbox. */
  remoteSigns(): void;
  /** Into the mailbox. With the codes after which the older call is made. */
  sessionsSync(): void;
  /** Into the mailbox. The older call alone. */
  olderSessionsSync(): void;

  /** Into the mailbox: for each kind of number its name, and the names of its numbers in their order. */
  names(): void;
  /** The buffer of this environment. When an answer needs another one, the old one's first word says so. */
  mailbox(): ArrayBuffer;
  /** What to call when answers wait to be taken. Given before the first thread is opened. False in an ending environment. */
  listen(ring: () => void): boolean;
  /** Whether to keep the process alive. Threads alone do not. */
  keepAlive(alive: boolean): void;
  /** A thread for a host, or for this machine; its id. It starts with its first question and ends when idle. */
  openThread(host: string | undefined, fallbackOn: Uint32Array): number;
  /** A thread for the calls of a domain of this machine; its id. 0 when the addon has no such domain. */
  openCallThread(domain: string): number;
  /** Puts a question to a thread, by its number; its ticket. 0 when the thread has one under way, or is closed. */
  ask(thread: number, question: number, words: Uint32Array, texts: readonly string[]): number;
  /** Nobody waits for the question under way of a thread: it makes no further raw call for it. Of a channel: takes back the write. */
  stop(thread: number): void;
  /** False when the process has written off as many threads as it may. */
  writeOff(thread: number): boolean;
  /** A window for notices; its id. It takes questions in a row, and its news are notices. */
  openNoticeWindow(): number;
  /** A waiter for the events of a host; its id. It takes one question at a time: a wait, with its mask. */
  openEventWaiter(host: string, fallbackOn: Uint32Array): number;
  /** A virtual channel; its id. Its first question opens it. Then it takes a read, a write and a close at a time. */
  openChannel(): number;
  /** A program; its id. It takes questions in a row, and answers some of them later. */
  openProgram(): number;
  /** Makes the wait under way of a waiter return. */
  flush(waiter: number): void;
  /** Closes a thread, a window, a waiter or a channel. Only a thread still answers the question under way. */
  close(resident: number): void;
  /** Milliseconds; a failure with a code is -1 - code. */
  lastInputAge(): number;
  /** Into the mailbox. With the words of the call. */
  setRenderHint(words: Uint32Array): void;
  /** A writer of VSS; its id. It takes questions in a row, and its news are calls of Windows. */
  openWriter(): number;
  /** Whose security COM has in this process; 0, or the code of the failure. */
  initializeComSecurity(impersonates: boolean): number;
  /** Into the mailbox: the first pack of the oldest answer; its ticket. 0 when there is none. */
  takeAnswer(): number;
  /** Into the mailbox: a pack of news; the id of the window whose they are. 0 when there are none. */
  takeNews(): number;
  /** Into the mailbox: the next pack of an answer whose last pack said that more follow. */
  more(ticket: number): boolean;
  /** Frees the packs that are left of an answer. */
  drop(ticket: number): void;

  /** Into the mailbox: what is alive in this process, each counter with its name; those of one name are to be added up. For tests. */
  counts(): void;
}

/** The functions that the addon must have. */
export const ADDON_FUNCTIONS = Object.keys({
  activeConsoleSessionId: true,
  currentSessionId: true,
  sessionIdOf: true,
  remoteSigns: true,
  sessionsSync: true,
  olderSessionsSync: true,
  names: true,
  mailbox: true,
  listen: true,
  keepAlive: true,
  openThread: true,
  openCallThread: true,
  ask: true,
  stop: true,
  writeOff: true,
  openNoticeWindow: true,
  openEventWaiter: true,
  openChannel: true,
  openProgram: true,
  flush: true,
  close: true,
  lastInputAge: true,
  setRenderHint: true,
  openWriter: true,
  initializeComSecurity: true,
  takeAnswer: true,
  takeNews: true,
  more: true,
  drop: true,
  counts: true,
} satisfies Record<keyof RawAddon, true>) as readonly (keyof RawAddon)[];

/** What is alive in this process over all its environments, by the addon's names; each comes back to zero. */
export type Counts = Readonly<Record<string, number>>;
