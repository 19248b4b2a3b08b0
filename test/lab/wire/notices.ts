import { ByteWriter } from './bytes.js';

/** How the stand-in hands a notice to the window: Windows posts them, and a sent one comes between two posted ones. */
export type Delivery = 'posted' | 'sent';

/** Notices that the stand-in makes by itself, since no world could send each of them so fast. Their numbers are the ids. */
export interface Burst {
  /** wParam of WM_WTSSESSION_CHANGE. */
  readonly event: number;
  readonly count: number;
  /** How many the queue of the window's thread is to hold. Default: as many as on Windows, and never more. */
  readonly room?: number;
  /** What finds no room is tried again; else it is lost, as Windows loses it. */
  readonly insist?: boolean;
  /** The thread of the window takes nothing before all are posted. */
  readonly stall?: boolean;
}

export interface BurstResult {
  readonly posted: number;
  readonly refused: number;
}

/** How many posted messages Windows keeps for a thread. */
export const QUEUE_ROOM = 10_000;

/**
 * The kinds of messages that go to a process unasked; `../standin/terminal/notices.h` has the same, but for the first, by which
 * a line begins.
 */
export const NOTICE_KINDS = { listening: 0, session: 1, service: 2, ready: 3, burst: 4 } as const;

const begin = (kind: keyof typeof NOTICE_KINDS): ByteWriter => new ByteWriter(32).u8(NOTICE_KINDS[kind]);
const flag = (value: boolean | undefined): number => (value ? 1 : 0);

export const noticeFrames = {
  listening: (): Buffer => begin('listening').framed(),
  session: (delivery: Delivery, window: number, event: number, sessionId: number): Buffer =>
    begin('session')
      .u8(delivery === 'sent' ? 1 : 0)
      .u32(window)
      .u32(event)
      .u32(sessionId)
      .framed(),
  service: (window: number, state: number): Buffer => begin('service').u32(window).u32(state).framed(),
  ready: (): Buffer => begin('ready').framed(),
  burst: ({ event, count, room = QUEUE_ROOM, insist, stall }: Burst): Buffer =>
    begin('burst').u32(event).u32(count).u32(room).u8(flag(insist)).u8(flag(stall)).framed(),
};
