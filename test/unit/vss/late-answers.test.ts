import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, expect, it } from 'vitest';
import type { Backend } from 'winstation';
import { guid } from 'winstation/identity';
import { createWorld } from 'winstation/mock';
import { createWriter, type VssHandlers } from 'winstation/vss';
import type { RawWriter, Ticket, TicketAnswer, WriterListener } from '../../../lib/vss/contract.js';

// What happens between an answer of JavaScript and that of the thread on which Windows waits. A world has no such moment.

const SESSION = '00112233-4455-6677-8899-aabbccddeeff';
const LATE = 0x800423f2;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const turns = async () => {
  for (let left = 20; left > 0; left -= 1) await Promise.resolve();
};

/** A writer whose other half does what the test says. */
async function made(handlers: VssHandlers, takes: () => boolean) {
  const { backend } = createWorld() as unknown as { readonly backend: { readonly clock: unknown } };
  let listener: WriterListener | undefined;
  const answers: TicketAnswer[] = [];
  const raw: RawWriter = {
    open: async () => ({ ok: true, value: { active: true } }),
    answer(_, answer) {
      const isTaken = takes();
      if (isTaken) answers.push(answer);
      return isTaken;
    },
    shut: async () => {},
    close() {},
  };
  const fake = {
    clock: backend.clock,
    localName: () => 'WS01',
    vss: {
      createWriter(given: WriterListener) {
        listener = given;
        return raw;
      },
    },
  };
  const definition = { id: guid.parse(SESSION), name: 'Own', usage: 'userData', source: 'other' } as const;
  const writer = await createWriter(definition, handlers, { backend: fake as unknown as Backend });
  const failures: string[] = [];
  writer.on('failed', (event, error) => failures.push(`${event.phase}: ${(error as Error).name}`));
  closing.push(() => writer.close());
  return { writer, listener: listener!, answers, failures };
}

const ticket = (handler: Ticket['handler'], more: Partial<Ticket> = {}): Ticket => ({
  id: 1,
  handler,
  sessionId: { ok: true, value: SESSION },
  snapshotSetId: guid.nil,
  volumes: [],
  context: 0,
  backupType: 0,
  components: undefined,
  age: 0,
  isAnswered: false,
  ...more,
});

/** Handlers that freeze, and what has resumed them. */
function freezing() {
  const resumed: string[] = [];
  const handlers: VssHandlers = { freeze: () => {}, resume: event => void resumed.push(event.phase) };
  return { resumed, handlers };
}

/** What is published of Windows' calls while `body` runs. */
async function traced(body: () => Promise<void>): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  const note = (message: unknown) => {
    const { syscall, code, vssSession } = message as Record<string, unknown>;
    seen.push([syscall, code, vssSession]);
  };
  subscribe('winstation:call', note);
  try {
    await body();
  } finally {
    unsubscribe('winstation:call', note);
  }
  return seen;
}

it('resumes at once what was answered for in the moment in which its handler was done', async () => {
  const { resumed, handlers } = freezing();
  const { listener, failures } = await made(handlers, () => false);
  const seen = await traced(async () => {
    listener.called(ticket('OnFreeze'));
    await turns();
    expect(resumed).toEqual([]);
    listener.gone(1, 'late');
    await turns();
  });
  expect(resumed).toEqual(['abort']);
  expect(failures).toEqual(['freeze: TimeoutError']);
  expect(seen).toEqual([['CVssWriterEx.OnFreeze', LATE, SESSION]]);
});

it('reports once what threw in that moment: as Windows was answered', async () => {
  const refuse = () => {
    throw new RangeError('no');
  };
  const { listener, failures } = await made({ prepareBackup: refuse }, () => false);
  listener.called(ticket('OnPrepareBackup'));
  await turns();
  listener.gone(1, 'closed');
  await turns();
  expect(failures).toEqual(['prepareBackup: AbortError']);
});

it('publishes what was answered before JavaScript heard of it', async () => {
  const { resumed, handlers } = freezing();
  const { listener, answers, failures } = await made(handlers, () => false);
  const seen = await traced(async () => {
    listener.called(ticket('OnFreeze', { isAnswered: true }));
    listener.called(ticket('OnThaw', { id: 2, isAnswered: true }));
    await turns();
  });
  expect([resumed, answers, failures]).toEqual([[], [], ['freeze: TimeoutError']]);
  expect(seen).toEqual([
    ['CVssWriterEx.OnFreeze', LATE, SESSION],
    ['CVssWriterEx.OnThaw', LATE, SESSION],
  ]);
});

it('answers also for a handler that throws an error whose message is no text', async () => {
  const broken = () => {
    throw Object.assign(new Error(), { message: { code: 5 } });
  };
  const { listener, answers } = await made({ prepareBackup: broken }, () => true);
  listener.called(ticket('OnPrepareBackup'));
  await turns();
  expect(answers).toEqual([{ returns: false, code: 0x800423f4, applicationCode: 1, message: undefined }]);
});

it('fails at the thaw when its freeze has not held until then', async () => {
  const { resumed, handlers } = freezing();
  const { listener, answers } = await made(handlers, () => true);
  listener.called(ticket('OnFreeze'));
  await turns();
  // It cannot be said of whom, so whatever is frozen resumes.
  const failure = { ok: false, syscall: 'IVssWriterImpl.GetSessionId', code: 0x80042301 } as const;
  listener.called(ticket('OnAbort', { id: 2, sessionId: failure }));
  await turns();
  listener.called(ticket('OnThaw', { id: 3 }));
  await turns();
  expect(resumed).toEqual(['abort']);
  expect(answers.map(it => [it.returns, it.code])).toEqual([
    [true, 0],
    [true, 0],
    [false, 0x800423f3],
  ]);
});

it('reports a resume that fails once, however often Windows gives the session up', async () => {
  let settle: () => void = () => {};
  const handlers: VssHandlers = {
    freeze: () => new Promise<void>(resolve => (settle = resolve)),
    resume: () => Promise.reject(new RangeError('no')),
  };
  const { listener, failures } = await made(handlers, () => true);
  listener.called(ticket('OnFreeze'));
  listener.gone(1, 'late');
  listener.called(ticket('OnAbort', { id: 2 }));
  listener.called(ticket('OnAbort', { id: 3 }));
  settle();
  await turns();
  expect(failures).toEqual(['freeze: TimeoutError', 'abort: RangeError']);
});

it('listens for what there is only, and with functions', async () => {
  const { writer } = await made({}, () => true);
  expect(() => writer.on('fail' as 'failed', () => {})).toThrow('type must be one of failed, leftOut');
  expect(() => writer.on('failed', undefined as never)).toThrow('listener must be a function');
  expect(() => writer.off('failed', 5 as never)).toThrow('listener must be a function');
});
