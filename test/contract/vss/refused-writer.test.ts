import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import type { CallMessage, WindowsError } from 'winstation';
import type { VssEvent, VssHandlers, VssWriterDefinition } from 'winstation/vss';
import { makeCodes } from '../fault-campaign/codes.js';
import { withWorld } from '../suite.js';
import { ALL, CLASSES, KNOWN } from './codes.js';
import { madeWriters } from './made-writers.js';
import { passUntil } from './passing.js';
import { OWN, RICH, SQL } from './rich.js';
import { vssCalls } from './vss-calls.js';

const IDENTIFY = 'CVssWriterEx.OnIdentify';
const SAY = 'IVssWriterImpl.SetWriterFailureEx';
const codes = makeCodes({ known: KNOWN, classes: CLASSES, of: { [IDENTIFY]: ALL, [SAY]: ALL } });

describe('a writer that Windows refuses', () => {
  const driver = withWorld(RICH);
  const vss = () => driver.modules['winstation/vss'];
  const make = madeWriters(driver);

  /** In the lab, where each takes its time, one code of each class. */
  const tried = (name: typeof IDENTIFY | typeof SAY) =>
    driver.supports.codes === 'every' ? codes.codesOf(name) : codes.classesOf(name);

  /** A writer, with all that its listeners hear. */
  async function listening(handlers: VssHandlers = {}, definition: Partial<VssWriterDefinition> = {}) {
    const failed: [event: VssEvent, error: unknown][] = [];
    const leftOut: WindowsError[] = [];
    const writer = await make(handlers, definition);
    writer.on('failed', (event, error) => failed.push([event, error])).on('leftOut', error => leftOut.push(error));
    return { writer, failed, leftOut };
  }

  /** What is published of this call meanwhile. */
  async function published(syscall: string, during: () => Promise<void>): Promise<CallMessage[]> {
    const messages: CallMessage[] = [];
    const hear = (message: unknown) => {
      if ((message as CallMessage).syscall === syscall) messages.push(message as CallMessage);
    };
    const calls = channel('winstation:call');
    calls.subscribe(hear);
    try {
      await during();
    } finally {
      calls.unsubscribe(hear);
    }
    return messages;
  }

  describe('for what it says of itself', () => {
    it('is left out of a backup, and hears why, with every code', async () => {
      const phases: string[] = [];
      const { leftOut, failed } = await listening({ prepareBackup: ({ phase }) => void phases.push(phase) });
      for (const code of tried(IDENTIFY)) {
        await driver.fault('fail', IDENTIFY, { code, times: 1 });
        const { ok, events } = await (await driver.backup()).finish();
        await passUntil(driver, () => leftOut.length > 0);
        expect(leftOut.splice(0)).toMatchObject([
          {
            name: 'WindowsError',
            syscall: IDENTIFY,
            code: codes.nameOf(code),
            reason: codes.reasonOf(code),
            message: expect.stringContaining('Windows refused what the writer Beispiel DB says of itself'),
          },
        ]);
        expect({ ok, phases, failed }).toEqual({ ok: true, phases: [], failed: [] });
        expect(events.filter(it => it.writer === OWN)).toEqual([]);
      }
      await (await driver.backup()).finish();
      expect({ phases, leftOut }).toEqual({ phases: ['prepareBackup'], leftOut: [] });
    });

    it('is not shown to a requester of its own process', async () => {
      const { leftOut } = await listening();
      const fault = await driver.fault('fail', IDENTIFY, { code: 'VSS_E_OBJECT_ALREADY_EXISTS' });
      const ids = async () => {
        const session = await vss().openBackup({ security: 'asIs' });
        const found = (await session.writers()).map(it => it.id);
        await session.close();
        return found;
      };
      expect(await ids()).toContain(SQL);
      expect(await ids()).not.toContain(OWN);
      await passUntil(driver, () => leftOut.length === 2);
      await fault.end();
      expect(await ids()).toContain(OWN);
    });

    it('is in the messages of raw calls', async () => {
      const { leftOut } = await listening();
      await driver.fault('fail', IDENTIFY, { code: 'VSS_E_OBJECT_ALREADY_EXISTS', times: 1 });
      const messages = await published(IDENTIFY, async () => {
        await (await driver.backup()).finish();
        await passUntil(driver, () => leftOut.length > 0);
      });
      expect(messages).toMatchObject([{ ok: false, code: 0x8004230d, vssSession: undefined }]);
    });
  });

  describe('for the failure in its answer', () => {
    it('hears of it, with every code', async () => {
      const { failed } = await listening({ prepareBackup: () => ({ fail: 'retryable', message: 'Nein' }) });
      for (const code of tried(SAY)) {
        await driver.fault('fail', SAY, { code, times: 1 });
        const session = await driver.backup();
        const { ok, events } = await session.finish();
        await passUntil(driver, () => failed.length > 0);
        const message = expect.stringContaining(session.id);
        const error = { syscall: SAY, code: codes.nameOf(code), reason: codes.reasonOf(code), message };
        expect(failed.splice(0)).toMatchObject([[{ phase: 'prepareBackup', sessionId: session.id }, error]]);
        // It is false all the same.
        expect(ok).toBe(false);
        const answers = events.filter(it => it.writer === OWN && it.phase === 'prepareBackup');
        expect(answers).toMatchObject([{ answer: 'failed', message: undefined }]);
      }
    });

    it('goes on after a warning that was refused', async () => {
      const { failed } = await listening({ prepareBackup: () => ({ warn: 'retryable' }) });
      await driver.fault('fail', SAY, { code: 'VSS_E_UNEXPECTED', times: 1 });
      const { ok, events } = await (await driver.backup()).finish();
      await passUntil(driver, () => failed.length > 0);
      expect(failed.map(([, error]) => (error as WindowsError).syscall)).toEqual([SAY]);
      expect(ok).toBe(true);
      expect(events.find(it => it.writer === OWN)).toMatchObject({ answer: 'ok', code: undefined });
    });

    it('hears of it after it was late, too, in that order', async () => {
      const { failed } = await listening(
        { prepareBackup: () => new Promise(() => {}) },
        { deadlines: { prepareBackup: 100 } },
      );
      await driver.fault('fail', SAY, { code: 'VSS_E_UNEXPECTED', times: 1 });
      const over = (await driver.backup()).finish();
      await passUntil(driver, () => failed.length === 2);
      await over;
      expect(failed.map(([, error]) => (error as Error).name)).toEqual(['TimeoutError', 'WindowsError']);
    });

    it('is in the messages of raw calls, with its session', async () => {
      const { failed } = await listening({ prepareBackup: () => ({ fail: 'retryable' }) });
      await driver.fault('fail', SAY, { code: 'VSS_E_UNEXPECTED', times: 1 });
      const session = await driver.backup();
      const messages = await published(SAY, async () => {
        await session.finish();
        await passUntil(driver, () => failed.length > 0);
      });
      expect(messages).toMatchObject([{ ok: false, code: 0x80042302, vssSession: session.id }]);
    });

    it('is asked with what the answer says', async () => {
      await listening({ prepareBackup: () => ({ warn: 'outOfResources', applicationCode: 77, message: 'Größe 漢' }) });
      await (await driver.backup()).finish();
      expect((await vssCalls(driver)).filter(([name]) => name === SAY)).toEqual([[SAY, 0x800423f1, 77, 'Größe 漢']]);
    });
  });

  it('has no listeners for what there is not', async () => {
    const { writer } = await listening();
    for (const method of ['on', 'off'] as const) {
      expect(() => writer[method]('lost' as 'failed', () => {})).toThrow('type must be one of failed, leftOut');
      expect(() => writer[method]('failed', 5 as never)).toThrow('listener must be a function');
    }
  });

  it('calls a listener no more that was taken away', async () => {
    const { writer, leftOut } = await listening();
    const heard: unknown[] = [];
    const listener = (error: unknown) => void heard.push(error);
    writer.on('leftOut', listener).off('leftOut', listener);
    await driver.fault('fail', IDENTIFY, { code: 'VSS_E_UNEXPECTED', times: 1 });
    await (await driver.backup()).finish();
    await passUntil(driver, () => leftOut.length > 0);
    expect(heard).toEqual([]);
  });
});
