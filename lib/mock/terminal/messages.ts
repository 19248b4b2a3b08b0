import type { Clock } from '../../base/clock.js';

/** A message box on a session's screen. */
export interface ShownMessage {
  /** The session whose screen shows it. */
  readonly sessionId: number;
  /** The title of the box, as it was sent. */
  readonly title: string;
  /** The text of the box, as it was sent. */
  readonly text: string;
  /** `MB_*` flags. */
  readonly style: number;
  /** The caller waits for the answer. */
  readonly waiting: boolean;
  /** When it appeared, by the clock of the host. */
  readonly shownAt: Date;
  /** When it goes away by itself. */
  readonly expiresAt: Date | undefined;
}

export const ANSWER_IDS = {
  ok: 1,
  cancel: 2,
  abort: 3,
  retry: 4,
  ignore: 5,
  yes: 6,
  no: 7,
  tryAgain: 10,
  continue: 11,
} as const;
/** The button that was pressed, in a word. */
export type AnswerWord = keyof typeof ANSWER_IDS;

/** The buttons of a box, by the lowest four bits of its style. What the documents do not list has an OK button. */
const BUTTONS: readonly (readonly AnswerWord[])[] = [
  ['ok'],
  ['ok', 'cancel'],
  ['abort', 'retry', 'ignore'],
  ['yes', 'no', 'cancel'],
  ['yes', 'no'],
  ['retry', 'cancel'],
  ['cancel', 'tryAgain', 'continue'],
];

export function buttonsOf(style: number): readonly AnswerWord[] {
  return BUTTONS[style & 0xf] ?? ['ok'];
}

/** What Windows answers by itself: the time was up; the caller does not wait. */
const IDTIMEOUT = 32_000;
const IDASYNC = 32_001;

interface Box {
  readonly shown: ShownMessage;
  /** `undefined`: the session went away. */
  close(id: number | undefined): void;
}

/** The message boxes of one host, oldest first. */
export class Messages {
  readonly #boxes = new Set<Box>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get shown(): readonly ShownMessage[] {
    return Object.freeze([...this.#boxes].map(box => box.shown));
  }

  /** Gives the response id; `undefined` when the session ended before anybody answered. */
  show(
    message: Pick<ShownMessage, 'sessionId' | 'title' | 'text' | 'style'>,
    { timeoutSeconds, wait }: { readonly timeoutSeconds: number; readonly wait: boolean },
  ): number | Promise<number | undefined> {
    const now = this.#clock.now();
    const ms = timeoutSeconds * 1000;
    const expiresAt = ms > 0 ? new Date(now + ms) : undefined;
    const shown = Object.freeze({ ...message, waiting: wait, shownAt: new Date(now), expiresAt });
    const answer = new Promise<number | undefined>(resolve => {
      const box: Box = {
        shown,
        close: id => {
          this.#boxes.delete(box);
          cancel?.();
          resolve(id);
        },
      };
      this.#boxes.add(box);
      const cancel = ms > 0 ? this.#clock.after(ms, () => box.close(IDTIMEOUT)) : undefined;
    });
    return wait ? answer : IDASYNC;
  }

  /** Answers the oldest box of a session; false when it shows none. */
  answer(sessionId: number, id: number): boolean {
    for (const box of this.#boxes) {
      if (box.shown.sessionId !== sessionId) continue;
      box.close(id);
      return true;
    }
    return false;
  }

  sessionEnded(sessionId: number): void {
    for (const box of [...this.#boxes]) if (box.shown.sessionId === sessionId) box.close(undefined);
  }
}
