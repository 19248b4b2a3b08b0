import type { Body } from '../../lane/job.js';
import type { Control } from '../../lane/wait.js';
import type { TerminalThread } from '../contract.js';
import type { HostContext } from '../host-context.js';
import { until } from './until.js';

/** Asks Windows, when the lane's turn comes. */
export type LookJob = <R>(body: Body<TerminalThread, R>) => Promise<R>;

/** Whether what the act has begun is so. */
export type Look = (job: LookJob) => Promise<boolean>;

/**
 * An act that waits until it has shown. Windows' own flags to wait do nothing on the Windows of today, and might block for long on
 * an older one, so it is looked at from here. The checks and the act are one job, and each look is another one: in the pauses the
 * lane is free, so any number of acts can wait. The lane is not that of the host's questions, which wait for no act.
 */
export async function waitedAct(host: HostContext, control: Control, begin: Body<TerminalThread, Look>): Promise<void> {
  await host.waits.during(control, async wait => {
    const look = await host.actLane.run(wait, begin);
    await until(wait, () => look(body => host.actLane.run(wait, body, { acted: true })));
  });
}
