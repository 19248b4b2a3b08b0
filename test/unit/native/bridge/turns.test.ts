import { describe, expect, it } from 'vitest';
import type { RawAddon } from '../../../../lib/native/bridge/addon-types.js';
import { Environment, type Unpacker, WORDS_PER_TURN } from '../../../../lib/native/bridge/environment.js';
import { MORE_PACKS } from '../../../../lib/native/bridge/pack.js';
import { namesPack, Packer } from './packer.js';

/** An addon with answers of so many packs each, which are all there at once, and with news without end while it `floods`. */
class FakeAddon {
  readonly #mailbox = new ArrayBuffer(4 * WORDS_PER_TURN);
  readonly #left = new Map<number, number>();
  readonly #first: number[] = [];
  ring = () => {};
  floods = false;

  mailbox() {
    return this.#mailbox;
  }

  listen(ring: () => void) {
    this.ring = ring;
    return true;
  }

  ask(thread: number, packs: number) {
    this.#left.set(thread, packs);
    this.#first.push(thread);
    return thread;
  }

  names() {
    new Uint8Array(this.#mailbox).set(namesPack({}));
  }

  takeAnswer() {
    const ticket = this.#first.shift();
    if (ticket !== undefined) this.more(ticket);
    return ticket ?? 0;
  }

  takeNews() {
    return this.floods ? 99 : 0;
  }

  more(ticket: number) {
    const left = (this.#left.get(ticket) ?? 0) - 1;
    this.#left.set(ticket, left);
    this.#post(left > 0 ? MORE_PACKS : 0);
    return left >= 0;
  }

  drop(ticket: number) {
    this.#left.delete(ticket);
  }

  #post(status: number) {
    new Uint8Array(this.#mailbox).set(new Packer().word(7).finish(status));
  }
}

/** How many packs each turn of the loop unpacked, while this many answers of that many packs came. */
async function turns(answers: number, packs: number, floods = false): Promise<number[]> {
  const addon = new FakeAddon();
  const environment = new Environment(addon as unknown as RawAddon);
  const perTurn = [0];
  let ended = false;
  const unpacker: Unpacker<number> = {
    unpack(pack) {
      perTurn[perTurn.length - 1]! += 1;
      return pack.word();
    },
  };
  environment.onNews(99, { read: () => WORDS_PER_TURN, lost: () => {} });
  const all = Array.from({ length: answers }, (_, i) =>
    environment.ask(i + 1, packs, new Uint32Array(), [], unpacker as Unpacker<unknown>),
  );
  addon.floods = floods;
  const turn = () => {
    perTurn.push(0);
    if (!ended) setImmediate(turn);
  };
  setImmediate(turn);
  addon.ring();
  await Promise.all(all);
  ended = true;
  addon.floods = false;
  return perTurn;
}

describe('what is unpacked in one turn of the loop', () => {
  it('is all that is short', async () => {
    const [first] = await turns(50, 1);
    expect(first).toBe(50);
  });

  it('is one pack of a long answer', async () => {
    const perTurn = await turns(1, 5);
    expect(Math.max(...perTurn)).toBe(1);
  });

  it('is no more when many hosts answer at length', async () => {
    // The first packs come one a turn, and with each the next one of an answer that goes on.
    const perTurn = await turns(20, 5);
    expect(perTurn.reduce((sum, packs) => sum + packs)).toBe(100);
    expect(Math.max(...perTurn)).toBe(2);
  });

  it('goes on under a flood of news', async () => {
    const perTurn = await turns(3, 4, true);
    expect(perTurn.reduce((sum, packs) => sum + packs)).toBe(12);
  });
});
