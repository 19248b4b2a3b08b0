import { expect, it, vi } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import { rich } from '../../../contract/rich.js';

const TOOL = 'C:\\Tools\\Tool.exe';
const BERTA = 9;

// In the lab only Wine knows of a process that never ran: it has said nothing to the world, which learns of its end by TerminateProcess.
it('ends by its job a program that never ran, where nothing else can', async () => {
  const world = createWorld({ ...rich, caller: { role: 'system', sessionId: 0, pid: 4321 } });
  world.program(TOOL, async function* () {
    yield { stdout: 'it runs' };
    return 0;
  });
  world.fail('ResumeThread', { code: 'ERROR_ACCESS_DENIED' });
  world.fail('TerminateProcess', { code: 'ERROR_ACCESS_DENIED' });
  const run = world.module.localHost().run(BERTA, TOOL);
  await expect(run).rejects.toMatchObject({ syscall: 'ResumeThread' });
  await vi.waitFor(() => expect(world.programs.map(it => it.running)).toEqual([false]));
});
