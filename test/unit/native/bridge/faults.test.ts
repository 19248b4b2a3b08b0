import { describe, expect, it } from 'vitest';
import { u32 } from '../../../../lib/base/call.js';
import { NoAddonError } from '../../../../lib/errors/no-addon.js';
import type { RawAddon } from '../../../../lib/native/bridge/addon-types.js';
import { Environment } from '../../../../lib/native/bridge/environment.js';
import { NO_ANSWER } from '../../../../lib/native/bridge/pack.js';
import { answerUnpacker } from '../../../../lib/native/bridge/unpackers.js';
import { NativeNoticeWindow } from '../../../../lib/native/terminal/notice-window.js';
import { NativeThread } from '../../../../lib/native/terminal/thread.js';
import { sidsUnpacker } from '../../../../lib/native/terminal/unpackers.js';
import { PLAIN_CALLS } from '../../../../lib/terminal/calls.js';
import { namesPack, Packer } from './packer.js';

const WORDS = new Uint32Array();

const KNOWN = {
  'terminal.thread': [
    ...['setUserConfig', 'userConfig'],
    ...['version', 'system', 'sidsOf', 'accountsOf', 'processes', 'queryRaw', 'details', 'sessions', 'token'],
    ...['setListenerSecurity', 'listenerSecurity', 'listeners'],
    ...Object.keys(PLAIN_CALLS),
  ],
  'terminal.window': ['watchService', 'awaitReady', 'unregister', 'register'],
  'terminal.program': [
    ...['prepare', 'create', 'resume', 'stdout', 'stderr', 'write', 'ended', 'terminate', 'text', 'closeOutput'],
  ],
  'terminal.waiter': ['WTSWaitSystemEvent'],
  'terminal.channel': ['open', 'read', 'write', 'close'],
  'terminal.notice': ['service', 'lostUncounted', 'lost', 'session'],
  'terminal.sessions': ['WTSEnumerateSessionsExW', 'WTSEnumerateSessionsW'],
  'terminal.processes': ['WTSEnumerateProcessesExW', 'WTSEnumerateProcessesW'],
};
const SESSION_NOTICE = KNOWN['terminal.notice'].indexOf('session');

/** An addon that hands over what a test puts in. */
class FakeAddon {
  readonly #mailbox = new ArrayBuffer(4096);
  readonly answers: { readonly ticket: number; readonly pack: Uint8Array }[] = [];
  readonly news: Uint8Array[] = [];
  readonly dropped: number[] = [];
  ring = () => {};
  listens = true;
  asked = 0;
  readonly questions: { question: number; words: number[]; texts: readonly string[] }[] = [];

  mailbox = () => this.#mailbox;

  listen(ring: () => void) {
    this.ring = ring;
    return this.listens;
  }

  known: Readonly<Record<string, readonly string[]>> = KNOWN;
  names = () => this.post(namesPack(this.known));
  openNoticeWindow = () => 9;
  close() {}
  keepAlive() {}

  ask(_resident: number, question: number, words: Uint32Array, texts: readonly string[]) {
    this.asked += 1;
    this.questions.push({ question, words: [...words], texts });
    return this.asked;
  }

  openThread = () => 3;

  takeAnswer() {
    const answer = this.answers.shift();
    if (answer) this.post(answer.pack);
    return answer?.ticket ?? 0;
  }

  takeNews() {
    const pack = this.news.shift();
    if (pack) this.post(pack);
    return pack ? 9 : 0;
  }

  more = () => false;

  drop(ticket: number) {
    this.dropped.push(ticket);
  }

  post(pack: Uint8Array) {
    new Uint8Array(this.#mailbox).set(pack);
  }
}

function make() {
  const addon = new FakeAddon();
  const environment = new Environment(addon as unknown as RawAddon);
  const ask = () => {
    const answer = environment.ask(1, 0, WORDS, [], answerUnpacker(u32));
    answer.catch(() => {});
    return answer;
  };
  return { addon, environment, ask };
}

const success = (value: number) => new Packer().word(1).word(value).finish();

/** The count of texts is more than the mailbox holds. */
function malformed(): Uint8Array {
  const pack = success(1);
  new Uint32Array(pack.buffer)[1] = 5_000;
  return pack;
}

/** A word more than is read. */
const longer = () => new Packer().word(1).word(7).word(7).finish();

describe('a pack that does not fit', () => {
  it.each([
    ['cannot be opened', malformed],
    ['holds more than is read', longer],
  ])('that %s rejects its call alone, and later answers arrive', async (_, pack) => {
    const { addon, ask } = make();
    const [first, second] = [ask(), ask()];
    addon.answers.push({ ticket: 1, pack: pack() }, { ticket: 2, pack: success(42) });
    addon.ring();
    await expect(first).rejects.toThrow(NoAddonError);
    await expect(first).rejects.toThrow('does not fit this version of the package');
    expect(await second).toEqual({ ok: true, value: 42 });
    expect(addon.dropped).toEqual([1]);
    const third = ask();
    addon.answers.push({ ticket: 3, pack: success(43) });
    addon.ring();
    expect(await third).toEqual({ ok: true, value: 43 });
  });

  it('and belongs to no known call rejects all that wait, and later answers arrive', async () => {
    const { addon, ask } = make();
    const waiting = [ask(), ask()];
    addon.answers.push({ ticket: 77, pack: malformed() });
    addon.ring();
    for (const each of waiting) await expect(each).rejects.toThrow(NoAddonError);
    const third = ask();
    addon.answers.push({ ticket: 3, pack: success(43) });
    addon.ring();
    expect(await third).toEqual({ ok: true, value: 43 });
  });

  it('and follows a first one that did rejects the call', async () => {
    const { addon, environment } = make();
    const sids = environment.ask(1, 0, WORDS, ['a'], sidsUnpacker());
    sids.catch(() => {});
    addon.answers.push({ ticket: 1, pack: new Packer().word(0).finish(1) });
    // The fake has no further pack.
    addon.ring();
    await expect(sids).rejects.toThrow('nobody waits');
  });

  it('of news is a loss, and later news arrive', async () => {
    const { addon, environment } = make();
    const heard: unknown[] = [];
    const window = new NativeNoticeWindow(environment, {
      notice: (...it) => heard.push(it),
      lost: count => heard.push(['lost', count]),
      service: () => {},
    });
    const notice = new Packer().word(1).word(SESSION_NOTICE).word(5).word(2).word(1_000).word(0);
    addon.news.push(malformed(), new Packer().word(900).finish(), notice.finish());
    addon.ring();
    for (let turn = 0; turn < 3; turn += 1) await new Promise<void>(resolve => setImmediate(resolve));
    expect(heard).toEqual([
      ['lost', undefined],
      ['lost', undefined],
      [5, 2, 1_000],
    ]);
    window.close();
  });
});

describe('an answer that nobody waited for', () => {
  it('is none', async () => {
    const { addon, ask } = make();
    const answer = ask();
    addon.answers.push({ ticket: 1, pack: new Packer().finish(NO_ANSWER) });
    addon.ring();
    await expect(answer).rejects.toThrow('nobody waits');
  });
});

describe('an addon that cannot ring', () => {
  it('is asked nothing, and says so', async () => {
    const addon = new FakeAddon();
    addon.listens = false;
    const environment = new Environment(addon as unknown as RawAddon);
    const refused = environment.ask(1, 0, WORDS, [], answerUnpacker(u32));
    await expect(refused).rejects.toThrow(NoAddonError);
    await expect(refused).rejects.toThrow("can't report answers");
    expect(addon.asked).toBe(0);
  });
});

describe("the addon's numbers", () => {
  const clock = { now: () => 0, monotonic: () => 0, grain: 0, after: () => () => {}, keep: () => () => {} };

  it('are found by their names', async () => {
    const { addon, environment } = make();
    const thread = new NativeThread(environment, clock, 'rds01', []);
    const logoff = thread.call('WTSLogoffSession', { sessionId: 4, wait: true });
    const message = { sessionId: 4, title: 'T', text: 'words', style: 1, timeoutSeconds: 60, wait: false };
    const sent = thread.call('WTSSendMessageW', message);
    const names = KNOWN['terminal.thread'];
    expect(addon.questions).toEqual([
      { question: names.indexOf('WTSLogoffSession'), words: [4, 1], texts: [] },
      { question: names.indexOf('WTSSendMessageW'), words: [4, 1, 60, 0], texts: ['T', 'words'] },
    ]);
    addon.answers.push({ ticket: 1, pack: new Packer().word(1).finish() }, { ticket: 2, pack: success(32000) });
    addon.ring();
    expect(await logoff).toEqual({ ok: true, value: undefined });
    expect(await sent).toEqual({ ok: true, value: 32000 });
  });

  it.each(['terminal.thread', 'terminal.notice'] as const)('and a name that is missing in %s is said', kind => {
    const addon = new FakeAddon();
    const [first, ...rest] = KNOWN[kind];
    addon.known = { ...KNOWN, [kind]: rest };
    const environment = new Environment(addon as unknown as RawAddon);
    const open = () => new NativeThread(environment, clock, undefined, []);
    expect(open).toThrow(NoAddonError);
    expect(open).toThrow(`does not fit this version of the package: among the names of ${kind}, it lacks ${first}.`);
  });

  it('count what is alive, those of one name together', () => {
    const { addon, environment } = make();
    const counts = new Packer().word(3).text('threads').word(2).text('writtenOff').word(1).text('writtenOff').word(4);
    Object.assign(addon, { counts: () => addon.post(counts.finish()) });
    expect(environment.counts()).toEqual({ threads: 2, writtenOff: 5 });
  });
});
