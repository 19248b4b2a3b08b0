import { describe, expect, it } from 'vitest';
import type { Scenario } from 'winstation';
import { rich } from '../../rich.js';
import { rawCalls, rejection, withWorld } from '../../suite.js';

const BERTA = 9;
const TOOL = 'C:\\Tools\\tray.exe';
const asSystem: Scenario = { ...rich, caller: { role: 'system', sessionId: 0, pid: 4321 } };

describe('spawn()', () => {
  const driver = withWorld(asSystem);
  const host = () => driver.winstation.localHost();
  const startup = async () => {
    const call = (await rawCalls(driver)).find(([name]) => name === 'CreateProcessAsUserW')!;
    const [, , , inherit, creationFlags, , , , startupFlags, showWindow] = call;
    return { inherit, creationFlags, startupFlags, showWindow };
  };

  it('starts a program and hands it over', async () => {
    await driver.program(TOOL, [{ stdout: 'lost' }, { exit: 7 }]);
    const program = await host().spawn(BERTA, TOOL, ['--greet']);
    expect(program).toMatchObject({
      pid: expect.any(Number),
      sessionId: BERTA,
      account: 'CORP\\berta',
      elevated: false,
    });
    expect(await program.ended).toEqual({ exitCode: 7, stoppedBy: undefined });
    for await (const chunk of program.stdout) expect.unreachable(`read ${chunk.length} bytes`);
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('CreateNamedPipeW');
    expect(await startup()).toEqual({ inherit: false, creationFlags: 0x8_0414, startupFlags: 0, showWindow: 0 });
  });

  it.each([
    ['normal', 0x8_0414, 1],
    ['hidden', 0x808_0404, 0],
    ['minimized', 0x8_0414, 7],
    ['maximized', 0x8_0414, 3],
  ] as const)('shows its window %s', async (window, creationFlags, showWindow) => {
    await driver.program(TOOL, []);
    await (await host().spawn(BERTA, TOOL, [], { window })).ended;
    expect(await startup()).toEqual({ inherit: false, creationFlags, startupFlags: 1, showWindow });
  });

  it('streams what it writes, and keeps what was not read', async () => {
    await driver.program(TOOL, [{ stdout: 'one' }, { stderr: 'two' }, { stdout: 'three' }]);
    const program = await host().spawn(BERTA, TOOL, [], { output: 'stream' });
    await program.ended;
    expect([await textOf(program.stdout), await textOf(program.stderr)]).toEqual(['onethree', 'two']);
    expect(await textOf(program.stdout)).toBe('');
  });

  it('ends it when it is told so, with all that it has started', async () => {
    await driver.program(TOOL, ['leaveBehind', 'hang']);
    const program = await host().spawn(BERTA, TOOL);
    await expect.poll(async () => (await driver.get('programs')).length, { timeout: 20_000 }).toBe(2);
    await program.terminate({ exitCode: 9 });
    expect(await program.ended).toEqual({ exitCode: 9, stoppedBy: 'terminate' });
    await program.terminate();
    expect((await driver.get('programs')).some(it => it.running)).toBe(false);
    expect((await rawCalls(driver)).filter(([name]) => name.startsWith('Terminate'))).toEqual([
      ['TerminateJobObject', 9],
    ]);
  });

  it('ends it alone', async () => {
    await driver.program(TOOL, ['leaveBehind', 'hang']);
    const program = await host().spawn(BERTA, TOOL);
    await expect.poll(async () => (await driver.get('programs')).length, { timeout: 20_000 }).toBe(2);
    await program.terminate({ tree: false, wait: false });
    expect(await program.ended).toEqual({ exitCode: 1, stoppedBy: 'terminate' });
    const [, child] = await driver.get('programs');
    expect(child!.running).toBe(true);
    await driver.act('endProcess', child!.pid);
  });

  it('ends it when its signal is aborted', async () => {
    await driver.program(TOOL, ['hang']);
    const stop = new AbortController();
    const program = await host().spawn(BERTA, TOOL, [], { signal: stop.signal });
    stop.abort();
    expect(await program.ended).toEqual({ exitCode: 1, stoppedBy: 'abort' });
  });

  it('lets go of a program of its own life, and of one of its caller it makes an end', async () => {
    await driver.program(TOOL, ['hang']);
    const own = await host().spawn(BERTA, TOOL);
    await own[Symbol.asyncDispose]();
    const [running] = await driver.get('programs');
    expect(running!.running).toBe(true);
    await driver.act('endProcess', own.pid);
    expect(await own.ended).toMatchObject({ stoppedBy: undefined });
    const callers = await host().spawn(BERTA, TOOL, [], { lifetime: 'caller' });
    await callers[Symbol.asyncDispose]();
    expect(await callers.ended).toMatchObject({ stoppedBy: 'terminate' });
    expect((await driver.get('programs')).some(it => it.running)).toBe(false);
  });

  it('bounds the start by its timeout, and not the program', async () => {
    await driver.program(TOOL, ['hang']);
    const hold = await driver.fault('hold', 'CreateEnvironmentBlock');
    const late = rejection(host().spawn(BERTA, TOOL, [], { timeout: 500 }));
    await driver.pass(600);
    expect(await late).toMatchObject({ code: 'ETIMEDOUT', outcome: undefined });
    await hold.end();
    const program = await host().spawn(BERTA, TOOL, [], { timeout: 1_500 });
    await driver.pass(2_000);
    expect((await driver.get('programs')).filter(it => it.running)).toHaveLength(1);
    await program.terminate();
  });

  it('is for this machine alone', async () => {
    await using far = await driver.winstation.openHost('RDS01');
    expect(await rejection((far as ReturnType<typeof host>).spawn(5, TOOL))).toMatchObject({
      name: 'TypeError',
      message: expect.stringContaining('spawn() is for this machine only'),
    });
  });
});

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += new TextDecoder().decode(chunk);
  return text;
}
